/** Go back to what was on this phone before a card was brought here. */
import { askTwice } from '../../shared/ask-twice.js'
import { wordsIn } from '../../shared/words.js'
import { CardChangedError } from '../card-errors.js'
import { takeOff, toUndo } from './bring-back.js'
import { longDay } from './compare.js'
import { pageLanguage } from './show-compare.js'

/** @import { OfferBox } from './offer.js' */

/**
 * @param {HTMLElement} section
 * @param {OfferBox} offers - Shows the card from before as it shows any other
 * @returns {() => void} Look again whether there is anything to undo
 */
export function offerUndo(section, offers) {
  const word = wordsIn(document, '[data-offer-words]')
  const part = (/** @type {string} */ selector) =>
    /** @type {HTMLElement} */ (section.querySelector(selector))
  const look = () => void showIt().catch(() => (section.hidden = true))

  async function showIt() {
    const found = await toUndo()
    section.hidden = !found
    if (!found) return
    const day = longDay(new Date(found.keptAt), pageLanguage())
    const name = found.offer ? 'undoCard' : 'undoNone'
    part('[data-undo-text]').textContent = word(name).replace('{day}', day)
    part('[data-bring-before]').hidden = !found.offer
    part('[data-take-off]').hidden = found.offer !== null
  }

  part('[data-bring-before]').addEventListener('click', () => {
    void toUndo().then(
      (found) => found?.offer && offers.showBefore(found.offer),
      () => offers.say('notRead')
    )
  })
  askTwice(part('[data-take-off]'), async () => {
    const outcome = await takeOff(new Date()).then(
      () => 'takenOff',
      (error) => (error instanceof CardChangedError ? 'changed' : 'notTakenOff')
    )
    offers.hide()
    offers.say(outcome)
    offers.onBrought()
  })
  look()
  return look
}
