/** The three places a log is kept, and which of them is right. */
import { answerTo, transact } from '../card/records-db.js'
import { cleanLog } from './log-model.js'
import { lookAtMirror } from './log-mirror.js'
import { examineLog, makeLogRecord } from './log-record.js'

/** @import { LogRecord } from './log-record.js' */

export const LOG_A = 'log.a'
export const LOG_B = 'log.b'

/**
 * @typedef {object} Copy
 * @property {'log.a' | 'log.b' | 'mirror'} place
 * @property {boolean} isReachable - Whether the browser let us look
 * @property {unknown} raw - What is there, unchecked; undefined when nothing is
 * @property {LogRecord | null} record - What it says, when whole and of this release
 * @property {boolean} isNewer - Whole, and of a newer release
 * @property {number} generation - 0 unless whole
 */

/**
 * @typedef {object} Held
 * @property {'kept' | 'none' | 'damaged' | 'newer'} state
 * @property {LogRecord | null} record - The best there is, of this release
 * @property {number} generation - The highest of any release; 0 when none
 */

/**
 * Never throws.
 *
 * @returns {Promise<Copy[]>} Both slots, then the mirror
 */
export async function lookEverywhere() {
  return transact('readonly', slotCopies).then(
    (slots) => [...slots, mirrorCopy()],
    withoutDatabase
  )
}

/**
 * Enough to know what is kept: of a log of years it takes a while to check every copy,
 * so what says of itself that it is older than a whole one is believed. Never throws.
 *
 * @returns {Promise<Copy[]>} As lookEverywhere()
 */
export async function lookQuickly() {
  return transact('readonly', quickCopies).catch(withoutDatabase)
}

/** @returns {Copy[]} */
const withoutDatabase = () => [
  { place: LOG_A, ...unreachable },
  { place: LOG_B, ...unreachable },
  mirrorCopy()
]

/**
 * @param {IDBObjectStore} store
 * @returns {Promise<Copy[]>} As lookQuickly(), in this transaction
 */
export async function quickCopies(store) {
  const slots = await slotsIn(store)
  /** @type {Copy} */
  const mirror = { place: 'mirror', ...rawMirror() }
  const copies = [...slots, mirror].sort(
    (one, other) => claimed(other.raw) - claimed(one.raw) || inOrder(one, other)
  )
  let isFound = false
  const looked = copies.map((copy) => {
    if (isFound) return { ...copy, generation: claimed(copy.raw) }
    const { place, isReachable, raw } = copy
    /** @type {Copy} */
    const seen = isReachable ? { place, ...look(raw) } : copy
    isFound = seen.generation > 0 && place !== 'mirror'
    return seen
  })
  return looked.sort(inOrder)
}

/** @param {IDBObjectStore} store */
async function slotCopies(store) {
  return (await slotsIn(store)).map(({ place, raw }) => ({ place, ...look(raw) }))
}

/**
 * @param {IDBObjectStore} store
 * @returns {Promise<Copy[]>} Not looked at
 */
function slotsIn(store) {
  return Promise.all(
    /** @type {const} */ ([LOG_A, LOG_B]).map(async (place) => ({
      ...unlooked,
      place,
      raw: await answerTo(store.get(place))
    }))
  )
}

/** @returns {Omit<Copy, 'place'>} Not looked at */
function rawMirror() {
  try {
    return { ...unlooked, raw: lookAtMirror() }
  } catch {
    return { ...unlooked, isReachable: false }
  }
}

/** @returns {Copy} */
function mirrorCopy() {
  const { isReachable, raw } = rawMirror()
  return { place: 'mirror', ...(isReachable ? look(raw) : unreachable) }
}

/**
 * @param {unknown} raw
 * @returns {number} What it says its generation is
 */
export function claimed(raw) {
  const { generation } = Object(raw)
  return Number.isSafeInteger(generation) && generation > 0 ? generation : 0
}

/**
 * @param {Copy} one
 * @param {Copy} other
 */
const inOrder = (one, other) => (one.place < other.place ? -1 : 1)

/**
 * A mirror may be all that is left of the last change, and yet hold only a part: then
 * the log before is filled up from it.
 *
 * @param {readonly Copy[]} copies
 * @returns {Held}
 */
export function bestOf(copies) {
  const generation = Math.max(0, ...copies.map((copy) => copy.generation))
  const [top, before] = inOrderOfTrust(copies)
  if (copies.some((copy) => copy.isNewer && copy.generation === generation)) {
    return { state: 'newer', record: top?.record ?? null, generation }
  }
  const isThere = copies.some(({ raw }) => raw !== undefined)
  if (!top) return { state: isThere ? 'damaged' : 'none', record: null, generation }
  const isCut = top.place === 'mirror' && top.record.isPart && before
  const record = isCut ? joined(before.record, top.record) : top.record
  return { state: 'kept', record, generation }
}

/**
 * @param {readonly Copy[]} copies
 * @returns {(Copy & { record: LogRecord })[]} Newest first; of two alike, a slot first
 */
function inOrderOfTrust(copies) {
  return copies
    .filter((copy) => copy.record !== null)
    .map((copy) => /** @type {Copy & { record: LogRecord }} */ (copy))
    .sort((one, other) => other.generation - one.generation)
}

/**
 * What was taken out by the last change may be back; nothing recorded is lost, but for
 * a change to an entry that the mirror had no room for.
 *
 * @param {LogRecord} before
 * @param {LogRecord} part - Newer, and without its older entries
 * @returns {LogRecord}
 */
function joined(before, part) {
  const log = cleanLog({
    ...part.log,
    entries: [...part.log.entries, ...before.log.entries],
    dates: [...part.log.dates, ...before.log.dates]
  })
  const { typed, generation, savedAt } = part
  return makeLogRecord({ log, typed, isPart: true }, generation, savedAt)
}

/**
 * @param {Copy} copy
 * @returns {boolean} Whether something is there that no release wrote like that
 */
export function isDamaged({ raw, record, isNewer }) {
  return raw !== undefined && !record && !isNewer
}

/**
 * @param {unknown} raw
 * @returns {Omit<Copy, 'place'>}
 */
function look(raw) {
  return { isReachable: true, raw, ...examineLog(raw) }
}

const unlooked = look(undefined)
const unreachable = { ...unlooked, isReachable: false }
