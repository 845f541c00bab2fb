/** Save this phone's card and log as a file, or hand the file to another app. */
import { saveFile } from '../outlets/save-file.js'
import { share } from '../../shared/share.js'
import { wordsIn } from '../../shared/words.js'
import { present } from './bring-back.js'
import { blankCard } from '../card-model.js'
import { MAX_FILE_BYTES, makeCardFile, readCardFile } from './card-file.js'
import { isTooShort, lockFile } from './locked-file.js'

/**
 * @param {HTMLElement} page
 * @returns {() => Promise<void>} Look again whether there is a card to save
 */
export function offerSaving(page) {
  const words = wordsIn(document, '[data-backup-words]')
  const form = /** @type {HTMLFormElement} */ (page.querySelector('[data-save-form]'))
  const status = form.querySelector('[data-status]')
  const shareButton = /** @type {HTMLElement} */ (
    form.querySelector('[data-share-file]')
  )
  const say = (/** @type {string} */ text) => status?.replaceChildren(text)
  shareButton.hidden = !shareable('{}')

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void make((file) => {
      saveFile(file, file.name)
      say(words('made').replace('{name}', file.name))
    })
  })
  shareButton.addEventListener('click', () => void make(hand))

  /** @param {(file: File, text: string) => void | Promise<void>} use */
  async function make(use) {
    const fault = passphraseFault(form)
    if (fault) return say(words(fault))
    say(words('making'))
    try {
      const text = await fileText(passphraseIn(form))
      await use(new File([text], fileName('json'), { type: 'application/json' }), text)
      if (passphraseIn(form)) form.reset()
    } catch {
      say(words('notMade'))
    }
  }

  /**
   * @param {File} _
   * @param {string} text
   */
  async function hand(_, text) {
    const files = shareable(text)
    const outcome = await share({ files: files ?? [] })
    if (outcome === 'calledOff') say('')
    else say(words(outcome === 'shared' ? 'shared' : 'notShared'))
  }
  return () => showWhetherCard(page)
}

/** @param {HTMLElement} page */
async function showWhetherCard(page) {
  const isAny = await present().then(
    ({ card, log }) => card !== null || log.state === 'kept',
    () => true // not read just now: saving will say so
  )
  show(page, '[data-has-card]', isAny)
  show(page, '[data-no-card]', !isAny)
}

/**
 * @param {string} passphrase - '' leaves it open
 * @returns {Promise<string>}
 * @throws {Error} The card could not be read, or locked; nothing was made
 */
async function fileText(passphrase) {
  const { card, savedAt, privatePart, log: here } = await present()
  const log = here.state === 'kept' ? { book: here.log, savedAt: here.savedAt } : null
  if (!card && !log) throw new Error('there is no card')
  const held = {
    card: card ?? blankCard(),
    savedAt: savedAt || here.savedAt,
    privatePart,
    log
  }
  const text = JSON.stringify(makeCardFile(held, new Date()), null, 1)
  const file = passphrase
    ? JSON.stringify(await lockFile(text, passphrase), null, 1)
    : text
  const isReadable = readCardFile(text).ok && readable(file)
  if (!isReadable) throw new Error('it would not be read again')
  return file
}

/** @param {string} file */
function readable(file) {
  return new TextEncoder().encode(file).length <= MAX_FILE_BYTES
}

/** @param {HTMLFormElement} form */
function passphraseFault(form) {
  const typed = passphraseIn(form)
  const again = input(form, 'passphraseAgain').value
  if (!typed && !again) return ''
  if (isTooShort(typed)) return 'tooShort'
  return typed === again ? '' : 'notTheSame'
}

/**
 * Some browsers share no .json: then it goes as .txt, which is read back as well.
 *
 * @param {string} text
 * @returns {File[] | null}
 */
function shareable(text) {
  for (const [ending, type] of [
    ['json', 'application/json'],
    ['txt', 'text/plain']
  ]) {
    const files = [new File([text], fileName(ending), { type })]
    if (navigator.canShare?.({ files })) return files
  }
  return null
}

/**
 * @param {string} ending
 * @returns {string} With the day on this device's calendar
 */
function fileName(ending) {
  const now = new Date()
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-')
  return `carrycard-${day}.${ending}`
}

/** @param {HTMLFormElement} form */
const passphraseIn = (form) => input(form, 'passphrase').value

/**
 * @param {HTMLFormElement} form
 * @param {string} id
 */
const input = (form, id) =>
  /** @type {HTMLInputElement} */ (form.querySelector(`#${id}`))

/**
 * @param {HTMLElement} page
 * @param {string} selector
 * @param {boolean} isShown
 */
function show(page, selector, isShown) {
  const part = page.querySelector(selector)
  if (part instanceof HTMLElement) part.hidden = !isShown
}
