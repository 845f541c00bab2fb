/** Read a card from a file, or from its text, and show it. Nothing is changed here. */
import { wordsIn } from '../../shared/words.js'
import { readCardFile } from './card-file.js'
import { textOfFile } from './file-text.js'
import { unlockFile } from './locked-file.js'

/** @import { Reading } from './card-file.js' */
/** @import { OfferBox } from './offer.js' */

/**
 * @param {HTMLElement} page
 * @param {OfferBox} offers
 */
export function offerChoosing(page, offers) {
  const words = wordsIn(document, '[data-backup-words]')
  const status = page.querySelector('[data-file-status]')
  const chooser = /** @type {HTMLInputElement} */ (page.querySelector('#file'))
  const pasting = form(page, '[data-paste-form]')
  const pasted = /** @type {HTMLTextAreaElement} */ (page.querySelector('#pasted'))
  const unlocking = form(page, '[data-unlock-form]')
  const passphrase = /** @type {HTMLInputElement} */ (page.querySelector('#unlocking'))
  const say = (/** @type {string} */ name) =>
    status?.replaceChildren(name && words(name))
  /** @type {unknown} */
  let sealed = null
  /** Of what is looked at now: an answer about what came before it is not heard. */
  let turn = 0

  chooser.addEventListener('change', () => void lookAtFile())
  pasting.addEventListener('submit', (event) => {
    event.preventDefault()
    startOver()
    take(readCardFile(pasted.value.trim()))
  })
  unlocking.addEventListener('submit', (event) => {
    event.preventDefault()
    void unlock()
  })

  async function lookAtFile() {
    startOver()
    const [file] = chooser.files ?? []
    if (!file) return
    const mine = turn
    try {
      const { text, fault } = await textOfFile(file)
      if (mine !== turn) return
      take(fault ? { ok: false, fault } : readCardFile(text))
    } catch {
      if (mine === turn) say('notOpened')
    }
    // So that choosing the same file again is noticed.
    chooser.value = ''
  }

  async function unlock() {
    const mine = turn
    say('opening')
    try {
      const reading = await unlockFile(sealed, passphrase.value)
      if (mine !== turn) return
      startOver()
      take(reading)
    } catch {
      if (mine !== turn) return
      say('wrong')
      passphrase.focus()
    }
  }

  /** @param {Reading} reading */
  function take(reading) {
    if (reading.ok) {
      pasted.value = ''
      return void offers.show(reading, 'inFile')
    }
    if (reading.fault !== 'locked') return say(reading.fault)
    sealed = reading.sealed
    unlocking.hidden = false
    passphrase.focus()
  }

  function startOver() {
    turn += 1
    sealed = null
    unlocking.hidden = true
    passphrase.value = ''
    offers.hide()
    offers.say('')
    say('')
  }
}

/**
 * @param {HTMLElement} page
 * @param {string} selector
 */
const form = (page, selector) =>
  /** @type {HTMLFormElement} */ (page.querySelector(selector))
