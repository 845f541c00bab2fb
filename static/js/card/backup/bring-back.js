/**
 * Put another card in the place of this phone's, and join another log to its log, so that
 * it can be undone.
 */
import { BEFORE, readBefore } from '../card-before.js'
import { CardChangedError, CardNewerError } from '../card-errors.js'
import { isBlank } from '../card-model.js'
import { inFixedOrder } from '../sealed.js'
import { withNewestDose } from '../../log/feed.js'
import { LogChangedError, LogNewerError } from '../../log/log-errors.js'
import { prepare } from '../../log/log-save.js'
import { afterWriting, loadLog } from '../../log/log-store.js'
import { takeIn } from '../../log/take-in.js'
import { eraseCard, loadBefore, loadCard, makeBefore, saveCard } from '../card-store.js'
import { answerTo } from '../records-db.js'
import { idsAdded, joinedLogs, partedAgain } from './join-logs.js'
import {
  copyOfPrivatePart,
  isSamePrivatePart,
  lookIn,
  privatePuts
} from './private-copy.js'

/**
 * @typedef {object} Offer
 * @property {Card} card
 * @property {string} savedAt - UTC moment
 * @property {{ now: object | null } | null} privatePart - What the private part is to
 *   become; null leaves it as it is
 * @property {LogBook | null} log - What the log is to become; null leaves it as it is
 * @property {boolean} isUndo - Whether it is what was here before
 */

/**
 * @typedef {object} Present
 * @property {Card | null} card
 * @property {string} savedAt - UTC moment, or ''
 * @property {object | null} privatePart
 * @property {number} generation
 * @property {number} privateGeneration
 * @property {'kept' | 'none' | 'damaged' | 'newer'} state
 * @property {LoadedLog} log
 */

/**
 * @returns {Promise<Present>} What is on this phone now
 * @throws {Error} It could not be read: nothing may be put in its place
 */
export async function present() {
  await takeIn()
  const { state, card, savedAt, generation, troubles } = await loadCard()
  if (troubles.includes('database')) throw new Error('The database did not answer')
  const log = await loadLog()
  if (log.state === 'none' && log.troubles.includes('database')) {
    throw new Error('The database did not answer')
  }
  return { state, card, savedAt, generation, log, ...(await copyOfPrivatePart()) }
}

/**
 * A file without a private part never takes away one that is here, nor does one without
 * a log, or with an older one, take anything out of the log. The card's last dose is
 * never older than the newest in the log.
 *
 * @param {Held} held
 * @param {Present} seen
 * @param {Date} [now]
 * @returns {Offer}
 */
export function offerOf(held, seen, now = new Date()) {
  const { privatePart } = held
  const isNew = privatePart && !isSamePrivatePart(privatePart, seen.privatePart)
  const log = logOffered(held.log, seen.log)
  // The file of a phone that had a log and no card.
  const isLogAlone = held.log && isBlank(held.card) && seen.card
  const { card, savedAt } = isLogAlone
    ? { card: /** @type {Card} */ (seen.card), savedAt: seen.savedAt }
    : held
  return {
    card: withNewestDose(card, (log ?? seen.log.log).entries, now),
    savedAt,
    privatePart: isNew ? { now: privatePart } : null,
    log,
    isUndo: false
  }
}

/**
 * @param {HeldLog | null} held
 * @param {LoadedLog} seen
 * @returns {LogBook | null}
 */
function logOffered(held, { state, log, savedAt }) {
  if (!held || state === 'newer') return null
  const joined = joinedLogs({ book: log, savedAt }, held)
  return inFixedOrder(joined) === inFixedOrder(log) ? null : joined
}

/**
 * Card, log, private part and what was here before change together or not at all. The card
 * keeps the day on which it was saved: staff read from it how old it is.
 *
 * @param {Offer} offer
 * @param {Present} seen - What the person was shown as being here
 * @param {Date} now
 * @returns {Promise<void>}
 * @throws {CardStorageError} Nothing has changed, unless `unsure`
 * @throws {CardChangedError} Nothing has changed: the card or the private part here is
 *   no longer the one that was seen
 * @throws {CardNewerError} Nothing has changed
 */
export async function bringBack(offer, seen, now) {
  const basedOn = seen.privateGeneration
  /** @type {Prepared | null} */
  let logged = null
  await saveCard(offer.card, {
    basedOn: seen.generation,
    now,
    savedAt: new Date(offer.savedAt),
    together: async (store, generation) => {
      const { privatePart } = offer
      const put = privatePart
        ? await privatePuts(store, privatePart.now, { basedOn, now })
        : { puts: [], generation: null }
      logged = offer.log && (await logPuts(store, offer.log, seen, now))
      const there = readBefore(await answerTo(store.get(BEFORE)))
      const numbers = { generation, privateGeneration: put.generation }
      const { keptAt, ...before } = beforeOf(offer, seen, there, numbers)
      const since = keptAt ? new Date(keptAt) : now
      const puts = [...put.puts, ...(logged?.puts ?? [])]
      return [...puts, [BEFORE, makeBefore(before, since)]]
    }
  })
  if (logged) await afterWriting(logged)
}

/**
 * @param {IDBObjectStore} store
 * @param {LogBook} log
 * @param {Present} seen
 * @param {Date} now
 * @returns {Promise<Prepared>}
 * @throws {CardChangedError | CardNewerError} The log is no longer the one that was seen
 */
