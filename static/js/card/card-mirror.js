/**
 * The copy that can be shown at once, in localStorage.
 *
 * Read without waiting, so the card page can draw before anything else is loaded.
 * It reaches the disk seconds late, so it may be one save behind after a crash:
 * show it, then let loadCard() decide.
 */
import { isWiped } from '../shared/wiped.js'
import { readRecord } from './card-record.js'

const KEY = 'carrycard.card'

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
 * @returns {unknown} What is there, unchecked: undefined when nothing is, null when
 *   it cannot be parsed
 * @throws {DOMException | ReferenceError} Storage is off; nothing has changed
 */
export function lookAtMirror() {
  const text = localStorage.getItem(KEY)
  if (text === null) return undefined
  try {
    return JSON.parse(text)
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
  if (isWiped()) throw new Error('Everything was wiped')
  const text = JSON.stringify(record)
  localStorage.setItem(KEY, text)
  if (localStorage.getItem(KEY) !== text) throw new Error('The mirror did not keep it')
}

/**
 * @returns {void} Once the mirror is gone, or there is no such storage
 * @throws {DOMException} Storage is off; the mirror may still be there
 */
export function dropMirror() {
  if (typeof localStorage !== 'undefined') localStorage.removeItem(KEY)
}

/** @import { CardRecord } from './card-record.js' */
