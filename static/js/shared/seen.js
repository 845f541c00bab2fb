/** What this phone last saw of the content: the edition, and the day by the server. */

import { isWiped } from './wiped.js'

const KEY = 'carrycard.seen'

/**
 * @typedef {object} Seen
 * @property {number} [edition] - Of the facts, when its changes were last looked at
 * @property {string} [serverDay] - YYYY-MM-DD, the day a server named last
 */

/** @returns {Seen} Empty where nothing is kept or it cannot be read */
export function readSeen() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}')
    const { edition, serverDay } = kept
    return {
      ...(Number.isInteger(edition) ? { edition } : {}),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(serverDay) ? { serverDay } : {})
    }
  } catch {
    return {}
  }
}

/** @param {Seen} news - Takes the place of what it names; the rest stays */
export function writeSeen(news) {
  if (isWiped()) return
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...readSeen(), ...news }))
  } catch {
    // Storage is off or full: the next page asks again.
  }
}
