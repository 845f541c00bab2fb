/** The card's lines for what is kept long: on paper, in a picture. Pure. */
import { cardLines } from '../card-lines.js'

const LISTS = ['allergies', 'otherMedicines', 'conditions', 'note']

/**
 * @param {import('../card-lines.js').Kept} kept
 * @param {import('../card-words.js').FaceWords} words
 * @param {Date} now
 * @returns {Line[]} In the order of the face
 */
export function linesToKeep(kept, words, now) {
  return cardLines(kept, words, now).map(inOneLine)
}

/**
 * A list typed one below the other would take a whole side.
 *
 * @param {Line} line
 * @returns {Line} With the same words
 */
function inOneLine(line) {
  if (!LISTS.includes(line.key)) return line
  const text = line.text
    .replace(/([.,;:!?])\s*\n\s*/g, '$1 ')
    .replace(/\s*\n\s*/g, '; ')
  return { ...line, text }
}

/** @import { Line } from '../card-lines.js' */
