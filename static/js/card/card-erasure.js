/**
 * Erase the card so that it stays erased.
 *
 * First a tombstone (a record with no card) takes its place everywhere: from then on
 * it is the newest, and a crash leaves it to the next launch to finish. Only when no
 * copy holds the card any more are the tombstones taken away too.
 */
import { BEFORE } from './card-before.js'
import { DRAFT, DRAFT_BASE } from './card-draft.js'
import { CardChangedError } from './card-errors.js'
import { dropOutside, keepInCache, keepInMirror } from './card-outside.js'
import { generationOf, readRecord } from './card-record.js'
import { putAll } from './card-save.js'
import { SLOT_A, SLOT_B, slotsIn } from './card-slots.js'
import { PRIVATE_SLOTS } from './private/private-slots.js'
import { answerTo, transact } from './records-db.js'

const DRAFTS = [DRAFT, DRAFT_BASE]

/** @type {PrivatePart} */
const dropped = async () => PRIVATE_SLOTS.map((key) => [key, undefined])

/**
 * The draft and the card before an import go with the card; so does the private part,
 * unless told otherwise.
 *
 * @param {CardRecord} tombstone - Newer than any card seen
 * @param {{ basedOn?: number, privatePart?: PrivatePart }} [options] - The only card
 *   to erase: then the database has to take it, or nothing is changed anywhere
 * @returns {Promise<string[]>} As bury()
 * @throws {CardChangedError} Another card is kept by now; nothing is changed
 * @throws {DatabaseError} Only with `basedOn`: nothing is changed, unless `unsure`
 */
export async function eraseWith(tombstone, { basedOn, privatePart = dropped } = {}) {
  /** @type {string[]} */
  const left = []
  try {
    await transact('readwrite', async (store) => {
      const highest = Math.max(...(await slotsIn(store)).map(generationOf))
      if (basedOn !== undefined && highest > basedOn) {
        throw new CardChangedError('The card was changed in another tab')
      }
      await putAll(store, await privatePart(store))
      for (const key of [...DRAFTS, BEFORE]) store.delete(key)
      await putTombstones(store, tombstone)
    })
  } catch (error) {
    if (basedOn !== undefined) throw error
    left.push('database')
  }
  return buryOutside(tombstone, left)
}

/**
 * Finish an erasure that an earlier launch could not. Never throws.
 *
 * @param {CardRecord} tombstone - Newer than any card seen
 * @returns {Promise<string[]>} Where the card may still be: 'database', 'mirror',
 *   'cache'. Tombstones stay then; when it is empty, nothing at all is left
 */
export async function bury(tombstone) {
  /** @type {string[]} */
  const left = []
  if (!(await succeeds(() => transact('readwrite', burySlots(tombstone))))) {
    left.push('database')
  }
  return buryOutside(tombstone, left)
}

/**
 * @param {CardRecord} tombstone
 * @param {string[]} left - Where it may be already
 * @returns {Promise<string[]>} With what of the other places was added
 */
async function buryOutside(tombstone, left) {
  if (keepInMirror(tombstone) === 'stuck') left.push('mirror')
  if ((await keepInCache(tombstone)) === 'stuck') left.push('cache')
  if (left.length > 0) return left

  await succeeds(() => transact('readwrite', clearSlots(tombstone)))
  await dropOutside(tombstone)
  return left
}

/**
 * What is found beside the card may have been kept since it was erased, and stays. Only
 * if the erasure never reached this database is a draft from before it taken too.
 *
 * @param {CardRecord} tombstone
 * @returns {(store: IDBObjectStore) => Promise<void>}
 */
function burySlots(tombstone) {
  return async (store) => {
    const slots = await slotsIn(store)
    if (slots.some((raw) => readRecord(raw)?.card)) {
      for (const key of DRAFTS) {
        const typedAt = readRecord(await answerTo(store.get(key)))?.savedAt
        if (typedAt && typedAt <= tombstone.savedAt) store.delete(key)
      }
    }
    await putTombstones(store, tombstone)
  }
}

/**
 * @param {IDBObjectStore} store
 * @param {CardRecord} tombstone
 * @returns {Promise<void>}
 */
async function putTombstones(store, tombstone) {
  const slots = await slotsIn(store)
  if (slots.some((raw) => generationOf(raw) > tombstone.generation)) {
    throw new Error('Another tab has saved a card since')
  }
  store.put(tombstone, SLOT_A)
  store.put(tombstone, SLOT_B)
}

/**
 * @param {CardRecord} tombstone
 * @returns {(store: IDBObjectStore) => Promise<void>}
 */
function clearSlots(tombstone) {
  return async (store) => {
    const [a, b] = await slotsIn(store)
    if (isTombstone(a, tombstone)) store.delete(SLOT_A)
    if (isTombstone(b, tombstone)) store.delete(SLOT_B)
  }
}

/**
 * @param {unknown} raw
 * @param {CardRecord} tombstone
 */
function isTombstone(raw, tombstone) {
  return readRecord(raw)?.checksum === tombstone.checksum
}

/**
 * @param {() => Promise<void>} work
 * @returns {Promise<boolean>}
 */
function succeeds(work) {
  return work().then(
    () => true,
    () => false
  )
}

/**
 * @typedef {(store: IDBObjectStore) => Promise<Puts>} PrivatePart - What becomes of it,
 *   in the transaction that erases the card
 */

/** @import { CardRecord } from './card-record.js' */
/** @import { Puts } from './card-save.js' */
