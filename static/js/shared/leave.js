/** Leave fast: the screen is empty at once, and Back does not bring a page again. */

const PRESSES = 3
const WITHIN_MS = 5000
const LEFT = 'carrycard.left'

/**
 * The link itself works without this script; the script makes it faster and adds
 * three presses of Shift. It leads to a kept page of this app, so it works offline.
 *
 * @param {Document} page
 */
export function leaveFast(page) {
  // The hand-over view has no link, but Back may lead to it as well.
  const blank = page.documentElement.lang === 'cy' ? '/cy/leave' : '/leave'
  window.addEventListener('pageshow', (event) => {
    if (!isBack(event)) remember(false)
    else if (hasLeft()) empty(page, blank)
  })
  const link = page.querySelector('[data-module="leave"]')
  if (!(link instanceof HTMLAnchorElement)) return
  const leave = () => {
    remember(true)
    empty(page, link.href)
  }
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  listenForShift(page, leave)
}

/**
 * @param {Document} page
 * @param {string} target
 */
function empty(page, target) {
  // Whoever holds something open in memory lets go of it.
  window.dispatchEvent(new Event('carrycard-left'))
  page.title = '…'
  page.documentElement.replaceChildren()
  window.location.replace(target)
}

/**
 * @param {Document} page
 * @param {() => void} leave
 */
function listenForShift(page, leave) {
  /** @type {number[]} */
  let presses = []
  page.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') {
      presses = []
      return
    }
    presses = [
      ...presses.filter((at) => event.timeStamp - at < WITHIN_MS),
      event.timeStamp
    ]
    if (presses.length >= PRESSES) leave()
  })
}

/**
 * Pages visited before the one that was left are still in this tab's history.
 *
 * @param {PageTransitionEvent} event
 */
function isBack(event) {
  const [opened] = performance.getEntriesByType('navigation')
  const kind = /** @type {PerformanceNavigationTiming | undefined} */ (opened)?.type
  return event.persisted || kind === 'back_forward'
}

/** @param {boolean} isLeft */
function remember(isLeft) {
  try {
    if (isLeft) sessionStorage.setItem(LEFT, '1')
    else sessionStorage.removeItem(LEFT)
  } catch {
    // Storage is off: Back shows an earlier page, as the privacy page says it may.
  }
}

function hasLeft() {
  try {
    return sessionStorage.getItem(LEFT) !== null
  } catch {
    return false
  }
}
