/** "Tell us what is wrong": a small form under a card, kept here and sent when online. */
import { copyText } from '../shared/copy-text.js'
import { LONGEST, TooManyReportsError, keepReport, sendReports } from './reports.js'

/** @import { Listing } from './types.js' */

let count = 0

/**
 * @param {HTMLTemplateElement} template
 * @param {Listing} listing
 * @param {(name: string) => string} words
 * @param {(said: string) => void} onDone - Called once it is closed; "" where given up
 * @returns {HTMLFormElement}
 */
export function reportForm(template, listing, words, onDone) {
  const form = /** @type {HTMLFormElement} */ (
    /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
  )
  const text = /** @type {HTMLTextAreaElement} */ (form.querySelector('textarea'))
  const fault = /** @type {HTMLElement} */ (form.querySelector('[data-fault]'))
  const left = /** @type {HTMLElement} */ (form.querySelector('[data-left]'))
  nameControls(form)

  const showLeft = () => {
    const letters = LONGEST - text.value.length
    left.textContent = words('lettersLeft').replace('{count}', String(letters))
  }
  text.addEventListener('input', showLeft)
  showLeft()

  const report = () => ({
    key: listing.key,
    what: String(new FormData(form).get('what') ?? ''),
    words: text.value.trim()
  })
  const isChosen = () => {
    fault.textContent = report().what ? '' : words('chooseWhat')
    return fault.textContent === ''
  }
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (!isChosen()) return
    onDone(await keepAndSend(report(), words))
  })
  form.querySelector('[data-copy-report]')?.addEventListener('click', async () => {
    if (!isChosen()) return
    const { key, what, words: more } = report()
    const chosen = form.querySelector('input:checked + label')?.textContent ?? what
    const isCopied = await copyText(
      [`${listing.name} (${key})`, chosen, more].filter(Boolean).join('\n')
    )
    onDone(words(isCopied ? 'copied' : 'notCopied'))
  })
  form.querySelector('[data-cancel]')?.addEventListener('click', () => onDone(''))
  return form
}

/**
 * @param {import('./reports.js').Report} report
 * @param {(name: string) => string} words
 * @returns {Promise<string>} What became of it
 */
async function keepAndSend(report, words) {
  try {
    await keepReport(report)
  } catch (error) {
    const isFull = error instanceof TooManyReportsError
    return words(isFull ? 'reportTooMany' : 'reportNotKept')
  }
  const outcome = await sendReports().catch(() => 'kept')
  if (outcome === 'sent') return words('reportSent')
  if (outcome === 'refused') return words('reportRefused')
  return words(outcome === 'later' ? 'reportLater' : 'reportKept')
}

/**
 * Several of these forms may be open: each label needs a control of its own.
 *
 * @param {HTMLFormElement} form
 */
function nameControls(form) {
  count += 1
  for (const [place, label] of [...form.querySelectorAll('label')].entries()) {
    const before = label.previousElementSibling
    const control =
      before instanceof HTMLInputElement ? before : form.querySelector('textarea')
    if (!control) continue
    control.id = `wrong-${count}-${place}`
    label.htmlFor = control.id
  }
}
