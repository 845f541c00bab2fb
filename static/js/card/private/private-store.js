/**
 * The private part, locked, in two slots of the database beside the card's. It never
 * sees a passphrase or an open text, and no function here speaks to a network.
 */
import { CardChangedError, CardNewerError, CardStorageError } from '../card-errors.js'
import { inFixedOrder } from '../sealed.js'
import { oneAtATime } from '../one-at-a-time.js'
import { DatabaseError, answerTo, transact } from '../records-db.js'
import { takePartOut } from './private-before.js'
import { examinePrivate, makePrivateRecord } from './private-record.js'
import { PRIVATE_A, PRIVATE_B, PRIVATE_SLOTS } from './private-slots.js'

export { CardChangedError, CardNewerError, CardStorageError }

/**
 * @typedef {object} PrivateLook
 * @property {'kept' | 'none' | 'damaged' | 'newer'} state - 'damaged': something is
 *   stored and cannot be read; 'newer': a later release wrote it
 * @property {PrivateRecord | null} record - Only when 'kept'
 * @property {number} generation - To hand back as `basedOn`; 0 when there is none
 */

/**
 * @returns {Promise<PrivateLook>}
 * @throws {CardStorageError} The database could not be read; nothing has changed
 */
export async function lookAtPrivate() {
  return assess(await attempt(() => transact('readonly', slotsIn)))
}

/**
 * @returns {Promise<PrivateRecord | null>} As it is locked, to be copied into a file;
 *   null when there is none that this release can read
 * @throws {CardStorageError} The database could not be read; nothing has changed
 */
export async function readPrivateRecord() {
  return (await lookAtPrivate()).record
}

/**
 * Keep a locked private part in place of the one before. It gets the next number here,
 * whatever number it came with.
 *
 * @param {Locked | null} locked - Null drops what is kept here, and nothing from before
 *   an import
 * @param {{ basedOn?: number, now?: Date, endsOld?: boolean }} [options] - The
 *   generation that was read, to be refused if another window has written since;
 *   whether nothing that was locked before may be left, nor from before an import
 * @returns {Promise<Written>}
 * @throws {TypeError} It is not a locked private part; nothing was written
 * @throws {CardStorageError} Nothing was written, unless `unsure`; the one before is
 *   intact
 * @throws {CardChangedError} Nothing was written; the other window's is intact
 * @throws {CardNewerError} Nothing was written over what a newer release kept
 */
export async function writePrivateRecord(
  locked,
  { basedOn, now = new Date(), endsOld = false } = {}
) {
  if (locked === null) {
    await drop(async () => true)
    return { record: null, isOldGone: true }
  }
  return oneAtATime(async () => {
    const written = await attempt(() => write(locked, { basedOn, now }))
    await attempt(() => confirm(written))
    const isCovered = await coverOld(written)
    const isOldGone = (!endsOld || (await isOut())) && isCovered
    return { record: written.record, isOldGone }
  })
}

/**
 * Forget the part, and what is kept of it from before an import.
 *
 * @returns {Promise<void>} Settles once nothing of it is left; the card is untouched
 * @throws {CardStorageError} It may still be there
 */
export function dropPrivate() {
  return drop(takePartOut)
}

/**
 * @param {(store: IDBObjectStore) => Promise<boolean>} withIt - What else is to go, in
 *   the same transaction; false when it would not
 * @returns {Promise<void>}
 * @throws {CardStorageError} It may still be there
 */
function drop(withIt) {
  return oneAtATime(() =>
    attempt(async () => {
      const isAllGone = await transact('readwrite', async (store) => {
        emptySlots(store)
        return withIt(store)
      }).catch(async () => {
        // Full storage still lets slots be emptied.
        await transact('readwrite', emptySlots)
        return false
      })
      const left = await transact('readonly', slotsIn)
      if (!isAllGone || left.some((raw) => raw !== undefined)) {
        throw new DatabaseError('It is there')
      }
    })
  )
}

/** @param {IDBObjectStore} store */
function emptySlots(store) {
  for (const key of PRIVATE_SLOTS) store.delete(key)
}

/** @returns {Promise<boolean>} Whether no part is kept from before an import */
function isOut() {
  return transact('readwrite', takePartOut).catch(() => false)
}

