/** A button that has just come stands where another was: a double tap must not press it. */

const SETTLE_MS = 700

/**
 * @param {HTMLButtonElement} button
 * @returns {Promise<void>} Settles once it can be pressed
 */
export function settle(button) {
  button.disabled = true
  return new Promise((resolve) => {
    setTimeout(() => {
      button.disabled = false
      resolve()
    }, SETTLE_MS)
  })
}
