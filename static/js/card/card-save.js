/** Write one record so that it is wholly there, or not at all. */
import { BEFORE } from './card-before.js'
import { CardChangedError, CardNewerError } from './card-errors.js'
import { look, newestCopy, nextGeneration } from './card-copies.js'
import { generationOf, inFixedOrder, makeRecord } from './card-record.js'
import { SLOT_A, SLOT_B, lookAtSlots, slotsIn } from './card-slots.js'
import { DatabaseError, answerTo, transact } from './records-db.js'

/**
 * Settles only when the transaction is complete and a second one has read back the
 * same record.
 *
 * @param {Card} card - Clean
 * @param {readonly Copy[]} outside - The mirror and the cache, for their generations
 * @param {{ basedOn: number | undefined, now: Date, before?: object }} options
 * @returns {Promise<Written>}
 * @throws {CardChangedError} Another generation than `basedOn` is stored; intact
 * @throws {CardNewerError} Nothing is written over what is newer
 * @throws {DatabaseError} The record before is intact and still the newest; unless
 *   `unsure`, when this one may be
 */
export async function writeRecord(card, outside, { basedOn, now, before }) {
  const written = await transact('readwrite', async (store) => {
    const copies = [...asCopies(await slotsIn(store)), ...outside]
    const top = newestCopy(copies)
    if (top?.isNewer) throw new CardNewerError('A newer release kept this card')
    if (basedOn !== undefined && basedOn !== (top?.generation ?? 0)) {
      throw new CardChangedError('The card was changed in another tab')
    }
    const record = makeRecord(card, nextGeneration(copies, now), now.toISOString())
    // In one transaction: the card is not replaced unless the one before is kept too.
    if (before) await answerTo(store.put(before, BEFORE))
    const [a, b] = copies
    const slot = a.generation > b.generation ? SLOT_B : SLOT_A
    await answerTo(store.put(record, slot))
    return { record, slot, otherSlot: slot === SLOT_A ? SLOT_B : SLOT_A }
  })
  await confirm(written)
  return written
}

/**
 * For when no copy outside the database could be made: one more inside, so that a
 * single damaged record does not bring back an older card.
 *
 * @param {Written} written
 * @returns {Promise<void>}
 * @throws {DatabaseError} There is one copy only; it is intact
 */
export async function writeTwice({ record, otherSlot }) {
  await transact('readwrite', async (store) => {
    const highest = Math.max(...(await slotsIn(store)).map(generationOf))
    if (highest === record.generation) store.put(record, otherSlot)
  })
}

/**
 * @param {Written} written
 * @returns {Promise<void>}
 * @throws {DatabaseError} It did not read back the same, and was taken away again
 *   unless `unsure`
 */
async function confirm(written) {
  /** @type {unknown} */
  let cause = 'it read back as something else'
  try {
    if (isThere(await lookAtSlots(), written)) return
  } catch (error) {
    cause = error
  }
  const error = new DatabaseError('What was written could not be confirmed', { cause })
  await takeBack(written).catch(() => {
    error.unsure = true
  })
  throw error
}

/**
 * @param {unknown[]} slots
 * @param {Written} written
 * @returns {boolean} Whether it is as written, or another tab has saved since
 */
function isThere(slots, { record, slot }) {
  const raw = slots[slot === SLOT_A ? 0 : 1]
  if (inFixedOrder(raw) === inFixedOrder(record)) return true
  return generationOf(raw) > record.generation
}

/**
 * @param {Written} written
 * @returns {Promise<void>}
 */
async function takeBack({ record, slot }) {
  await transact('readwrite', async (store) => {
    const raw = await answerTo(store.get(slot))
    if (generationOf(raw) <= record.generation) store.delete(slot)
  })
}

/**
 * @param {unknown[]} slots
 * @returns {Copy[]}
 */
function asCopies([a, b]) {
  return [
    { place: SLOT_A, ...look(a) },
    { place: SLOT_B, ...look(b) }
  ]
}

/**
 * @typedef {object} Written
 * @property {CardRecord} record
 * @property {string} slot - Where it is
 * @property {string} otherSlot - Where the record before may be
 */

/** @import { Copy } from './card-copies.js' */
/** @import { Card } from './card-model.js' */
/** @import { CardRecord } from './card-record.js' */
