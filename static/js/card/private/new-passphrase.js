/** A passphrase that is chosen: typed twice, and long enough. */
import { field } from './on-page.js'
import { LEAST_PASSPHRASE } from './private-part.js'

/**
 * Mark the field that will not do, and go to it.
 *
 * @param {Document} page
 * @param {string} id - Of the first of two fields, `id` and `idAgain`
 * @returns {{ passphrase: string, fault: '' | 'tooShort' | 'notTheSame' }}
 */
export function readNewPassphrase(page, id) {
  const first = field(page, id)
  const again = field(page, `${id}Again`)
  const fault = faultOf(first.value, again.value)
  mark(first, fault === 'tooShort')
  mark(again, fault === 'notTheSame')
  return { passphrase: first.value, fault }
}

/**
 * @param {string} passphrase
 * @param {string} again
 */
function faultOf(passphrase, again) {
  if ([...passphrase.normalize('NFKC')].length < LEAST_PASSPHRASE) return 'tooShort'
  return passphrase === again ? '' : 'notTheSame'
}

/**
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {boolean} isWrong
 */
function mark(input, isWrong) {
  if (!isWrong) return input.removeAttribute('aria-invalid')
  input.setAttribute('aria-invalid', 'true')
  input.focus()
}
