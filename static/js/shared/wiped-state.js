/** Whether all was wiped: known to pages, and to the worker, which has no window. */

export const CHANNEL = 'carrycard'

let isGone = false

/** @returns {boolean} From when it is true, nothing more may be kept here */
export function isWiped() {
  return isGone
}

export function markWiped() {
  isGone = true
}
