/**
 * The emergency card, kept in this browser and nowhere else.
 *
 * The truth is in IndexedDB; a mirror in localStorage and a copy in Cache Storage are
 * there to show it sooner and to survive the loss of any one. No function here takes
 * an address or speaks to a network: tests/js/card/no-network.test.js holds that.
 */
import {
  isDamaged,
  isSlot,
  lookEverywhere,
  newestCopy,
  nextGeneration
} from './card-copies.js'
import { dropOrphan } from './card-before.js'
import { bury, eraseWith } from './card-erasure.js'
import { CardChangedError, CardNewerError, CardStorageError } from './card-errors.js'
import { cleanCard } from './card-model.js'
import { keepInCache, keepInMirror } from './card-outside.js'
import { makeRecord, newest } from './card-record.js'
import { needsNothing, repair } from './card-repair.js'
import { writeRecord, writeTwice } from './card-save.js'
import { oneAtATime } from './one-at-a-time.js'
import { DatabaseError } from './records-db.js'

export { loadBefore, makeBefore } from './card-before.js'
export { dropDraft, loadDraft, saveDraft } from './card-draft.js'
export { CardChangedError, CardNewerError, CardStorageError }

/**
 * @typedef {object} Loaded
 * @property {'kept' | 'none' | 'damaged' | 'newer'} state - 'damaged': something is
 *   stored and no copy can be read; 'newer': a later release wrote it. Nothing is
 *   changed or deleted in either case. With 'database' among the troubles, 'none' and
 *   'damaged' say only that no other copy was found
 * @property {Card | null} card - When 'newer', an older card of this release if any
 * @property {number} generation - To hand to saveCard() as `basedOn`; 0 when none
 * @property {string} savedAt - UTC moment of `card`, or ''
 * @property {string[]} repaired - 'database', 'mirror', 'cache': rewritten just now
 * @property {string[]} troubles - The same: could not be read, or brought up to date
 */

/**
 * Find the newest whole copy, and rewrite those that are missing, stale or damaged.
 *
 * @returns {Promise<Loaded>}
 * @throws {CardStorageError} No kind of storage could be looked at; nothing is changed
 */
export async function loadCard() {
  const copies = await lookEverywhere()
  if (copies.every((copy) => !copy.isReachable)) {
    throw new CardStorageError('This browser would not let the card be read')
  }
  if (needsNothing(copies)) {
    // A release before this one erases the card and does not know of what it replaced.
    if (stateOf(copies) === 'none') await dropOrphan()
    return report(copies)
  }
  const withDatabase = copies.filter(isSlot).every((slot) => slot.isReachable)
  return oneAtATime(async (isAlone) => {
    const again = await lookEverywhere({ withDatabase })
    return isAlone ? reconcile(again) : report(again)
  })
}

/**
 * Save the card, replacing the one before.
 *
 * @param {unknown} card - What the person typed; it is cleaned first
 * @param {{ basedOn?: number, now?: Date, savedAt?: Date, together?: Together }}
 *   [options] - The generation that was loaded, to be refused if another tab has saved
 *   since; the clock; the day the card is to bear, if it was saved elsewhere before
 * @returns {Promise<Loaded>} The card as kept. `troubles` names the copies that could
 *   not be brought up to date: the card is safe, with fewer copies
 * @throws {CardStorageError} Nothing was saved; the card before is intact and still
 *   the one that loads. When `unsure`, it may be the new one that loads
 * @throws {CardChangedError} Nothing was saved; the other tab's card is intact
 * @throws {CardNewerError} Nothing was saved; the newer card is intact
 */
