/**
 * The copy that can be shown at once, in localStorage.
 *
 * Read without waiting, so the card page can draw before anything else is loaded.
 * It reaches the disk seconds late, so it may be one save behind after a crash:
 * show it, then let loadCard() decide.
 */
import { readRecord } from './card-record.js'
import { mirrorAt } from './mirror-at.js'

const mirror = mirrorAt('carrycard.card')

/** As in mirror-at.js */
export const { look: lookAtMirror, drop: dropMirror } = mirror

/**
 * Never throws.
 *
 * @returns {CardRecord | null} Null when there is none, when it is damaged or of a
 *   newer release, and when storage is off. Its `card` is null after an erasure
 */
export function readMirror() {
  try {
    return readRecord(lookAtMirror())
  } catch {
    return null
  }
}

/**
 * @param {CardRecord} record
 * @returns {void}
 * @throws {Error} Not written (storage full or off); the mirror before is intact and
 *   now out of date, so drop it
 */
export function writeMirror(record) {
  mirror.write(JSON.stringify(record))
}

/** @import { CardRecord } from './card-record.js' */
