/** Write one log so that it is wholly there, or not at all. */
import { putAll, valuesIn } from '../card/card-save.js'
import { answerTo, confirm, transact } from '../card/records-db.js'
import { inFixedOrder, isWhole } from '../card/sealed.js'
import { LOG_A, LOG_B, bestOf, claimed, quickCopies } from './log-copies.js'
import { LogChangedError, LogDamagedError, LogNewerError } from './log-errors.js'
import { dropMirror, lookAtMirror, writeMirror } from './log-mirror.js'
import { blankLog, cleanLog } from './log-model.js'
import { examineLog, makeLogRecord } from './log-record.js'

/** @import { Puts } from '../card/card-save.js' */
/** @import { LogRecord, Typed } from './log-record.js' */
/** @import { LogBook } from './types.js' */

/**
 * @typedef {object} Content
 * @property {LogBook} log
 * @property {Typed | null} typed
 * @property {boolean} isPart
 */

/**
 * @typedef {object} Options
 * @property {Date} now - By the clock: it numbers the record
 * @property {number} [basedOn] - The generation that was loaded, to be refused if
 *   another window has written since
 * @property {boolean} [evenDamaged] - Whether to write over what cannot be read
 */

/**
 * @typedef {(store: IDBObjectStore) => Promise<Puts>} Also - What else is kept with the
 *   log, or not at all. It waits for nothing but this store, and refuses by throwing
 */

/**
 * @typedef {object} Prepared
 * @property {Puts} puts - For the transaction that it was made in
 * @property {LogRecord} record
 * @property {string} slot - Where it goes
 * @property {string} otherSlot
 */

/**
 * What to put in a transaction so that the log is changed, with whatever else that
 * transaction is about. The log before stays in the other slot.
 *
 * @param {IDBObjectStore} store
 * @param {(content: Content) => Content} change - What it throws is thrown
 * @param {Options} options
 * @returns {Promise<Prepared>}
 * @throws {LogNewerError} Nothing is written over what is newer
 * @throws {LogDamagedError} Nothing is written over what may yet be read elsewhere
 * @throws {LogChangedError} Another generation than `basedOn` is stored
 */
export async function prepare(store, change, { now, basedOn, evenDamaged = false }) {
  const copies = await quickCopies(store)
  const { state, record: held, generation } = bestOf(copies)
  if (state === 'newer') throw new LogNewerError('A newer release kept this log')
  if (state === 'damaged' && !evenDamaged) {
    throw new LogDamagedError('The log that is kept cannot be read')
  }
  if (basedOn !== undefined && basedOn !== generation) {
    throw new LogChangedError('The log was changed in another window')
  }
  const { typed = null, isPart = false } = held ?? {}
  const changed = change({ log: held?.log ?? blankLog(), typed, isPart })
  const record = makeLogRecord(
    { ...changed, log: cleanLog(changed.log) },
    Math.max(generation + 1, Math.floor(now.getTime() / 1000)),
    now.toISOString()
  )
  const [a, b] = copies
  const [slot, otherSlot] =
    a.generation > b.generation ? [LOG_B, LOG_A] : [LOG_A, LOG_B]
  return { puts: [[slot, record]], record, slot, otherSlot }
}

/**
 * Settles only when the transaction is complete and a second one has read back the same.
 *
 * @param {(store: IDBObjectStore) => Promise<Prepared>} preparing
 * @returns {Promise<Prepared>}
 * @throws {DatabaseError} The log before is intact and still the newest; unless
 *   `unsure`, when this one may be
 */
export async function write(preparing) {
  const written = await transact('readwrite', async (store) => {
    const prepared = await preparing(store)
    const was = await valuesIn(store, prepared.puts)
    await putAll(store, prepared.puts)
    return { ...prepared, was }
  })
  await confirm(
    (store) => isThere(store, written),
    (store) => takeBack(store, written)
  )
  return written
}

/**
 * Bring the copies that are not the truth up to date. Never throws.
 *
 * @param {Pick<Prepared, 'record' | 'otherSlot'>} written
 * @returns {Promise<string[]>} 'mirror', 'database': could not be; the log is safe, in
 *   fewer copies
 */
export async function keepCopies({ record, otherSlot }) {
  const kept = keepInMirror(record)
  const troubles = kept === 'not' ? ['mirror'] : []
  // One damaged record must not bring back an older log where no other has all of it.
  if (kept !== 'whole' && !(await isInBoth(record, otherSlot))) {
    troubles.push('database')
  }
  return troubles
}

/**
 * A mirror that another window has made newer still is left alone.
 *
 * @param {LogRecord} record
 * @returns {'whole' | 'part' | 'not'}
 */
function keepInMirror(record) {
  try {
    const there = lookAtMirror()
    const isLater = claimed(there) > record.generation
    if (isLater && examineLog(there).generation > 0) return 'whole'
    return writeMirror(record) ? 'whole' : 'part'
  } catch {
    try {
      dropMirror()
    } catch {
      // It is older than the slots: they are believed.
    }
    return 'not'
  }
}

/**
 * @param {LogRecord} record
 * @param {string} otherSlot
 */
function isInBoth(record, otherSlot) {
  return transact('readwrite', async (store) => {
    const [a, b] = await quickCopies(store)
    const highest = Math.max(a.generation, b.generation)
    if (highest === record.generation) await answerTo(store.put(record, otherSlot))
  }).then(
    () => true,
    () => false
  )
}

/**
 * @param {IDBObjectStore} store
 * @param {Prepared} written
 * @returns {Promise<boolean>} Whether it is as written, or another window wrote since
 */
async function isThere(store, { puts, record, slot }) {
  const raw = await answerTo(store.get(slot))
  if (inFixedOrder(raw) !== inFixedOrder(record)) {
    return examineLog(raw).generation > record.generation
  }
  const along = await valuesIn(store, puts)
  return along.every(([, each]) => each === undefined || isWhole(each))
}

/**
 * @param {IDBObjectStore} store
 * @param {Prepared & { was: Puts }} written
 * @returns {Promise<void>}
 */
async function takeBack(store, { record, slot, was }) {
  const there = examineLog(await answerTo(store.get(slot)))
  if (there.generation <= record.generation) await putAll(store, was)
}
