/** The card's lines for what is kept long: on paper, in a picture. Pure. */
import { cardLines } from '../card-lines.js'

const LISTS = ['allergies', 'otherMedicines', 'conditions', 'note']

/**
 * With the line that stands on the face under a last dose that is known: by the time
 * this is read, much of the block may have gone.
 *
 * @param {import('../card-lines.js').Kept} kept
 * @param {import('../card-words.js').FaceWords} words
 * @param {Date} now
 * @returns {Line[]} In the order of the face
 */
export function linesToKeep(kept, words, now) {
  return cardLines(kept, words, now).flatMap((line) => {
    if (line.key !== 'dose' || line.text === words.unknown) return [inOneLine(line)]
    return [line, { key: 'sensitive', text: words.sensitive, rank: line.rank }]
  })
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