/**
 * @param {Locked} locked
 * @param {{ basedOn: number | undefined, now: Date }} options
 */
function write(locked, { basedOn, now }) {
  return transact('readwrite', async (store) => {
    const slots = await slotsIn(store)
    const { state, generation } = assess(slots)
    if (state === 'newer') throw new CardNewerError('A newer release kept this')
    if (basedOn !== undefined && basedOn !== generation) {
      throw new CardChangedError('The private part was changed in another window')
    }
    // Not counted from 1 again after a part was forgotten: a window that still has that
    // one open must be refused.
    const next = Math.max(generation + 1, now.getTime())
    const record = makePrivateRecord(locked, next, now.toISOString())
    const [a, b] = slots.map((raw) => examinePrivate(raw).generation)
    const isInB = Number(a) > Number(b)
    const [slot, otherSlot] = isInB ? [PRIVATE_B, PRIVATE_A] : [PRIVATE_A, PRIVATE_B]
    await answerTo(store.put(record, slot))
    return { record, slot, otherSlot }
  })
}

/**
 * @param {{ record: PrivateRecord, slot: string }} written
 * @throws {DatabaseError} It did not read back the same, and was taken away again
 *   unless `unsure`
 */
async function confirm({ record, slot }) {
  /** @type {unknown} */
  let cause = 'it read back as something else'
  try {
    const raw = await transact('readonly', (store) => answerTo(store.get(slot)))
    if (inFixedOrder(raw) === inFixedOrder(record)) return
    if (examinePrivate(raw).generation > record.generation) return
  } catch (error) {
    cause = error
  }
  const error = new DatabaseError('What was written could not be confirmed', { cause })
  await transact('readwrite', async (store) => {
    const raw = await answerTo(store.get(slot))
    if (examinePrivate(raw).generation <= record.generation) store.delete(slot)
  }).catch(() => {
    error.unsure = true
  })
  throw error
}

/**
 * The slot before would still open with the passphrase before: it is written over, or
 * at least emptied, which full storage allows.
 *
 * @param {{ record: PrivateRecord, otherSlot: string }} written
 * @returns {Promise<boolean>} Whether nothing older is left
 */
async function coverOld({ record, otherSlot }) {
  /** @param {(store: IDBObjectStore) => unknown} act */
  const inPlace = (act) =>
    transact('readwrite', async (store) => {
      const raw = await answerTo(store.get(otherSlot))
      if (examinePrivate(raw).generation < record.generation) act(store)
    }).then(
      () => true,
      () => false
    )
  return (
    (await inPlace((store) => store.put(record, otherSlot))) ||
    (await inPlace((store) => store.delete(otherSlot)))
  )
}

/**
 * @param {IDBObjectStore} store
 * @returns {Promise<unknown[]>}
 */
function slotsIn(store) {
  return Promise.all(PRIVATE_SLOTS.map((key) => answerTo(store.get(key))))
}

/**
 * @param {unknown[]} slots
 * @returns {PrivateLook}
 */
function assess(slots) {
  const readings = slots.map(examinePrivate)
  const generation = Math.max(...readings.map((each) => each.generation))
  const top = readings.find((each) => each.generation === generation)
  if (generation > 0 && top?.isNewer)
    return { state: 'newer', record: null, generation }
  if (generation > 0 && top?.record) {
    return { state: 'kept', record: top.record, generation }
  }
  const isThere = slots.some((raw) => raw !== undefined)
  return { state: isThere ? 'damaged' : 'none', record: null, generation }
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function attempt(work) {
  try {
    return await work()
  } catch (cause) {
    const isPlain = cause instanceof CardChangedError || cause instanceof CardNewerError
    if (isPlain || cause instanceof TypeError) throw cause
    const error = new CardStorageError('The private part could not be kept', { cause })
    error.unsure = cause instanceof DatabaseError && cause.unsure
    throw error
  }
}

/**
 * @typedef {object} Written
 * @property {PrivateRecord | null} record - As kept
 * @property {boolean} isOldGone - False: an older copy may still open with its own
 *   passphrase
 */

/** @import { Locked, PrivateRecord } from './private-record.js' */
