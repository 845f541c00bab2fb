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
import { mirrorAt } from '../card/mirror-at.js'
import { makeLogRecord } from './log-record.js'

/** @import { LogRecord } from './log-record.js' */
/** @import { LogBook } from './types.js' */

const mirror = mirrorAt('carrycard.log')

/** As in mirror-at.js */
export const { look: lookAtMirror, drop: dropMirror } = mirror

/** In UTF-16 units; all of localStorage is 5 MiB. */
export const MIRROR_LENGTH = 64 * 1024

/**
 * @param {LogRecord} record
 * @returns {boolean} Whether it holds all of it
 * @throws {Error} Not written (storage full or off); the mirror before is intact and
 *   now out of date, so drop it
 */
export function writeMirror(record) {
  const { text, isAll } = mirrorOf(record)
  mirror.write(text)
  return isAll
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
