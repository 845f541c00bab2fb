/** The page with text for the phone's own emergency screen. */
import '../../main.js'
import { settled } from '../../shared/settled.js'
import { wordsIn } from '../../shared/words.js'
import { faceWords } from '../card-words.js'
import { keptCard } from '../kept-card.js'
import { tellOfCard } from './card-told.js'
import { copyButtons } from '../../shared/copy-text.js'
import { newWhenBack } from './new-when-back.js'
import { phoneFields } from './phone-fields.js'

if (document.querySelector('[data-phone]')) {
  newWhenBack(document)
  void start().finally(settled)
}

async function start() {
  putOwnPhoneFirst()
  const kept = await keptCard()
  tellOfCard(document, kept)
  /** @type {Record<string, string>} */
  const fields = phoneFields(kept, faceWords(document), new Date())
  for (const box of document.querySelectorAll('[data-field]')) {
    if (!(box instanceof HTMLElement)) continue
    const slot = box.querySelector('[data-copy-from]')
    const text = fields[box.dataset.field ?? ''] ?? ''
    if (slot) slot.textContent = text
    box.hidden = text === ''
  }
  copyButtons(document, wordsIn(document, '[data-phone-words]'))
}

/** The page has iPhone first; on an Android phone that is the wrong one to begin with. */
function putOwnPhoneFirst() {
  if (!/Android/.test(navigator.userAgent)) return
  const [iphone, android, samsung] = ['iphone', 'android', 'samsung'].map((name) =>
    document.querySelector(`[data-phone="${name}"]`)
  )
  if (!iphone || !android || !samsung) return
  const isSamsung = /Samsung|SM-/.test(navigator.userAgent)
  iphone.before(...(isSamsung ? [samsung, android] : [android, samsung]))
}
