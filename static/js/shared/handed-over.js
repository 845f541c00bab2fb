/** While the card is in somebody else's hands, every way leads back to it. */

const KEY = 'carrycard.handed'
/** The only pages it may name, so that nothing else stored there is followed. */
const HAND_OVER_VIEWS = ['/card/show', '/cy/card/show']

/**
 * Kept for this tab or app window only: closing it ends it.
 *
 * @param {string | null} view - Path of the hand-over view; null once it was closed
 */
export function setHandedOver(view) {
  try {
    if (view) sessionStorage.setItem(KEY, view)
    else sessionStorage.removeItem(KEY)
  } catch {
    // Storage is off: Back then leads to the page before, as on any page.
  }
}

/** @returns {string} The path of this page; a plain static host has added a slash */
export function viewHere() {
  return window.location.pathname.replace(/\/$/, '')
}

/** @returns {string | null} Path of the view that is open in somebody's hands */
export function handedOver() {
  try {
    const view = sessionStorage.getItem(KEY) ?? ''
    return HAND_OVER_VIEWS.includes(view) ? view : null
  } catch {
    return null
  }
}

/**
 * On any other page: empty it at once and return to the card.
 *
 * @param {Document} page
 */
export function returnToHandOver(page) {
  const back = () => {
    const view = handedOver()
    if (!view || HAND_OVER_VIEWS.includes(viewHere())) return
    page.documentElement.replaceChildren()
    window.location.replace(view)
  }
  window.addEventListener('pageshow', back)
  back()
}
