/** Two cards side by side, field by field, in words. Pure. */
import { formCode } from '../card-model.js'
import { inFixedOrder } from '../sealed.js'

/** @import { Card } from '../card-model.js' */

/**
 * @typedef {object} Compared
 * @property {string} field - Name of its label among the words
 * @property {string} here - In words; '' for nothing
 * @property {string} there
 */

/** @type {Record<string, (keyof Card)[]>} */
const FIELDS = {
  name: ['name'],
  bornOn: ['bornOn'],
  language: ['language'],
  form: ['form', 'tabletAmount'],
  strength: ['strength'],
  lastDose: ['lastDoseOn', 'lastDoseTime', 'lastDoseAt'],
  contacts: ['contacts'],
  prescriber: ['prescriber', 'prescriberPhone'],
  allergies: ['allergies'],
  otherMedicines: ['otherMedicines'],
  organs: ['liver', 'kidney'],
  conditions: ['conditions'],
  note: ['note'],
  reason: ['reason'],
  showReason: ['showReason']
}

/**
 * What says nothing on either card is in neither list.
 *
 * @param {Card} here
 * @param {Card} there
 * @param {{ word: (name: string) => string, language: string }} said - Words for what
 *   was chosen, by code; how to write days
 * @returns {{ different: Compared[], same: Compared[] }} In the order of the form
 */
export function compare(here, there, said) {
  const [one, other] = [here, there].map((card) => rows(card, said))
  const all = Object.keys(FIELDS)
    .map((field) => ({ field, here: one[field], there: other[field] }))
    .filter((row) => row.here || row.there)
  return {
    different: all.filter((row) => !isSame(row)),
    same: all.filter(isSame)
  }

  // By what is kept too, not by its words alone: two things may read alike.
  /** @param {Compared} row */
  function isSame(row) {
    const areAlike = FIELDS[row.field].every(
      (key) => inFixedOrder(here[key]) === inFixedOrder(there[key])
    )
    return areAlike && row.here === row.there
  }
}

/**
 * @param {Card} card
 * @param {{ word: (name: string) => string, language: string }} said
 * @returns {Record<string, string>}
 */
function rows(card, { word, language }) {
  const code = formCode(card)
  return {
    name: card.name,
    bornOn: dayInWords(card.bornOn, language),
    language: card.language,
    form: code && word(`form-${code}`),
    strength: card.strength,
    lastDose: dose(card, language),
    contacts: card.contacts.map(person).join('\n'),
    prescriber: person({ name: card.prescriber, phone: card.prescriberPhone }),
    allergies: card.allergies,
    otherMedicines: card.otherMedicines,
    organs: [card.liver && word('liver'), card.kidney && word('kidney')]
      .filter(Boolean)
      .join('\n'),
    conditions: card.conditions,
    note: card.note,
    reason: card.reason,
    showReason: card.reason && word(card.showReason ? 'yes' : 'no')
  }
}

/**
 * As the card itself will show it on this phone, with the zone.
 *
 * @param {Card} card
 * @param {string} language
 */
function dose({ lastDoseOn, lastDoseTime, lastDoseAt }, language) {
  if (!lastDoseAt) {
    return [dayInWords(lastDoseOn, language), lastDoseTime].filter(Boolean).join(', ')
  }
  const at = new Date(lastDoseAt)
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short'
  }).format(at)
  return `${longDay(at, language)}, ${time}`
}

/**
 * @param {string} on - YYYY-MM-DD or ''
 * @param {string} language
 */
function dayInWords(on, language) {
  return on && longDay(new Date(`${on}T12:00:00.000Z`), language, 'UTC')
}

/**
 * @param {Date} at
 * @param {string} language
 * @param {string} [timeZone] - This device's unless given
 * @returns {string} Such as '20 November 2026'
 */
export function longDay(at, language, timeZone) {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone
  }).format(at)
}

/**
 * @param {Date} at
 * @param {string} language
 * @returns {string} By this device's zone, such as '20 November 2026, 08:00'
 */
export function dayAndTime(at, language) {
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  }).format(at)
  return `${longDay(at, language)}, ${time}`
}

/** @param {{ name: string, phone: string }} contact */
const person = ({ name, phone }) => [name, phone].filter(Boolean).join(' ')
