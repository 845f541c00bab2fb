/** The page that moves the card to another phone, from screen to camera. */
import '../../main.js'
import { settled } from '../../shared/settled.js'
import { OfferBox } from './offer.js'
import { offerReading } from './read-codes.js'
import { offerCodes } from './show-codes.js'
import { offerUndo } from './undo.js'

const page = document.querySelector('[data-module="move"]')
if (page instanceof HTMLElement) start(page)
settled()

/** @param {HTMLElement} element */
function start(element) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-module="${name}"]`))
  const offers = new OfferBox(part('offer'), () => lookForUndo())
  const lookForUndo = offerUndo(part('undo'), offers)
  offerCodes(part('show-codes'))
  offerReading(part('read-codes'), offers)
  element.hidden = false
}
