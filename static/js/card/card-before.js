/** What was on this phone before a card was brought back, so that it can be undone. */
import { isMoment } from './calendar.js'
import { CardStorageError } from './card-errors.js'
import { makeRecord, readRecord } from './card-record.js'
import { slotsIn } from './card-slots.js'
import { answerTo, transact } from './records-db.js'
import { isWhole, withChecksum } from './sealed.js'
import { cleanLog } from '../log/log-model.js'

export const BEFORE = 'card.before'
/** 1: says nothing of what was brought. 2: `generation` came in, twice. 3: the log. */
const SCHEMA = 3

/**
 * @typedef {object} Before
 * @property {Card | null} card - Null: there was none
 * @property {string} savedAt - UTC moment of `card`, or ''
 * @property {number} generation - Of the card that took its place; 0: not known
 * @property {{ was: object | null, generation: number } | null} privatePart - As it was
 *   stored, and the generation of what took its place; null when it was not touched
 * @property {LogBefore | null} log - Null when it was not touched
 * @property {string} keptAt - UTC moment at which it was put aside
 */

/**
 * @typedef {object} LogBefore
 * @property {LogBook} was
 * @property {{ entries: string[], dates: string[] }} added - Ids of what was joined to it
 */

/**
 * @param {Omit<Before, 'keptAt'>} present
 * @param {Date} now
 * @returns {object} To be kept together with the card that takes its place
 */
export function makeBefore({ card, savedAt, generation, privatePart, log }, now) {
  const keptAt = now.toISOString()
  const record = makeRecord(card, 1, savedAt || keptAt)
  const content = { keptAt, generation, record, privatePart }
  return withChecksum(
    log ? { ...content, schema: SCHEMA, log } : { ...content, schema: 2 }
  )
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
 * With no card here, the one that took its place was erased, and what was before it goes
 * too. Never throws: what stays is tried again at the next launch.
 *
 * @returns {Promise<void>}
 */
export async function dropOrphan() {
  try {
    if (!(await loadBefore())?.generation) return
    await transact('readwrite', async (store) => {
      const slots = await slotsIn(store)
      if (slots.every((raw) => raw === undefined)) store.delete(BEFORE)
    })
  } catch {
    // stays, see above
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
  const content = /** @type {Record<string, any>} */ (raw)
  const { schema, keptAt, record, generation = 0, privatePart, log } = content
  if (!(schema >= 1 && schema <= SCHEMA) || !isMoment(keptAt)) return null
  if (!isWhole(raw)) return null
  const read = readRecord(record)
  if (!read) return null
  return {
    card: read.card,
    savedAt: read.card ? read.savedAt : '',
    generation,
    privatePart: privatePart && { generation: 0, ...privatePart },
    log: log ? { ...log, was: cleanLog(log.was) } : null,
    keptAt
  }
}

/** @import { Card } from './card-model.js' */
/** @import { LogBook } from '../log/types.js' */
