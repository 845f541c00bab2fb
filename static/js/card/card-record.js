/** A card as it is kept: numbered, dated, and checked against damage. Pure. */
import { cleanCard } from './card-model.js'
import { isRecord, withChecksum } from './sealed.js'

/** The highest this release reads. 1: as first released. 2: `tabletAmount` came in. */
export const SCHEMA = 2

/**
 * The envelope (schema, generation, savedAt, checksum over the rest) is for all
 * releases to come. A field added to the card, or changed in meaning, is a new
 * schema: otherwise a roll-back would drop it at the next save.
 *
 * @typedef {object} CardRecord
 * @property {1 | 2} schema - Form of the card inside; an older one is read as it is
 * @property {number} generation - Higher is later; a clock alone could go back
 * @property {string} savedAt - UTC moment, ISO 8601
 * @property {Card | null} card - Null marks a card that was erased
 * @property {string} checksum - CRC-32 of everything else, in one fixed order
 */

/**
 * The lowest that says all of the card: after a roll-back the first release still
 * reads every card on which no amount is said.
 *
 * @param {Card | null} card
 * @returns {1 | 2}
 */
export function schemaOf(card) {
  return card?.tabletAmount ? SCHEMA : 1
}

/**
 * @param {Card | null} card
 * @param {number} generation
 * @param {string} savedAt - UTC moment, ISO 8601
 * @returns {CardRecord}
 */
export function makeRecord(card, generation, savedAt) {
  /** @type {Omit<CardRecord, 'checksum'>} */
  const content = { schema: schemaOf(card), generation, savedAt, card }
  return withChecksum(content)
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What a copy held
 * @returns {Reading}
 */
export function examine(raw) {
  if (!isRecord(raw)) return { record: null, isNewer: false, generation: 0 }
  const { schema, generation, savedAt, card, checksum } = /** @type {Envelope} */ (raw)
  const isNewer = schema > SCHEMA
  if (isNewer || typeof card !== 'object') return { record: null, isNewer, generation }
  const clean = card === null ? null : cleanCard(card)
  const record = {
    schema: /** @type {1 | 2} */ (schema),
    generation,
    savedAt,
    card: clean,
    checksum
  }
  return { record, isNewer, generation }
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What a copy held
 * @returns {CardRecord | null} Null when damaged, or not of this release's schema.
 *   The card in it is cleaned; to make another copy, copy `raw` itself
 */
export function readRecord(raw) {
  return examine(raw).record
}

/**
 * True after a roll-back: a later release wrote this and it is undamaged, so it is
 * neither ours to read nor ours to write over.
 *
 * @param {unknown} raw - What a copy held
 * @returns {boolean}
 */
export function isFromNewerRelease(raw) {
  return examine(raw).isNewer
}

/**
 * @param {unknown} raw - What a copy held
 * @returns {number} 0 when damaged; of any release otherwise
 */
export function generationOf(raw) {
  return examine(raw).generation
}

/**
 * @param {readonly (CardRecord | null)[]} records
 * @returns {CardRecord | null} Highest generation; of two alike, the first
 */
export function newest(records) {
  /** @type {CardRecord | null} */
  let best = null
  for (const record of records) {
    if (record && (!best || record.generation > best.generation)) best = record
  }
  return best
}

/**
 * @typedef {object} Reading
 * @property {CardRecord | null} record - When whole and of this release
 * @property {boolean} isNewer - Whole, and of a newer release
 * @property {number} generation - 0 unless whole
 */

/**
 * @typedef {object} Envelope
 * @property {number} schema
 * @property {number} generation
 * @property {string} savedAt
 * @property {unknown} card
 * @property {string} checksum
 */

/** @import { Card } from './card-model.js' */