export function saveCard(
  card,
  { basedOn, now = new Date(), savedAt: on = now, together } = {}
) {
  const clean = cleanCard(card)
  const notLater = new Date(Math.min(on.getTime(), now.getTime()))
  return oneAtATime(async () => {
    const outside = await lookEverywhere({ withDatabase: false })
    const options = { basedOn, now, savedAt: notLater, together }
    const written = await writeRecord(clean, outside, options).catch(refuse)
    const { record } = written

    /** @type {string[]} */
    const troubles = []
    if (keepInMirror(record) !== 'kept') troubles.push('mirror')
    if ((await keepInCache(record)) !== 'kept') troubles.push('cache')
    if (troubles.length === 2) {
      await writeTwice(written).catch(() => troubles.push('database'))
    }
    const { generation, savedAt } = record
    return { state: 'kept', card: clean, generation, savedAt, repaired: [], troubles }
  })
}

/**
 * Erase the card, of whatever release, and what belongs to it.
 *
 * @param {{ now?: Date, basedOn?: number, privatePart?: PrivatePart }} [options] - The
 *   generation to erase and no other; what becomes of the private part, which goes too
 *   unless told otherwise
 * @returns {Promise<void>} Settles once no copy of the card is left
 * @throws {CardStorageError} It may still be somewhere; a copy that could be reached
 *   says that it is erased, and the next loadCard() tries to finish
 * @throws {CardChangedError} Only with `basedOn`: another card is kept; it is intact
 */
export function eraseCard({ now = new Date(), basedOn, privatePart } = {}) {
  return oneAtATime(async () => {
    const copies = await lookEverywhere()
    if (basedOn !== undefined && basedOn !== newestCopy(copies)?.generation) {
      throw new CardChangedError('The card was changed in another tab')
    }
    const generation = nextGeneration(copies, now)
    const tombstone = makeRecord(null, generation, now.toISOString())
    const left = await eraseWith(tombstone, { basedOn, privatePart }).catch(refuse)
    if (left.length > 0) {
      throw new CardStorageError(`The card may still be in: ${left.join(', ')}`)
    }
  })
}

/**
 * @param {Copy[]} copies
 * @returns {Promise<Loaded>}
 */
async function reconcile(copies) {
  const top = newestCopy(copies)
  if (!top?.record || top.isNewer) return report(copies)
  if (top.record.card) return report(copies, await repair(copies, top))
  const left = await bury(/** @type {CardRecord} */ (top.raw))
  const { generation } = top
  const none = report(copies, { repaired: [], troubles: left })
  return { ...none, generation: left.length > 0 ? generation : 0 }
}

/**
 * @param {Copy[]} copies
 * @param {Repair} [repair]
 * @returns {Loaded}
 */
function report(copies, { repaired, troubles } = { repaired: [], troubles: [] }) {
  const unreachable = copies
    .filter((copy) => !copy.isReachable)
    .map((copy) => (isSlot(copy) ? 'database' : copy.place))
  const record = newest(copies.map((copy) => copy.record))
  return {
    state: stateOf(copies),
    card: record?.card ?? null,
    generation: record?.generation ?? 0,
    savedAt: record?.card ? record.savedAt : '',
    repaired,
    troubles: [...new Set([...troubles, ...unreachable])]
  }
}

/**
 * @param {Copy[]} copies
 * @returns {Loaded['state']}
 */
function stateOf(copies) {
  const top = newestCopy(copies)
  if (!top) return copies.some(isDamaged) ? 'damaged' : 'none'
  if (top.isNewer) return 'newer'
  return top.record?.card ? 'kept' : 'none'
}

/**
 * @param {unknown} cause
 * @returns {never}
 */
function refuse(cause) {
  if (cause instanceof CardChangedError) throw cause
  if (cause instanceof CardNewerError) throw cause
  const error = new CardStorageError('The card could not be saved or erased', { cause })
  error.unsure = cause instanceof DatabaseError && cause.unsure
  throw error
}

/** @import { Copy } from './card-copies.js' */
/** @import { PrivatePart } from './card-erasure.js' */
/** @import { Card } from './card-model.js' */
/** @import { CardRecord } from './card-record.js' */
/** @import { Repair } from './card-repair.js' */
/** @import { Together } from './card-save.js' */
