/** Put two cards beside one another on the page. Text only: no markup is made of it. */
import { blankCard } from '../card-model.js'
import { wordsIn } from '../../shared/words.js'
import { compare } from './compare.js'

/** @import { Card } from '../card-model.js' */
/** @import { Compared } from './compare.js' */

/**
 * @param {HTMLElement} box - Has a list of what differs, one of what does not, and a
 *   template for a row of the first
 * @param {Card | null} here
 * @param {Card} there
 * @param {string} from - Name of the words for where the other card comes from
 * @returns {boolean} Whether anything differs
 */
export function showCompared(box, here, there, from) {
  const word = wordsIn(document, '[data-offer-words]')
  const { different, same } = compare(here ?? blankCard(), there, {
    word,
    language: pageLanguage()
  })
  const list = box.querySelector('[data-different]')
  list?.replaceChildren(...different.map((row) => rowOf(box, row, word, from)))
  const alike = box.querySelector('[data-same]')
  if (alike instanceof HTMLElement) {
    alike.hidden = same.length === 0
    alike
      .querySelector('dl')
      ?.replaceChildren(...same.flatMap((row) => pair(row, word)))
  }
  return different.length > 0
}

/** @returns {string} For days in words */
export function pageLanguage() {
  return document.documentElement.lang === 'cy' ? 'cy' : 'en-GB'
}

/**
 * @param {HTMLElement} box
 * @param {Compared} row
 * @param {(name: string) => string} word
 * @param {string} from
 */
function rowOf(box, { field, here, there }, word, from) {
  const template = /** @type {HTMLTemplateElement} */ (box.querySelector('template'))
  const row = document.importNode(template.content, true)
  const put = (/** @type {string} */ name, /** @type {string} */ text) => {
    const slot = row.querySelector(`[data-${name}]`)
    if (slot) slot.textContent = text
  }
  put('field', word(field))
  put('here', here || word('nothing'))
  put('from', word(from))
  put('there', there || word('nothing'))
  return row
}

/**
 * @param {Compared} row
 * @param {(name: string) => string} word
 */
function pair({ field, here }, word) {
  const [label, value] = [document.createElement('dt'), document.createElement('dd')]
  label.textContent = word(field)
  value.textContent = here
  return [label, value]
}
