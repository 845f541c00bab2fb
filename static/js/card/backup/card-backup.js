/** The page that keeps a copy of the card, and brings one back. */
import '../../main.js'
import { settled } from '../../shared/settled.js'
import { offerChoosing } from './choose-file.js'
import { OfferBox } from './offer.js'
import { sayPromise } from './promise.js'
import { offerSaving } from './save-copy.js'
import { offerUndo } from './undo.js'

const page = document.querySelector('[data-module="backup"]')
if (page instanceof HTMLElement) start(page)

/** @param {HTMLElement} element */
function start(element) {
  const box = /** @type {HTMLElement} */ (
    element.querySelector('[data-module="offer"]')
  )
  const undoing = /** @type {HTMLElement} */ (
    element.querySelector('[data-module="undo"]')
  )
  const lookForCard = offerSaving(element)
  const offers = new OfferBox(box, () => {
    void lookForCard()
    lookForUndo()
  })
  const lookForUndo = offerUndo(undoing, offers)
  offerChoosing(element, offers)
  void Promise.all([sayPromise(element), lookForCard()]).then(settled)
  element.hidden = false
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    void lookForCard()
    lookForUndo()
  })
}
