/** Put lines on one printed side, as large as they go; what finds no room is counted. */
import { moreOnTheCard, takeWhatFits } from '../card-lines.js'
import { isGeneral } from '../card-lines.js'
import { isTyped } from './paper-sides.js'

/**
 * By key. In full: the build leaves out the rules whose names no page and no script has.
 *
 * @type {Record<string, string>}
 */
const LOOKS = {
  title: 'ln--title',
  not: 'ln--not',
  act: 'ln--act',
  form: 'ln--form',
  dose: 'ln--dose'
}

/**
 * @param {HTMLElement} side - Has its printed size; holds a [data-lines] and a [data-more]
 * @param {Line[]} lines
 * @param {object} how
 * @param {number[]} how.sizes - Of the text in points, the largest first
 * @param {boolean} how.withGeneral - Whether text is made smaller for general lines too
 * @returns {Line[]} The lines with no room: they are on the card and not on this side
 */
export function fillSide(side, lines, { sizes, withGeneral }) {
  const holder = side.querySelector('[data-lines]')
  const more = side.querySelector('[data-more]')
  if (!(holder instanceof HTMLElement) || !(more instanceof HTMLElement)) return lines
  const wanted = withGeneral ? lines : lines.filter((line) => !isGeneral(line))

  const fits = (/** @type {Line[]} */ taken, /** @type {Line[]} */ left) => {
    const count = left.filter((line) => !isGeneral(line)).length
    holder.replaceChildren(...taken.map(lineElement))
    more.textContent = count ? moreOnTheCard(count) : ''
    more.hidden = count === 0
    return holder.scrollHeight <= holder.clientHeight
  }
  for (const size of sizes) {
    side.style.fontSize = `${size}pt`
    if (fits(wanted, [])) break
  }
  const { taken, left } = takeWhatFits(lines, fits)
  fits(taken, left)
  return left
}

/**
 * @param {Line} line
 * @returns {HTMLElement} Text only: nothing typed ever becomes markup
 */
function lineElement({ key, text }) {
  const line = element('p', '')
  line.className = `ln ${LOOKS[key] ?? ''}`.trim()
  if (key === 'title') line.append(...titleParts(text))
  else if (isTyped(key)) line.append(...labelled(text))
  else line.textContent = text
  return line
}

/**
 * @param {string} text
 * @returns {(Node | string)[]} The last word, the medicine, is the large one
 */
function titleParts(text) {
  const at = text.lastIndexOf(' ') + 1
  return [`${text.slice(0, at)}`, element('strong', text.slice(at))]
}

/**
 * @param {string} text - "Label: what was typed"
 * @returns {(Node | string)[]} What was typed reads in its own direction, and a telephone
 *   number stays on one line
 */
function labelled(text) {
  const at = text.indexOf(': ') + 2
  const typed = text.slice(at).replace(/(\d) +(?=\d)/g, '$1\u00a0')
  return [text.slice(0, at), element('bdi', typed)]
}

/**
 * @param {string} name
 * @param {string} text
 */
function element(name, text) {
  const made = document.createElement(name)
  made.textContent = text
  return made
}

/** @import { Line } from '../card-lines.js' */
