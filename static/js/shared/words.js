/** Words a script may show: they stand in the page the server sent, in its language. */

/**
 * @param {Document} page
 * @param {string} holder - Selector of the hidden list of words
 * @returns {(name: string) => string} Gives the words, or the name itself if missing
 */
export function wordsIn(page, holder) {
  const list = page.querySelector(holder)
  return (name) => list?.querySelector(`[data-word="${name}"]`)?.textContent ?? name
}
