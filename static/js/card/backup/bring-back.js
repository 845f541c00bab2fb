/** Put another card in the place of this phone's, so that it can be undone. */
import { BEFORE, readBefore } from '../card-before.js'
import { CardChangedError } from '../card-errors.js'
import { inFixedOrder } from '../sealed.js'
import { eraseCard, loadBefore, loadCard, makeBefore, saveCard } from '../card-store.js'
import { answerTo } from '../records-db.js'
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
 */

/**
 * @returns {Promise<Present>} What is on this phone now
 * @throws {Error} It could not be read: nothing may be put in its place
 */
export async function present() {
  const { state, card, savedAt, generation, troubles } = await loadCard()
  if (troubles.includes('database')) throw new Error('The database did not answer')
  return { state, card, savedAt, generation, ...(await copyOfPrivatePart()) }
}

/**
 * A file without a private part never takes away one that is here.
 *
 * @param {Held} held
 * @param {Present} seen
 * @returns {Offer}
 */
export function offerOf({ card, savedAt, privatePart }, seen) {
  const isNew = privatePart && !isSamePrivatePart(privatePart, seen.privatePart)
  return {
    card,
    savedAt,
    privatePart: isNew ? { now: privatePart } : null,
    isUndo: false
  }
}

/**
 * Card, private part and what was here before change together or not at all. The card
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
  await saveCard(offer.card, {
    basedOn: seen.generation,
    now,
    savedAt: new Date(offer.savedAt),
    together: async (store, generation) => {
      const { privatePart } = offer
      const put = privatePart
        ? await privatePuts(store, privatePart.now, { basedOn, now })
        : { puts: [], generation: null }
      const there = readBefore(await answerTo(store.get(BEFORE)))
      const numbers = { generation, privateGeneration: put.generation }
      const { keptAt, ...before } = beforeOf(offer, seen, there, numbers)
      const since = keptAt ? new Date(keptAt) : now
      return [...put.puts, [BEFORE, makeBefore(before, since)]]
    }
  })
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
  const isSame = inFixedOrder(offer.card) === inFixedOrder(card)
  if (offer.isUndo || !there || !isSame) {
    return { card, savedAt, generation, privatePart: changed }
  }
  const isUntouched = there.generation === seen.generation
  const isFromThere = there.privatePart?.generation === seen.privateGeneration
  return {
    ...there,
    generation: isUntouched ? generation : there.generation,
    privatePart:
      changed && isFromThere
        ? { ...changed, was: there.privatePart?.was ?? null }
        : (changed ?? there.privatePart)
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
export async function toUndo() {
  const before = await loadBefore()
  if (!before) return null
  const { card, savedAt, privatePart, keptAt } = before
  if (!card) return (await isAsBrought(before)) ? { offer: null, keptAt } : null
  const changed = privatePart && { now: privatePart.was }
  return { offer: { card, savedAt, privatePart: changed, isUndo: true }, keptAt }
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
  await eraseCard({
    now,
    basedOn: before.generation,
    privatePart: (store) => privateFromBefore(store, before, now)
  })
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

/** @import { Held } from './card-file.js' */
/** @import { Before } from '../card-before.js' */
/** @import { Card } from '../card-model.js' */
/** @import { Puts } from '../card-save.js' */
