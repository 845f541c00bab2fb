/** Put another card in the place of this phone's, so that it can be undone. */
import { eraseCard, loadBefore, loadCard, makeBefore, saveCard } from '../card-store.js'
import { copyOfPrivatePart, isSamePrivatePart, putPrivatePart } from './private-copy.js'

/**
 * @typedef {object} Offer
 * @property {Card} card
 * @property {string} savedAt - UTC moment
 * @property {{ now: object | null } | null} privatePart - What the private part is to
 *   become; null leaves it as it is
 */

/**
 * @typedef {object} Present
 * @property {Card | null} card
 * @property {string} savedAt - UTC moment, or ''
 * @property {object | null} privatePart
 * @property {number} generation
 * @property {'kept' | 'none' | 'damaged' | 'newer'} state
 */

/**
 * @returns {Promise<Present>} What is on this phone now
 * @throws {Error} It could not be read: nothing may be put in its place
 */
export async function present() {
  const { state, card, savedAt, generation, troubles } = await loadCard()
  if (troubles.includes('database')) throw new Error('The database did not answer')
  return { state, card, savedAt, generation, privatePart: await copyOfPrivatePart() }
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
  return { card, savedAt, privatePart: isNew ? { now: privatePart } : null }
}

/**
 * The card keeps the day on which it was saved: staff read from it how old it is.
 *
 * @param {Offer} offer
 * @param {Present} seen - What the person was shown as being here
 * @param {Date} now
 * @returns {Promise<{ isPrivateKept: boolean }>} False: the card is here, and the
 *   private part is as it was before
 * @throws {CardStorageError} Nothing has changed, unless `unsure`
 * @throws {CardChangedError} Nothing has changed: the card here is no longer the one
 *   that was seen
 * @throws {CardNewerError} Nothing has changed
 */
export async function bringBack(offer, seen, now) {
  const was = offer.privatePart && { was: seen.privatePart }
  const before = makeBefore({ ...seen, privatePart: was }, now)
  const savedAt = new Date(Math.min(Date.parse(offer.savedAt), now.getTime()))
  await saveCard(offer.card, { basedOn: seen.generation, now: savedAt, before })
  return { isPrivateKept: await putPrivate(offer.privatePart) }
}

/**
 * @returns {Promise<{ offer: Offer | null, keptAt: string } | null>} What an undo would
 *   bring back; `offer` is null where there was no card; null: nothing to undo
 * @throws {CardStorageError} It could not be read; it is intact
 */
export async function toUndo() {
  const before = await loadBefore()
  if (!before) return null
  const { card, savedAt, privatePart, keptAt } = before
  const changed = privatePart && { now: privatePart.was }
  return { offer: card && { card, savedAt, privatePart: changed }, keptAt }
}

/**
 * For where there was no card before: take the one that was brought here off again. A
 * private part that was here before stays.
 *
 * @returns {Promise<void>}
 * @throws {CardStorageError} It may still be there
 */
export async function takeOff() {
  const before = await loadBefore()
  const here = await copyOfPrivatePart()
  const privatePart = before?.privatePart ? before.privatePart.was : here
  try {
    await eraseCard()
  } finally {
    if (privatePart) await putPrivatePart(privatePart)
  }
}

/**
 * @param {{ now: object | null } | null} change
 * @returns {Promise<boolean>} Whether it is as it should be
 */
async function putPrivate(change) {
  if (!change) return true
  return putPrivatePart(change.now).then(
    () => true,
    () => false
  )
}

/** @import { Held } from './card-file.js' */
/** @import { Card } from '../card-model.js' */
