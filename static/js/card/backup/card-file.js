/** A card as a file: made, and read again from anything at all. Pure. */
import { isMoment } from '../calendar.js'
import { cleanCard } from '../card-model.js'
import { SCHEMA, schemaOf } from '../card-record.js'
import { examinePrivate } from '../private/private-record.js'
import { isWhole, withChecksum } from '../sealed.js'
import { plainJson } from './plain-json.js'

export const KIND = 'carrycard'
export const VERSION = 1

export const MAX_FILE_BYTES = 64 * 1024
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
export function makeCardFile({ card, savedAt, privatePart }, now) {
  const clean = cleanCard(card)
  return withChecksum({
    kind: KIND,
    version: VERSION,
    schema: schemaOf(clean),
    savedAt,
    exportedAt: now.toISOString(),
    card: clean,
    private: privatePart
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
  if (raw.version !== VERSION || !isWhole(raw)) {
    return fault('damaged')
  }
  if ('locked' in raw) {
    return { ok: false, fault: 'locked', sealed: raw.locked }
  }
  return readContent(raw)
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
 * @returns {Reading}
 */
function readContent({ schema, savedAt, exportedAt, card, private: privatePart }) {
  if (isNewer(schema, SCHEMA)) return fault('newer')
  const isGood =
    Number.isInteger(schema) &&
    Number(schema) >= 1 &&
    isMoment(savedAt) &&
    isMoment(exportedAt) &&
    isObject(card) &&
    isPrivatePart(privatePart)
  if (!isGood) return fault('damaged')
  const { record, isNewer: isPrivateNewer } = examinePrivate(privatePart)
  if (isPrivateNewer) return fault('newer')
  if (privatePart && !record) return fault('damaged')
  return { ok: true, card: cleanCard(card), savedAt, privatePart }
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
