/** Card and log as a file: made, and read again from anything at all. Pure. */
import { isMoment } from '../calendar.js'
import { cleanCard } from '../card-model.js'
import { SCHEMA, schemaOf } from '../card-record.js'
import { examinePrivate } from '../private/private-record.js'
import { isWhole, withChecksum } from '../sealed.js'
import { cleanLog } from '../../log/log-model.js'
import { SCHEMA as LOG_SCHEMA } from '../../log/log-record.js'
import { plainJson } from './plain-json.js'

export const KIND = 'carrycard'
/**
 * 1: card and private part. 2: the log came in. A file without a log is written as
 * before, so that the first release reads it too.
 */
export const VERSION = 2

/**
 * Of the whole file. A log of 20,000 entries with a short note each comes to 6 MB, and
 * locking adds a third. More is no file of ours: it would fill the phone's memory.
 */
export const MAX_FILE_BYTES = 8 * 1024 * 1024
/** Of all but the log. */
export const MAX_CARD_BYTES = 64 * 1024
/**
 * A private part is padded to 4 KiB and comes to some 7,000 characters. With room to
 * grow, and locked once more under a passphrase, a file still stays under its limit.
 */
export const MAX_PRIVATE_BYTES = 16 * 1024
const MAX_DEPTH = 8

/**
 * @typedef {object} Held
 * @property {Card} card
 * @property {string} savedAt - UTC moment at which the card was saved
 * @property {object | null} privatePart - Still locked, as it is stored; null: none
 * @property {HeldLog | null} log - Null: none
 */

/**
 * @typedef {object} HeldLog
 * @property {LogBook} book
 * @property {string} savedAt - UTC moment at which it was saved
 */

/**
 * @typedef {'tooBig' | 'notOurs' | 'damaged' | 'newer' | 'locked'} FileFault -
 *   'newer': a later release wrote it; 'locked': it needs a passphrase
 */

/**
 * @typedef {{ ok: true } & Held | { ok: false, fault: FileFault, sealed?: unknown }}
 *   Reading - `sealed` is what to unlock, when 'locked'
 */

/**
 * @param {Held} held
 * @param {Date} now
 * @returns {object} To be written as JSON, with spaces or without
 */
export function makeCardFile({ card, savedAt, privatePart, log }, now) {
  const clean = cleanCard(card)
  return withChecksum({
    kind: KIND,
    version: log ? VERSION : 1,
    schema: schemaOf(clean),
    savedAt,
    exportedAt: now.toISOString(),
    card: clean,
    private: privatePart,
    ...(log ? { log: { schema: LOG_SCHEMA, ...log } } : {})
  })
}

/**
 * Never throws.
 *
 * @param {string} text - What a file, or a person, says is a card
 * @returns {Reading}
 */
export function readCardFile(text) {
  if (text.length > MAX_FILE_BYTES) return fault('tooBig')
  const raw = plainJson(text, MAX_DEPTH)
  if (!isObject(raw)) return fault(looksOurs(text) ? 'damaged' : 'notOurs')
  if (raw.kind !== KIND) return fault('notOurs')
  if (isNewer(raw.version, VERSION)) return fault('newer')
  if ((raw.version !== 1 && raw.version !== VERSION) || !isWhole(raw)) {
    return fault('damaged')
  }
  if ('locked' in raw) {
    return { ok: false, fault: 'locked', sealed: raw.locked }
  }
  const { log, ...others } = raw
  const card = log === undefined ? text : JSON.stringify(others, null, 1)
  if (card.length > MAX_CARD_BYTES) return fault('tooBig')
  const inIt = raw.version === 1 ? null : log
  return isNewer(Object(inIt).schema, LOG_SCHEMA)
    ? fault('newer')
    : readContent(others, inIt)
}

/**
 * @param {string} text
 * @returns {boolean} Whether it was a file of ours before something happened to it
 */
export function looksOurs(text) {
  return /"kind"\s*:\s*"carrycard"/.test(text)
}

/**
 * @param {Record<string, unknown>} content - Whole, by its checksum; yet anybody can
 *   make a checksum
 * @param {unknown} log
 * @returns {Reading}
 */
function readContent({ private: privatePart, ...content }, log) {
  const { schema, savedAt, exportedAt, card } = content
  if (isNewer(schema, SCHEMA)) return fault('newer')
  const isGood =
    Number.isInteger(schema) &&
    Number(schema) >= 1 &&
    isMoment(savedAt) &&
    isMoment(exportedAt) &&
    isObject(card) &&
    isPrivatePart(privatePart) &&
    isLog(log)
  if (!isGood) return fault('damaged')
  const { record, isNewer: isPrivateNewer } = examinePrivate(privatePart)
  if (isPrivateNewer) return fault('newer')
  if (privatePart && !record) return fault('damaged')
  const held = log && { book: cleanLog(log.book), savedAt: log.savedAt }
  return { ok: true, card: cleanCard(card), savedAt, privatePart, log: held }
}

/**
 * @param {unknown} raw
 * @returns {raw is HeldLog | null}
 */
function isLog(raw) {
  if (raw === null) return true
  return isObject(raw) && Number.isInteger(raw.schema) && isMoment(raw.savedAt)
}

/**
 * @param {unknown} raw
 * @returns {raw is object | null}
 */
export function isPrivatePart(raw) {
  if (raw === null) return true
  if (!isObject(raw)) return false
  return new TextEncoder().encode(JSON.stringify(raw)).length <= MAX_PRIVATE_BYTES
}

/**
 * @param {unknown} number
 * @param {number} known
 */
const isNewer = (number, known) => Number.isInteger(number) && Number(number) > known

/**
 * @param {unknown} raw
 * @returns {raw is Record<string, unknown>}
 */
const isObject = (raw) => typeof raw === 'object' && raw !== null && !Array.isArray(raw)

/**
 * @param {FileFault} name
 * @returns {Reading}
 */
const fault = (name) => ({ ok: false, fault: name })

/** @import { Card } from '../card-model.js' */
/** @import { LogBook } from '../../log/types.js' */
