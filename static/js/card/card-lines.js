/**
 * The card as plain lines, for every way out of the screen. Pure.
 *
 * Each line stands on the face in the same words. What changes by the minute (how long
 * ago) is left out: paper and pictures do not tick.
 */
import { formCode } from './card-model.js'
import { strengthBeside, textRows } from './card-face.js'
import { dayInWords, doseMoment, lastDose } from './last-dose.js'

/**
 * @typedef {object} Line
 * @property {string} key - What it is: 'title', 'not', 'act', 'form', 'dose', 'first',
 *   'more', or the name of a row such as 'allergies' or 'contacts'
 * @property {string} text - May have several lines
 * @property {number} rank - 1 is kept longest where room is short
 */

/** In the order of the face; the rank says who stays where room is short. */
const ROWS = /** @type {const} */ ([
  ['name', 8],
  ['born', 9],
  ['language', 10],
  ['allergies', 4],
  ['otherMedicines', 12],
  ['conditions', 11],
  ['contacts', 6],
  ['prescriber', 14],
  ['note', 13],
  ['reason', 16],
  ['saved', 15]
])
const RANK = {
  title: 1,
  not: 1,
  act: 2,
  form: 3,
  dose: 5,
  first: 17,
  more: 18
}

/**
 * The dose never goes without the warnings under it on the face: they are one line.
 *
 * @param {Kept} kept
 * @param {import('./card-words.js').FaceWords} words
 * @param {Date} now
 * @returns {Line[]} In the order of the face. The reason only where it was chosen
 */
export function cardLines({ card, savedAt, notBefore = '' }, words, now) {
  const isOther = card?.form === 'other'
  return [
    { key: 'title', text: isOther ? words.titleOther : words.title, rank: RANK.title },
    { key: 'not', text: isOther ? words.notOther : words.not, rank: RANK.not },
    ...words.act.map((text) => ({ key: 'act', text, rank: RANK.act })),
    ...formLine(card, words),
    doseLine(card, words, now, notBefore),
    ...words.first.map((text) => ({ key: 'first', text, rank: RANK.first })),
    ...rowLines(card, savedAt, words),
    ...words.more.map((text) => ({ key: 'more', text, rank: RANK.more }))
  ]
}

/**
 * Take as many lines as there is room for, by rank; a line is never cut.
 *
 * @param {Line[]} lines
 * @param {(taken: Line[], left: Line[]) => boolean} fits
 * @returns {{ taken: Line[], left: Line[] }} Both in the order given
 */
export function takeWhatFits(lines, fits) {
  const order = (/** @type {Set<Line>} */ chosen) => ({
    taken: lines.filter((line) => chosen.has(line)),
    left: lines.filter((line) => !chosen.has(line))
  })
  let chosen = new Set(lines)
  if (fits(lines, [])) return order(chosen)
  chosen = new Set()
  for (const line of [...lines].sort((one, other) => one.rank - other.rank)) {
    const more = new Set([...chosen, line])
    const { taken, left } = order(more)
    if (fits(taken, left)) chosen = more
  }
  return order(chosen)
}

/**
 * The same on every card: no one's own, so it is not counted where it is left out.
 *
 * @param {Pick<Line, 'key'>} line
 */
export const isGeneral = ({ key }) => key === 'first' || key === 'more'

/** @param {number} count */
export const moreOnTheCard = (count) => `+${count} more on the card`

/**
 * @param {Card | null} card
 * @param {import('./card-words.js').FaceWords} words
 * @returns {Line[]}
 */
function formLine(card, words) {
  const form = card ? (words.forms[formCode(card)] ?? '') : ''
  const strength = card ? strengthBeside(form, card.strength) : ''
  const text = [form, strength].filter(Boolean).join(' ')
  return text ? [{ key: 'form', text, rank: RANK.form }] : []
}

/**
 * @param {Card | null} card
 * @param {import('./card-words.js').FaceWords} words
 * @param {Date} now
 * @param {string} notBefore
 * @returns {Line}
 */
function doseLine(card, words, now, notBefore) {
  const dose = lastDose(card, now, notBefore)
  const text = dose.known
    ? [
        `${words.lastDose} ${doseMoment(dose)}`,
        words.sensitive,
        words.notVerified
      ].join('\n')
    : words.unknown
  return { key: 'dose', text, rank: RANK.dose }
}

/**
 * @param {Card | null} card
 * @param {string} savedAt
 * @param {import('./card-words.js').FaceWords} words
 * @returns {Line[]}
 */
function rowLines(card, savedAt, words) {
  if (!card) return []
  /** @type {Record<string, string>} */
  const rows = {
    ...textRows(card),
    saved: savedAt ? dayInWords(new Date(savedAt)) : '',
    contacts: people(card.contacts),
    prescriber: people([{ name: card.prescriber, phone: card.prescriberPhone }])
  }
  return ROWS.filter(([key]) => rows[key]).map(([key, rank]) => ({
    key,
    text: `${words.rows[key]}: ${rows[key]}`,
    rank
  }))
}

/** @param {{ name: string, phone: string }[]} known */
const people = (known) =>
  known
    .map(({ name, phone }) => [name, phone].filter(Boolean).join(' '))
    .filter(Boolean)
    .join('\n')

/**
 * @typedef {object} Kept
 * @property {Card | null} card - Null is the general card
 * @property {string} savedAt - UTC moment, or ''
 * @property {string} [notBefore] - UTC moment the clock cannot stand before, or ''
 */

/** @import { Card } from './card-model.js' */
