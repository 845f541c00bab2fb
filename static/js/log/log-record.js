/** A log as it is kept: numbered, dated, and checked against damage. Pure. */
import { isMoment } from '../card/calendar.js'
import { cleanCard } from '../card/card-model.js'
import { isRecord, withChecksum } from '../card/sealed.js'
import { cleanLog } from './log-model.js'

/** @import { Dose } from './feed.js' */
/** @import { LogBook } from './types.js' */

/** Raised when a field is added to the log, or changes its meaning. */
export const SCHEMA = 1

/**
 * The envelope (schema, generation, savedAt, checksum over the rest) is for all releases
 * to come.
 *
 * @typedef {object} LogRecord
 * @property {number} schema
 * @property {number} generation - Higher is later; a clock alone could go back
 * @property {string} savedAt - UTC moment
 * @property {LogBook} log
 * @property {Typed | null} typed - What the log last took the place of on the card
 * @property {boolean} isPart - Older entries may be missing, since they were lost
 * @property {string} checksum - CRC-32 of everything else, in one fixed order
 */

/**
 * A last dose that was typed into the card's own form.
 *
 * @typedef {Dose & { since: string }} Typed - `since`: when the card was saved with it
 */

/**
 * @typedef {object} Reading
 * @property {LogRecord | null} record - When whole and of this release
 * @property {boolean} isNewer - Whole, and of a newer release
 * @property {number} generation - 0 unless whole
 */

/**
 * @param {Pick<LogRecord, 'log' | 'typed' | 'isPart'>} content - Clean
 * @param {number} generation
 * @param {string} savedAt
 * @returns {LogRecord}
 */
export function makeLogRecord({ log, typed, isPart }, generation, savedAt) {
  return withChecksum({ schema: SCHEMA, generation, savedAt, log, typed, isPart })
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What a copy held
 * @returns {Reading}
 */
export function examineLog(raw) {
  const none = { record: null, isNewer: false, generation: 0 }
  if (!isRecord(raw)) return none
  const envelope = /** @type {LogRecord} */ (raw)
  const { schema, generation, savedAt } = envelope
  if (schema > SCHEMA) return { record: null, isNewer: true, generation }
  const record = {
    schema,
    generation,
    savedAt,
    log: cleanLog(envelope.log),
    typed: cleanTyped(envelope.typed),
    isPart: envelope.isPart === true,
    checksum: envelope.checksum
  }
  return { record, isNewer: false, generation }
}

/**
 * @param {unknown} raw
 * @returns {Typed | null}
 */
function cleanTyped(raw) {
  const { since, on, time, at } = Object(raw)
  const dose = { lastDoseOn: on, lastDoseTime: time, lastDoseAt: at }
  const { lastDoseOn, lastDoseTime, lastDoseAt } = cleanCard(dose)
  if (!lastDoseOn || !isMoment(since)) return null
  return { on: lastDoseOn, time: lastDoseTime, at: lastDoseAt, since }
}
