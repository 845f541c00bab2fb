/** After all was wiped nothing is written again: not by this page, nor by another. */

import { CHANNEL, isWiped, markWiped } from './wiped-state.js'

export { isWiped }

const WIPED = 'wiped'

/**
 * Have this page write nothing more, and other windows go blank.
 *
 * Without BroadcastChannel (Safari before 15.4) other windows are not told.
 */
export function tellWiped() {
  markWiped()
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(WIPED)
  channel.close()
}

/**
 * Go blank when another window wipes: an empty page of the browser's own, since there
 * may be no network and the app is no longer kept.
 *
 * @param {Document} page
 */
export function goWhenWiped(page) {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }) => {
    if (data !== WIPED || isWiped()) return // our own message comes here too
    markWiped()
    window.dispatchEvent(new Event('carrycard-left'))
    page.title = '…'
    page.documentElement.replaceChildren()
    clearSession()
    window.location.replace('about:blank')
  }
}

/** What is kept for this window alone, until it is closed. */
export function clearSession() {
  try {
    for (const key of ourKeys(sessionStorage)) sessionStorage.removeItem(key)
  } catch {
    // Storage is off: nothing is kept.
  }
}

/**
 * @param {Storage} storage
 * @returns {string[]}
 */
export function ourKeys(storage) {
  return Object.keys(storage).filter((key) => key.startsWith('carrycard.'))
}
