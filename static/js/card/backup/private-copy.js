/** The locked private part, taken along unopened. */
import { CardChangedError, CardNewerError } from '../card-errors.js'
import { inFixedOrder } from '../sealed.js'
import { examinePrivate, makePrivateRecord } from '../private/private-record.js'
import { PRIVATE_SLOTS } from '../private/private-slots.js'
import { lookAtPrivate } from '../private/private-store.js'
import { answerTo } from '../records-db.js'
import { isPrivatePart } from './card-file.js'

/**
 * @returns {Promise<{ privatePart: object | null, privateGeneration: number }>} As
 *   stored; null when there is none that can be read
 * @throws {Error} It could not be read, or is larger than any we write; it is intact
 */
export async function copyOfPrivatePart() {
  const { record, generation } = await lookAtPrivate()
  if (!isPrivatePart(record)) throw new TypeError('not a private part of ours')
  return { privatePart: record, privateGeneration: generation }
}

/**
 * What to put in a transaction so that another private part takes the place of the one
 * that was seen. Both slots are written: the older one would still open by itself.
 *
 * @param {IDBObjectStore} store
 * @param {object | null} locked - As it was kept anywhere; null: none
 * @param {{ basedOn: number, now: Date }} options
 * @returns {Promise<{ puts: Puts, generation: number }>} Under which number; 0: none
 * @throws {CardChangedError} It is no longer the one that was seen
 * @throws {CardNewerError} A newer release kept it
 * @throws {TypeError} It is not locked as this release locks
 */
export async function privatePuts(store, locked, { basedOn, now }) {
  const here = await lookIn(store)
  if (here.isNewer) throw new CardNewerError('A newer release kept this')
  if (here.generation !== basedOn) {
    throw new CardChangedError('The private part was changed in another window')
  }
  const next = Math.max(here.generation + 1, now.getTime())
  const record = locked
    ? makePrivateRecord(/** @type {Locked} */ (locked), next, now.toISOString())
    : undefined
  return {
    puts: PRIVATE_SLOTS.map((key) => [key, record]),
    generation: record?.generation ?? 0
  }
}

/**
 * @param {IDBObjectStore} store
 * @returns {Promise<{ isNewer: boolean, generation: number }>}
 */
export async function lookIn(store) {
  const [a, b] = await Promise.all(
    PRIVATE_SLOTS.map(async (key) => examinePrivate(await answerTo(store.get(key))))
  )
  return a.generation >= b.generation ? a : b
}

/**
 * @param {object | null} one
 * @param {object | null} other
 * @returns {boolean} Whether both lock the same, whatever number they were kept under
 */
export function isSamePrivatePart(one, other) {
  return inFixedOrder(locked(one)) === inFixedOrder(locked(other))
}

/** @param {object | null} record */
function locked(record) {
  const { generation, savedAt, checksum, ...rest } = Object(record)
  return record && rest
}

/** @import { Puts } from '../card-save.js' */
/** @import { Locked } from '../private/private-record.js' */
