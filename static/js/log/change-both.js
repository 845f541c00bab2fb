/** Change the log, and the card's last dose with it: both, or neither. */
import { blankCard } from '../card/card-model.js'
import { CardChangedError, loadCard, saveCard } from '../card/card-store.js'
import { feed, withDose } from './feed.js'
import { LogChangedError, LogStorageError } from './log-errors.js'
import { prepare } from './log-save.js'
import { afterWriting, asLogError, changeHeld, lookAtHeld } from './log-store.js'

/** @import { Change } from './feed.js' */
/** @import { Also, Content, Prepared } from './log-save.js' */
/** @import { LoadedLog } from './log-store.js' */
/** @import { Entry, LogBook } from './types.js' */

/** Another window may write in between; more often than this is no accident. */
const TRIES = 8

/**
 * @typedef {object} Both
 * @property {LogBook} log - As kept
 * @property {Entry | null} entry
 * @property {Entry | null} was
 * @property {'changed' | 'same' | 'unreadable'} card - 'unreadable': it is damaged, or
 *   of a later release; the log alone was changed
 * @property {string[]} troubles - Of the log: see LoadedLog
 */

/**
 * @param {(log: LogBook) => Change} change - May be asked more than once; what it throws
 *   is thrown and changes nothing
 * @param {{ now: Date, also?: Also }} options
 * @returns {Promise<Both>}
 * @throws {Error} As changeLog(): nothing was changed, unless `unsure`
 */
export async function changeBoth(change, { now, also }) {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      return await tryBoth(change, now, also)
    } catch (error) {
      const isLate =
        error instanceof LogChangedError || error instanceof CardChangedError
      if (!isLate) throw error
    }
  }
  throw new LogStorageError('Another window keeps writing')
}

/**
 * @param {(log: LogBook) => Change} change
 * @param {Date} now
 * @param {Also} [also]
 * @returns {Promise<Both>}
 */
async function tryBoth(change, now, also) {
  const { loaded, typed } = await lookAtHeld()
  const shown = await lookAtCard()
  let changed = change(loaded.log)
  const fed = shown ? feed(changed, { ...shown, typed }, now) : null
  const options = { now, basedOn: loaded.generation }
  // Once more from what the transaction reads: a copy outside it may be a part only.
  const content = (/** @type {Content} */ held) => {
    changed = change(held.log)
    return { ...held, log: changed.log, typed: fed ? fed.typed : held.typed }
  }
  if (!shown || !fed) {
    const kept = await changeHeld(content, { ...options, also })
    return told(kept.loaded, changed, shown ? 'same' : 'unreadable')
  }
  /** @type {Prepared | null} */
  let prepared = null
  try {
    await saveCard(withDose(shown.card ?? blankCard(), fed.dose), {
      basedOn: shown.generation,
      now,
      together: async (store) => {
        prepared = await prepare(store, content, options)
        return [...prepared.puts, ...((await also?.(store)) ?? [])]
      }
    })
  } catch (error) {
    throw error instanceof CardChangedError ? error : asLogError(error)
  }
  const kept = await afterWriting(/** @type {any} */ (prepared))
  return told(kept.loaded, changed, 'changed')
}

/**
 * @returns {Promise<{ card: Card | null, savedAt: string, generation: number } | null>}
 *   Null when there is one that must not be written over
 */
async function lookAtCard() {
  const { state, card, savedAt, generation, troubles } = await loadCard()
  const isKnown =
    state === 'kept' || (state === 'none' && !troubles.includes('database'))
  return isKnown ? { card, savedAt, generation } : null
}

/**
 * @param {LoadedLog} loaded
 * @param {Change} change
 * @param {Both['card']} card
 * @returns {Both}
 */
function told({ log, troubles }, { was, entry }, card) {
  const kept = entry && (log.entries.find(({ id }) => id === entry.id) ?? entry)
  return { log, entry: kept, was, card, troubles }
}

/** @import { Card } from '../card/card-model.js' */