async function logPuts(store, log, seen, now) {
  const options = { now, basedOn: seen.log.generation, evenDamaged: true }
  try {
    return await prepare(store, () => ({ log, typed: null, isPart: false }), options)
  } catch (cause) {
    if (cause instanceof LogNewerError)
      throw new CardNewerError('of the log', { cause })
    if (!(cause instanceof LogChangedError)) throw cause
    throw new CardChangedError('The log was changed in another window', { cause })
  }
}

/**
 * A file of the card that is here changes at most the private part. Then the way back
 * stays the one to what was here before that card.
 *
 * @param {Offer} offer
 * @param {Present} seen
 * @param {Before | null} there - What an undo would bring back until now
 * @param {{ generation: number, privateGeneration: number | null }} numbers - Of what
 *   takes its place; null: the private part stays
 * @returns {Omit<Before, 'keptAt'> & { keptAt?: string }}
 */
function beforeOf(offer, seen, there, { generation, privateGeneration }) {
  const { card, savedAt, privatePart } = seen
  const was = { was: privatePart, generation: privateGeneration ?? 0 }
  const changed = privateGeneration === null ? null : was
  const log = offer.log && {
    was: seen.log.log,
    added: idsAdded(seen.log.log, offer.log)
  }
  const isSame = inFixedOrder(offer.card) === inFixedOrder(card)
  if (offer.isUndo || !there || !isSame) {
    return { card, savedAt, generation, privatePart: changed, log }
  }
  const isUntouched = there.generation === seen.generation
  const isFromThere = there.privatePart?.generation === seen.privateGeneration
  return {
    ...there,
    generation: isUntouched ? generation : there.generation,
    privatePart:
      changed && isFromThere
        ? { ...changed, was: there.privatePart?.was ?? null }
        : (changed ?? there.privatePart),
    log: bothLogs(there.log, log)
  }
}

/**
 * @param {LogBefore | null} first - What an undo would part again until now
 * @param {LogBefore | null} second
 * @returns {LogBefore | null}
 */
function bothLogs(first, second) {
  if (!first || !second) return first ?? second
  return {
    was: first.was,
    added: {
      entries: [...first.added.entries, ...second.added.entries],
      dates: [...first.added.dates, ...second.added.dates]
    }
  }
}

/**
 * A card that was brought to where none was can be taken off as long as it is the same.
 * One changed since is the person's own, to be deleted where it is filled in.
 *
 * @returns {Promise<{ offer: Offer | null, keptAt: string } | null>} What an undo would
 *   bring back; `offer` is null where there was no card; null: nothing to undo
 * @throws {CardStorageError} It could not be read; it is intact
 */
export async function toUndo(now = new Date()) {
  const before = await loadBefore()
  if (!before) return null
  const { card, savedAt, privatePart, keptAt } = before
  if (!card) return (await isAsBrought(before)) ? { offer: null, keptAt } : null
  const changed = privatePart && { now: privatePart.was }
  const { log: here } = await loadLog()
  const log = before.log && partedAgain(here, before.log)
  const since = here.entries.filter(({ recordedAt }) => recordedAt >= keptAt)
  const withDose = withNewestDose(card, since, now)
  const offer = { card: withDose, savedAt, privatePart: changed, log, isUndo: true }
  return { offer, keptAt }
}

/** @param {Before} before */
async function isAsBrought(before) {
  const { state, generation } = await loadCard()
  return state === 'kept' && generation === before.generation
}

/**
 * For where there was no card before: take the one that was brought here off again. The
 * private part stays, unless it is the one that came along: then the one before it is
 * back.
 *
 * @param {Date} now
 * @returns {Promise<void>}
 * @throws {CardChangedError} Nothing has changed: the card is no longer the one brought
 * @throws {CardStorageError} It may still be there
 */
export async function takeOff(now) {
  const before = await loadBefore()
  if (!before?.generation || before.card) {
    throw new CardChangedError('There is no card to take off')
  }
  /** @type {Prepared | null} */
  let logged = null
  await eraseCard({
    now,
    basedOn: before.generation,
    privatePart: async (store) => {
      logged = before.log && (await logFromBefore(store, before.log, now))
      const puts = await privateFromBefore(store, before, now)
      return [...puts, ...(logged?.puts ?? [])]
    }
  })
  if (logged) await afterWriting(logged)
}

/**
 * @param {IDBObjectStore} store
 * @param {LogBefore} before
 * @param {Date} now
 */
function logFromBefore(store, before, now) {
  return prepare(
    store,
    (held) => ({ ...held, log: partedAgain(held.log, before), typed: null }),
    { now }
  )
}

/**
 * @param {IDBObjectStore} store
 * @param {Before} before
 * @param {Date} now
 * @returns {Promise<Puts>}
 */
async function privateFromBefore(store, { privatePart }, now) {
  const here = await lookIn(store)
  if (!privatePart?.generation || here.generation !== privatePart.generation) return []
  const basedOn = here.generation
  return (await privatePuts(store, privatePart.was, { basedOn, now })).puts
}

/** @import { Held, HeldLog } from './card-file.js' */
/** @import { Before, LogBefore } from '../card-before.js' */
/** @import { Prepared } from '../../log/log-save.js' */
/** @import { LoadedLog } from '../../log/log-store.js' */
/** @import { LogBook } from '../../log/types.js' */
/** @import { Card } from '../card-model.js' */
/** @import { Puts } from '../card-save.js' */
