/**
 * The log, kept in this browser and nowhere else.
 *
 * The truth is in two slots of the app's database, written in turn; a mirror outside it
 * survives its loss. No function here takes an address or speaks to a network:
 * tests/js/log/no-network.test.js holds that.
 */
import {
  LOG_A,
  LOG_B,
  bestOf,
  isDamaged,
  lookEverywhere,
  lookQuickly
} from './log-copies.js'
import {
  LogChangedError,
  LogDamagedError,
  LogNewerError,
  LogStorageError,
  ownError
} from './log-errors.js'
import { blankLog } from './log-model.js'
import { tellLogChanged } from './log-news.js'
import { keepCopies, prepare, write } from './log-save.js'

export { LogChangedError, LogDamagedError, LogNewerError, LogStorageError }

/**
 * @typedef {object} LoadedLog
 * @property {'kept' | 'none' | 'damaged' | 'newer'} state - 'damaged': something is
 *   kept and no copy can be read; 'newer': a later release wrote it. Nothing is changed
 *   or deleted in either case
 * @property {LogBook} log - A blank one where there is none. When 'newer', an older log
 *   of this release if any
 * @property {number} generation - To hand back as `basedOn`; 0 when none
 * @property {string} savedAt - UTC moment of `log`, or ''
 * @property {string[]} troubles - 'database', 'mirror': could not be read or brought up
 *   to date. With 'database', 'none' says only that no other copy was found. 'older':
 *   entries from earlier may be missing, since the database was lost
 */

/**
 * Find the newest whole copy, and mend those that are missing, stale or damaged.
 *
 * @returns {Promise<LoadedLog>}
 * @throws {LogStorageError} No kind of storage could be looked at; nothing is changed
 */
export async function loadLog() {
  return (await loadHeld()).loaded
}

/**
 * @returns {Promise<{ loaded: LoadedLog, typed: Typed | null }>}
 * @throws {LogStorageError} As loadLog()
 */
async function loadHeld() {
  return heldIn(await lookEverywhere(), true)
}

/**
 * For a change that follows: what is wrong with an older copy is not looked for.
 *
 * @returns {Promise<{ loaded: LoadedLog, typed: Typed | null }>}
 * @throws {LogStorageError} As loadLog()
 */
export async function lookAtHeld() {
  return heldIn(await lookQuickly(), false)
}

/**
 * @param {Copy[]} copies
 * @param {boolean} isMending
 */
async function heldIn(copies, isMending) {
  if (copies.every((copy) => !copy.isReachable)) {
    throw new LogStorageError('This browser would not let the log be read')
  }
  const held = bestOf(copies)
  const unreachable = copies.filter((copy) => !copy.isReachable)
  const troubles = unreachable.map(({ place }) =>
    place === 'mirror' ? 'mirror' : 'database'
  )
  const canMend = isMending && held.state === 'kept' && !troubles.includes('database')
  return canMend ? mended(copies, held, troubles) : told(held, troubles)
}

/**
 * Change the log: read, changed and written in one transaction, so that two windows
 * lose nothing of one another's.
 *
 * @param {(log: LogBook) => LogBook} change - At once, and from nothing but the log it
 *   is given; what it throws is thrown and changes nothing
 * @param {{ now?: Date, basedOn?: number, evenDamaged?: boolean }} [options] - The clock;
 *   a generation, to be refused if another window has written since; whether to write
 *   over a log that cannot be read, beginning with a blank one
 * @returns {Promise<LoadedLog>} The log as kept
 * @throws {LogStorageError} Nothing was changed, unless `unsure`
 * @throws {LogNewerError | LogDamagedError | LogChangedError} Nothing was changed
 */
export async function changeLog(change, { now = new Date(), ...options } = {}) {
  return (
    await changeHeld((content) => ({ ...content, log: change(content.log) }), {
      now,
      ...options
    })
  ).loaded
}

/**
 * A person knows that older entries were lost: it need not be said again.
 *
 * @returns {Promise<LoadedLog>}
 * @throws {LogStorageError | LogNewerError | LogDamagedError} Nothing was changed
 */
export async function acceptLoss() {
  const now = new Date()
  return (await changeHeld((content) => ({ ...content, isPart: false }), { now }))
    .loaded
}

/**
 * @param {(content: Content) => Content} change
 * @param {Options & { also?: Also }} options
 * @returns {Promise<{ loaded: LoadedLog, typed: Typed | null }>}
 * @throws {Error} As changeLog(); and what `change` throws
 */
export async function changeHeld(change, { also, ...options }) {
  /** @type {Prepared} */
  let written
  /** @type {unknown} */
  let refused = null
  const guarded = (/** @type {Content} */ content) => {
    try {
      return change(content)
    } catch (error) {
      refused = error
      throw error
    }
  }
  try {
    written = await write(async (store) => {
      const prepared = await prepare(store, guarded, options)
      return { ...prepared, puts: [...prepared.puts, ...((await also?.(store)) ?? [])] }
    })
  } catch (error) {
    throw refused ?? asLogError(error)
  }
  return afterWriting(written)
}

/**
 * @param {Pick<Prepared, 'record' | 'otherSlot'>} written
 * @returns {Promise<{ loaded: LoadedLog, typed: Typed | null }>}
 */
export async function afterWriting(written) {
  const troubles = await keepCopies(written)
  tellLogChanged()
  const { record } = written
  return told({ state: 'kept', record, generation: record.generation }, troubles)
}

/**
 * @param {unknown} cause
 * @returns {Error}
 */
export function asLogError(cause) {
  const own = ownError(cause)
  if (own) return own
  const error = new LogStorageError('The log could not be kept', { cause })
  error.unsure = Object(cause).unsure === true
  return error
}

/**
 * @param {Copy[]} copies
 * @param {Held} held
 * @param {string[]} troubles
 */
async function mended(copies, held, troubles) {
  const { record, generation } = held
  const [a, b, mirror] = copies
  const has = (/** @type {Copy} */ copy) => copy.record?.checksum === record?.checksum
  const slots = [a, b].filter(has)
  if (!record || slots.length === 0 || isDamaged(a) || isDamaged(b)) {
    const options = { now: new Date(), basedOn: generation }
    return write((store) => prepare(store, (content) => content, options)).then(
      afterWriting,
      () => told(held, [...troubles, 'database'])
    )
  }
  if (has(mirror)) return told(held, [])
  const isMirrored = mirror.generation === generation
  if (slots.length === 2 && (isMirrored || !mirror.isReachable)) {
    return told(held, troubles)
  }
  const otherSlot = has(a) ? LOG_B : LOG_A
  return told(held, [...troubles, ...(await keepCopies({ record, otherSlot }))])
}

/**
 * @param {Held} held
 * @param {string[]} troubles
 * @returns {{ loaded: LoadedLog, typed: Typed | null }}
 */
function told({ state, record, generation }, troubles) {
  const all = record?.isPart ? [...troubles, 'older'] : troubles
  return {
    loaded: {
      state,
      log: record?.log ?? blankLog(),
      generation,
      savedAt: record?.savedAt ?? '',
      troubles: [...new Set(all)]
    },
    typed: record?.typed ?? null
  }
}

/** @import { Copy, Held } from './log-copies.js' */
/** @import { Typed } from './log-record.js' */
/** @import { Also, Content, Options, Prepared } from './log-save.js' */
/** @import { LogBook } from './types.js' */
