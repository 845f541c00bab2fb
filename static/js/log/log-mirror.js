/**
 * The log's copy outside the database, in localStorage.
 *
 * It brings the log back when the database was emptied or damaged, which browsers do
 * without an error. It is small, because the card's page waits for all of localStorage
 * before it draws: of a log that is longer, it brings back the plan, the dates to come
 * and the newest entries, some nine months of one a day. The rest is then gone, and
 * `isPart` says so. It cannot bring back anything when the browser clears the whole
 * site: only a file can.
 */
import { isWiped } from '../shared/wiped-state.js'
import { makeLogRecord } from './log-record.js'

/** @import { LogRecord } from './log-record.js' */
/** @import { LogBook } from './types.js' */

const KEY = 'carrycard.log'

/** In UTF-16 units; all of localStorage is 5 MiB. */
export const MIRROR_LENGTH = 64 * 1024

/**
 * @returns {unknown} What is there, unchecked: undefined when nothing is, null when it
 *   cannot be parsed
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
 * @param {LogRecord} record
 * @returns {boolean} Whether it holds all of it
 * @throws {Error} Not written (storage full or off); the mirror before is intact and
 *   now out of date, so drop it
 */
export function writeMirror(record) {
  if (isWiped()) throw new Error('Everything was wiped')
  const { text, isAll } = mirrorOf(record)
  localStorage.setItem(KEY, text)
  if (localStorage.getItem(KEY) !== text) throw new Error('The mirror did not keep it')
  return isAll
}

/**
 * @returns {void} Once the mirror is gone, or there is no such storage
 * @throws {DOMException} Storage is off; the mirror may still be there
 */
export function dropMirror() {
  if (typeof localStorage !== 'undefined') localStorage.removeItem(KEY)
}

/**
 * @param {LogRecord} record
 * @param {number} [length] - The most it may be
 * @returns {{ text: string, isAll: boolean }} Of the same generation, with its own
 *   checksum
 */
export function mirrorOf(record, length = MIRROR_LENGTH) {
  const whole = JSON.stringify(record)
  if (whole.length <= length) return { text: whole, isAll: true }
  const { log, typed, generation, savedAt } = record
  /** @type {LogBook} */
  const bare = { ...log, entries: [], dates: [] }
  const left = () =>
    length - JSON.stringify({ ...record, isPart: true, log: bare }).length - 1
  bare.dates = newest(log.dates, left() / 2)
  bare.entries = newest(log.entries, left())
  const part = makeLogRecord({ log: bare, typed, isPart: true }, generation, savedAt)
  return { text: JSON.stringify(part), isAll: false }
}

/**
 * @template T
 * @param {T[]} list - Oldest first
 * @param {number} length
 * @returns {T[]} As many of the last as fit
 */
function newest(list, length) {
  let left = length
  let from = list.length
  while (from > 0) {
    left -= JSON.stringify(list[from - 1]).length + 1
    if (left < 0) break
    from -= 1
  }
  return list.slice(from)
}
