/** The card's lines for what is kept long: on paper, in a picture. Pure. */
import { cardLines } from '../card-lines.js'

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
  return cardLines(kept, words, now).flatMap((line) =>
    line.key === 'dose' && line.text !== words.unknown
      ? [line, { key: 'sensitive', text: words.sensitive, rank: line.rank }]
      : [line]
  )
}

/** @import { Line } from '../card-lines.js' */
