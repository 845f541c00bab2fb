/** The card as text: whole to send, and as much as a code takes. Pure. */
import { isGeneral, moreOnTheCard, takeWhatFits } from '../card-lines.js'
import { fitsCode } from './qr-code.js'

/** Longest text of a code, in UTF-16 units: more makes it too fine for a small screen. */
export const LONGEST_CODE = 300

/**
 * @typedef {object} CodeText
 * @property {string} text
 * @property {Line[]} left - Lines of the card that found no room, general advice apart
 */

/**
 * @param {Line[]} lines
 * @returns {string} All of them, in the order given
 */
export function wholeText(lines) {
  return lines.map(({ text }) => text).join('\n')
}

/**
 * Whole lines only. What is left out is counted on the last line.
 *
 * @param {Line[]} lines - Of the whole card
 * @returns {CodeText} At most 300 UTF-16 units, and a code of version 12 at most
 */
export function codeText(lines) {
  // General advice stands further down the card; a code has no room for it.
  const candidates = lines.filter((line) => !isGeneral(line))
  const { taken, left } = takeWhatFits(candidates, (some, others) =>
    isShort(joined(some, others))
  )
  return { text: joined(taken, left), left }
}

/**
 * @param {Line[]} taken
 * @param {Line[]} left
 */
function joined(taken, left) {
  const texts = taken.map(({ text }) => text)
  if (left.length > 0) texts.push(moreOnTheCard(left.length))
  return texts.join('\n')
}

/** @param {string} text */
const isShort = (text) => text.length <= LONGEST_CODE && fitsCode(text)

/** @import { Line } from '../card-lines.js' */
