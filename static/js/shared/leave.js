/** Leave fast: the screen is empty at once, and Back does not bring the page again. */

const PRESSES = 3
const WITHIN_MS = 5000

/**
 * The link itself works without this script; the script makes it faster and adds
 * three presses of Shift. It leads to a kept page of this app, so it works offline.
 *
 * @param {Document} page
 */
export function leaveFast(page) {
  const link = page.querySelector('[data-module="leave"]')
  if (!(link instanceof HTMLAnchorElement)) return
  const leave = () => {
    const target = link.href
    page.title = '…'
    page.documentElement.replaceChildren()
    window.location.replace(target)
  }
  link.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
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
