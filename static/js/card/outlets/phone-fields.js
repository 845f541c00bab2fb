/** What goes into which field of the phone's own emergency screen. Pure. */
import { textRows } from '../card-face.js'
import { cardLines } from '../card-lines.js'

/**
 * In the words of the face. An empty field is ''. 'taken' is every medicine; names here
 * become ids on the page, and those give nothing away.
 *
 * Allergies are only those the person typed: naltrexone is not one, and listed there it
 * could keep somebody from being given what they need.
 *
 * @param {Kept} kept
 * @param {FaceWords} words
 * @param {Date} now
 * @returns {Record<PhoneField, string>}
 */
export function phoneFields(kept, words, now) {
  const lines = cardLines(kept, words, now)
  const said = (/** @type {string[]} */ ...keys) =>
    lines.filter(({ key }) => keys.includes(key)).map(({ text }) => text)
  const rows = kept.card ? textRows(kept.card) : {}
  const conditions = rows.conditions ?? ''
  const notes = joined(said('act', 'dose', 'language', 'prescriber', 'note', 'reason'))
  return {
    name: rows.name ?? '',
    born: rows.born ?? '',
    conditions,
    allergies: rows.allergies ?? '',
    taken: joined([
      said('title', 'not').join(', '),
      ...said('form'),
      rows.otherMedicines ?? ''
    ]),
    notes,
    conditionsAndNotes: joined([...said('conditions'), notes])
  }
}

/** @param {string[]} lines */
const joined = (lines) => lines.filter(Boolean).join('\n')

/**
 * @typedef {'name' | 'born' | 'conditions' | 'allergies' | 'taken' | 'notes'
 *   | 'conditionsAndNotes'} PhoneField
 */

/** @import { Kept } from '../card-lines.js' */
/** @import { FaceWords } from '../card-words.js' */
