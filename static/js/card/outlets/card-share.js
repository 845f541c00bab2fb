/** The page that puts the card into other forms: a code, text, contacts, a file. */
import '../../main.js'
import { nextTurn } from '../../shared/next-turn.js'
import { settled } from '../../shared/settled.js'
import { share } from '../../shared/share.js'
import { wordsIn } from '../../shared/words.js'
import { cardLines } from '../card-lines.js'
import { faceWords } from '../card-words.js'
import { keptCard } from '../kept-card.js'
import { tellOfCard } from './card-told.js'
import { codeText, wholeText } from './card-text.js'
import { contactCards } from './contact-card.js'
import { copyButtons, copyText, select } from '../../shared/copy-text.js'
import { summaryDocument } from './fhir-summary.js'
import { newWhenBack } from './new-when-back.js'
import { drawCode, qrCode } from './qr-code.js'
import { saveFile } from './save-file.js'

/** Fine enough for a screen of three pixels a dot. */
const PIXELS_A_MODULE = 12

/** Stands in the list of shared things on the phone: it names nothing. */
const NEUTRAL_TITLE = 'Carrycard'

const words = wordsIn(document, '[data-share-words]')

if (document.querySelector('[data-share-words]')) {
  newWhenBack(document)
  void start().finally(settled)
}

async function start() {
  const kept = await keptCard()
  const face = faceWords(document)
  const now = new Date()
  const lines = cardLines(kept, face, now)
  tellOfCard(document, kept)
  const code = codeText(lines)
  // In turns of their own: each is work, and somebody may be tapping meanwhile.
  await nextTurn()
  showCode(code)
  await nextTurn()
  const whole = wholeText(lines)
  element('[data-scripted]').hidden = false
  offerText(whole)
  if (kept.card) {
    offerContacts(kept.card.contacts, whole)
    const { card } = kept
    onClick('[data-save-summary]', () => {
      const made = summaryDocument({ ...kept, card }, face, new Date(), newId)
      save(
        [JSON.stringify(made, null, 1)],
        'application/json',
        'carrycard-summary.json'
      )
      say('[data-summary-status]', 'fileSaved')
    })
  }
  copyButtons(document, words)
}

/** @param {import('./card-text.js').CodeText} code */
function showCode({ text, left }) {
  const canvas = element('canvas[data-code]')
  if (canvas instanceof HTMLCanvasElement) {
    drawCode(canvas, qrCode(text), PIXELS_A_MODULE)
  }
  element('[data-copy-from="code"]').textContent = text
  const names = [...new Set(left.map(({ key }) => words(key)))]
  element('[data-left-names]').textContent = names.join(', ')
  element('[data-left]').hidden = names.length === 0
  element('[data-code-box]').hidden = false
}

/** @param {string} text */
function offerText(text) {
  const box = element('[data-whole-text]')
  box.textContent = text
  onClick('[data-send-text]', async () => {
    say('[data-text-status]', '')
    say('[data-text-status]', await sendText(text))
  })
  onClick('[data-save-text]', () => {
    save([text, '\n'], 'text/plain;charset=utf-8', 'carrycard.txt')
    say('[data-text-status]', 'fileSaved')
  })

  /**
   * @param {string} given
   * @returns {Promise<string>} The word for what became of it
   */
  async function sendText(given) {
    const outcome = await share({ title: NEUTRAL_TITLE, text: given })
    if (outcome === 'shared') return 'shared'
    if (outcome === 'calledOff') return 'notShared'
    if (await copyText(given)) return 'copied'
    element('[data-whole-fold]').setAttribute('open', '')
    select(box)
    return 'selected'
  }
}

/**
 * @param {import('../card-model.js').Contact[]} contacts
 * @param {string} text
 */
function offerContacts(contacts, text) {
  element('[data-no-contacts]').hidden = contacts.length > 0
  element('[data-contacts]').hidden = contacts.length === 0
  const withNote = element('#with-note')
  onClick('[data-save-contacts]', () => {
    const isNoted = withNote instanceof HTMLInputElement && withNote.checked
    const made = contactCards(contacts, isNoted ? text : '')
    save([made], 'text/vcard;charset=utf-8', 'carrycard-contacts.vcf')
    say('[data-contacts-status]', 'fileSaved')
  })
}

/**
 * @param {string[]} parts
 * @param {string} type
 * @param {string} name
 */
function save(parts, type, name) {
  saveFile(new Blob(parts, { type }), name)
}

/** `randomUUID` is missing before Safari 15.4. */
function newId() {
  if (crypto.randomUUID) return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/**
 * @param {string} selector
 * @param {() => void | Promise<void>} act
 */
function onClick(selector, act) {
  const button = element(selector)
  button.hidden = false
  button.addEventListener('click', () => void act())
}

/**
 * @param {string} selector
 * @param {string} word - '' says nothing
 */
function say(selector, word) {
  element(selector).textContent = word && words(word)
}

/** @param {string} selector */
function element(selector) {
  const found = document.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new TypeError(`no ${selector} on the page`)
  return found
}
