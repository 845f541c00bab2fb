/** Texts from the card to the private part and back. At every moment one has them. */
import { blankCard } from '../card-model.js'
import { loadCard, loadDraft, saveCard, saveDraft } from '../card-store.js'
import { transact } from '../records-db.js'
import { changeBefore } from './private-before.js'
import { ON_THE_CARD, TEXT_NAMES, blanked, withText, without } from './private-texts.js'

/**
 * The card has no room for the text.
 */
export class CardFullError extends Error {
  name = 'CardFullError'
}

/**
 * Take texts off the card that are kept in the private part already, and out of what
 * is kept of the card before.
 *
 * @param {Texts} texts
 * @returns {Promise<'moved' | 'partly'>} 'partly': the card does not show them any more,
 *   but an older copy of it may still have them
 * @throws {Error} They are still on the card, whole
 */
export async function takeOffCard(texts) {
  const { state, card, generation } = await loadCard()
  if (state !== 'kept' || !card) throw new Error('There is no card to take it off')
  const left = without(card, texts)
  if (TEXT_NAMES.some((name) => texts[name] && left[ON_THE_CARD[name]])) {
    throw new Error('The card says something else by now')
  }
  const saved = await saveCard(left, { basedOn: generation })
  try {
    // Once more: the slot before still holds the card as it was.
    const again = await saveCard(left, { basedOn: saved.generation })
    await outOfDraft(left)
    const isOut = await outOfBefore(texts)
    return isOut && again.troubles.length === 0 ? 'moved' : 'partly'
  } catch {
    return 'partly'
  }
}

/**
 * @param {TextName} name
 * @param {string} text
 * @returns {Promise<void>} Settles once the card has it
 * @throws {CardFullError} The card is as it was
 * @throws {Error} The card is as it was
 */
export async function putOnCard(name, text) {
  const { state, card, generation, troubles } = await loadCard()
  const isKnown = state === 'kept' || (state === 'none' && troubles.length === 0)
  if (!isKnown) throw new Error('The card could not be read')
  const changed = withText(card ?? blankCard(), name, text)
  if (!changed) throw new CardFullError('The card has no room for it')
  await saveCard(changed, { basedOn: generation })
}

/**
 * A draft keeps the card it was begun from. What was typed since stays.
 *
 * @param {Card} card - As it is now
 */
async function outOfDraft(card) {
  const draft = await loadDraft(card)
  if (draft) await saveDraft(draft, card)
}

/**
 * @param {Texts} texts
 * @returns {Promise<boolean>} Whether none of those fields says anything there
 */
async function outOfBefore(texts) {
  const names = TEXT_NAMES.filter((name) => texts[name])
  return transact('readwrite', (store) =>
    changeBefore(store, ({ card }) => ({ card: card && blanked(card, names) }))
  )
}

/** @import { Card } from '../card-model.js' */
/** @import { TextName, Texts } from './private-texts.js' */
