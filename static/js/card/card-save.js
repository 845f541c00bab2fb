/** Write one record so that it is wholly there, or not at all. */
import { CardChangedError, CardNewerError } from './card-errors.js'
import { look, newestCopy, nextGeneration } from './card-copies.js'
import { generationOf, makeRecord } from './card-record.js'
import { SLOT_A, SLOT_B, slotsIn } from './card-slots.js'
import { answerTo, confirm, transact } from './records-db.js'
import { inFixedOrder, isWhole } from './sealed.js'

/**
 * Settles only when the transaction is complete and a second one has read back the
 * same record.
 *
 * @param {Card} card - Clean
 * @param {readonly Copy[]} outside - The mirror and the cache, for their generations
 * @param {Options} options
 * @returns {Promise<Written>}
 * @throws {CardChangedError} Another generation than `basedOn` is stored; intact
 * @throws {CardNewerError} Nothing is written over what is newer
 * @throws {DatabaseError} The record before is intact and still the newest; unless
 *   `unsure`, when this one may be
 */
export async function writeRecord(card, outside, { basedOn, now, savedAt, together }) {
  const written = await transact('readwrite', async (store) => {
    const copies = [...asCopies(await slotsIn(store)), ...outside]
    const top = newestCopy(copies)
    if (top?.isNewer) throw new CardNewerError('A newer release kept this card')
    if (basedOn !== undefined && basedOn !== (top?.generation ?? 0)) {
      throw new CardChangedError('The card was changed in another tab')
    }
    const record = makeRecord(card, nextGeneration(copies, now), savedAt.toISOString())
    const also = together ? await together(store, record.generation) : []
    const was = await valuesIn(store, also)
    await putAll(store, also)
    const [a, b] = copies
    const slot = a.generation > b.generation ? SLOT_B : SLOT_A
    await answerTo(store.put(record, slot))
    return { record, slot, otherSlot: slot === SLOT_A ? SLOT_B : SLOT_A, was }
  })
  await confirm(
    (store) => isThere(store, written),
    (store) => takeBack(store, written)
  )
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
 * @param {IDBObjectStore} store
 * @param {Written} written
 * @returns {Promise<boolean>} Whether it is as written, or another tab has saved since
 */
async function isThere(store, { record, slot, was }) {
  const raw = await answerTo(store.get(slot))
  if (generationOf(raw) > record.generation) return true
  const along = await valuesIn(store, was)
  return (
    inFixedOrder(raw) === inFixedOrder(record) &&
    // Nothing is in order too: another window may have dropped it.
    along.every(([, each]) => each === undefined || isWhole(each))
  )
}

/**
 * @param {IDBObjectStore} store
 * @param {Written} written
 * @returns {Promise<void>}
 */
async function takeBack(store, { record, slot, was }) {
  const raw = await answerTo(store.get(slot))
  if (generationOf(raw) > record.generation) return
  store.delete(slot)
  await putAll(store, was)
}

/**
 * @param {IDBObjectStore} store
 * @param {Puts} puts
 * @returns {Promise<void>}
 */
export async function putAll(store, puts) {
  for (const [key, value] of puts) {
    if (value === undefined) await answerTo(store.delete(key))
    else await answerTo(store.put(value, key))
  }
}

/**
 * @param {IDBObjectStore} store
 * @param {Puts} puts
 * @returns {Promise<Puts>} What these keys hold now
 */
export function valuesIn(store, puts) {
  return Promise.all(
    puts.map(
      async ([key]) => /** @type {const} */ ([key, await answerTo(store.get(key))])
    )
  )
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
 * @typedef {object} Options
 * @property {number | undefined} basedOn
 * @property {Date} now - By the clock: it numbers the record
 * @property {Date} savedAt - Not later than `now`
 * @property {Together} [together]
 */

/**
 * @typedef {(store: IDBObjectStore, generation: number) => Promise<Puts>} Together -
 *   What else is kept with the card of that number, or not at all. It waits for
 *   nothing but this store, and refuses by throwing. Each has a `checksum`
 */

/** @typedef {readonly (readonly [string, unknown])[]} Puts - undefined: is deleted */

/**
 * @typedef {object} Written
 * @property {CardRecord} record
 * @property {string} slot - Where it is
 * @property {string} otherSlot - Where the record before may be
 * @property {Puts} was - What else was written over
 */

/** @import { Copy } from './card-copies.js' */
/** @import { Card } from './card-model.js' */
/** @import { CardRecord } from './card-record.js' */
