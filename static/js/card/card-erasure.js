/**
 * Erase the card so that it stays erased.
 *
 * First a tombstone (a record with no card) takes its place everywhere: from then on
 * it is the newest, and a crash leaves it to the next launch to finish. Only when no
 * copy holds the card any more are the tombstones taken away too.
 */
import { BEFORE } from './card-before.js'
import { DRAFT, DRAFT_BASE } from './card-draft.js'
import { dropOutside, keepInCache, keepInMirror } from './card-outside.js'
import { generationOf, readRecord } from './card-record.js'
import { SLOT_A, SLOT_B, slotsIn } from './card-slots.js'
import { transact } from './records-db.js'

/** What goes with the card: its draft, the card before an import, the private part. */
const WITH_THE_CARD = [DRAFT, DRAFT_BASE, BEFORE, 'card.private.a', 'card.private.b']

/**
 * Never throws.
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
  if (keepInMirror(tombstone) === 'stuck') left.push('mirror')
  if ((await keepInCache(tombstone)) === 'stuck') left.push('cache')
  if (left.length > 0) return left

  await succeeds(() => transact('readwrite', clearSlots(tombstone)))
  await dropOutside(tombstone)
  return left
}

/**
 * The draft goes with the card. An erasure that is being finished has taken the draft
 * already, and one found now was typed since.
 *
 * @param {CardRecord} tombstone
 * @returns {(store: IDBObjectStore) => Promise<void>}
 */
function burySlots(tombstone) {
  return async (store) => {
    const slots = await slotsIn(store)
    if (slots.some((raw) => generationOf(raw) > tombstone.generation)) {
      throw new Error('Another tab has saved a card since')
    }
    if (!slots.some((raw) => isTombstone(raw, tombstone))) {
      for (const key of WITH_THE_CARD) store.delete(key)
    }
    store.put(tombstone, SLOT_A)
    store.put(tombstone, SLOT_B)
  }
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

/** @import { CardRecord } from './card-record.js' */
