/** What was on this phone before a card was brought back, so that it can be undone. */
import { isMoment } from './calendar.js'
import { CardStorageError } from './card-errors.js'
import { inFixedOrder, makeRecord, readRecord } from './card-record.js'
import { crc32 } from './crc32.js'
import { answerTo, transact } from './records-db.js'

export const BEFORE = 'card.before'
const SCHEMA = 1

/**
 * @typedef {object} Before
 * @property {Card | null} card - Null: there was none
 * @property {string} savedAt - UTC moment of `card`, or ''
 * @property {{ was: object | null } | null} privatePart - As it was stored; null when
 *   the private part was not touched
 * @property {string} keptAt - UTC moment at which it was put aside
 */

/**
 * @param {Omit<Before, 'keptAt'>} present
 * @param {Date} now
 * @returns {object} To hand to saveCard()
 */
export function makeBefore({ card, savedAt, privatePart }, now) {
  const keptAt = now.toISOString()
  const record = makeRecord(card, 1, savedAt || keptAt)
  const content = { schema: SCHEMA, keptAt, record, privatePart }
  return { ...content, checksum: crc32(inFixedOrder(content)) }
}

/**
 * @returns {Promise<Before | null>} Null when nothing was put aside, or it is damaged
 *   or of a later release
 * @throws {CardStorageError} It could not be read; it is intact
 */
export async function loadBefore() {
  try {
    return readBefore(
      await transact('readonly', (store) => answerTo(store.get(BEFORE)))
    )
  } catch (cause) {
    throw new CardStorageError('The card from before could not be read', { cause })
  }
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What the record held
 * @returns {Before | null} Null when damaged or of a later release
 */
export function readBefore(raw) {
  if (typeof raw !== 'object' || raw === null) return null
  const { checksum, ...content } = /** @type {Record<string, any>} */ (raw)
  const { schema, keptAt, record, privatePart } = content
  if (schema !== SCHEMA || !isMoment(keptAt)) return null
  if (checksum !== crc32(inFixedOrder(content))) return null
  const read = readRecord(record)
  if (!read) return null
  return {
    card: read.card,
    savedAt: read.card ? read.savedAt : '',
    privatePart,
    keptAt
  }
}

/** @import { Card } from './card-model.js' */
