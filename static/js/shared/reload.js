/** Show this page anew, unless the person has left it. */

/** @param {Document} page */
export function reloadUnlessLeft(page) {
  // Leaving empties the page before it goes; a reload would bring it back.
  if (page.documentElement.childElementCount > 0) window.location.reload()
}
