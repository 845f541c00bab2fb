/** What a card can hold, and how anything at all is made into one. Pure. */
import { isClockTime, isDay, isMoment } from './calendar.js'
import { cleanLine, cleanLines } from './clean-text.js'
import { ownField as field } from './own-field.js'

/** Longest text of each field, in UTF-16 units as `maxlength` counts. */
export const LIMITS = Object.freeze({
  name: 80,
  strength: 60,
  prescriber: 120,
  phone: 30,
  allergies: 300,
  otherMedicines: 500,
  conditions: 300,
  language: 60,
  note: 500,
  reason: 200
})

export const MAX_CONTACTS = 3

/** @type {readonly Form[]} */
export const FORMS = Object.freeze([
  '',
  'tablet',
  'injection',
  'implant',
  'low-dose',
  'with-bupropion',
  'other',
  'not-sure'
])

/**
 * What is taken at one time, in mg, as the table of published durations parts tablets.
 *
 * @type {readonly TabletAmount[]}
 */
export const TABLET_AMOUNTS = Object.freeze(['', '50', '100', '150'])

/** Clocks have stood at most 16 hours from UTC (Manila and Alaska, before 1868). */
const MAX_OFFSET_MS = 16 * 60 * 60 * 1000

/**
 * @typedef {'' | 'tablet' | 'injection' | 'implant' | 'low-dose' | 'with-bupropion'
 *   | 'other' | 'not-sure'} Form
 */

/** @typedef {'' | '50' | '100' | '150'} TabletAmount - '50' is up to 50 mg */

/**
 * @typedef {object} Contact
 * @property {string} name
 * @property {string} phone
 */

/**
 * Each field is the person's choice; one left out is blank, false or an empty list.
 *
 * @typedef {object} Card
 * @property {string} name - Name the person wants responders to use
 * @property {string} bornOn - YYYY-MM-DD, or ''
 * @property {Form} form - How naltrexone is taken
 * @property {TabletAmount} tabletAmount - '' when not said, and for every other form
 * @property {string} strength - As on the label
 * @property {string} lastDoseOn - Day on the wall where it was taken, or ''
 * @property {string} lastDoseTime - HH:MM on the same wall, or ''
 * @property {string} lastDoseAt - The UTC moment of those two when saved, or ''
 * @property {string} prescriber
 * @property {string} prescriberPhone
 * @property {Contact[]} contacts - At most 3, none of them blank
 * @property {string} allergies - May have several lines
 * @property {string} otherMedicines - May have several lines
 * @property {boolean} liver - Has a liver condition
 * @property {boolean} kidney - Has a kidney condition
 * @property {string} conditions - May have several lines
 * @property {string} language - Language the person speaks best
 * @property {string} note - May have several lines
 * @property {string} reason - Why it is taken
 * @property {boolean} showReason - Whether the card shows the reason; not without one
 */

/** @returns {Card} A card with nothing on it */
export function blankCard() {
  return cleanCard(null)
}

/**
 * Keep the known fields that are well formed and leave the rest behind. Never
 * throws; cleaning a clean card changes nothing.
 *
 * @param {unknown} raw - Form values, a stored card, an imported file: anything
 * @returns {Card}
 */
export function cleanCard(raw) {
  const lastDoseOn = day(field(raw, 'lastDoseOn'))
  const lastDoseTime = clockTime(field(raw, 'lastDoseTime'))
  const form = FORMS.find((each) => each === field(raw, 'form')) ?? ''
  const reason = cleanLine(field(raw, 'reason'), LIMITS.reason)
  return {
    name: cleanLine(field(raw, 'name'), LIMITS.name),
    bornOn: day(field(raw, 'bornOn')),
    form,
    tabletAmount: form === 'tablet' ? tabletAmount(field(raw, 'tabletAmount')) : '',
    strength: cleanLine(field(raw, 'strength'), LIMITS.strength),
    lastDoseOn,
    lastDoseTime,
    lastDoseAt: momentOf(lastDoseOn, lastDoseTime, field(raw, 'lastDoseAt')),
    prescriber: cleanLine(field(raw, 'prescriber'), LIMITS.prescriber),
    prescriberPhone: cleanLine(field(raw, 'prescriberPhone'), LIMITS.phone),
    contacts: contacts(field(raw, 'contacts')),
    allergies: cleanLines(field(raw, 'allergies'), LIMITS.allergies),
    otherMedicines: cleanLines(field(raw, 'otherMedicines'), LIMITS.otherMedicines),
    liver: field(raw, 'liver') === true,
    kidney: field(raw, 'kidney') === true,
    conditions: cleanLines(field(raw, 'conditions'), LIMITS.conditions),
    language: cleanLine(field(raw, 'language'), LIMITS.language),
    note: cleanLines(field(raw, 'note'), LIMITS.note),
    reason,
    showReason: reason !== '' && field(raw, 'showReason') === true
  }
}

/**
 * @param {Pick<Card, 'form' | 'tabletAmount'>} card
 * @returns {string} Code of the words about how it is taken, such as 'tablet-100'
 */
export function formCode({ form, tabletAmount: amount }) {
  return amount ? `${form}-${amount}` : form
}

/**
 * @param {Card} card
 * @returns {boolean} Whether it tells nothing: `showReason` alone tells nothing
 */
export function isBlank(card) {
  return JSON.stringify(cleanCard(card)) === JSON.stringify(blankCard())
}

/**
 * @param {unknown} raw
 * @returns {Contact[]}
 */
function contacts(raw) {
  if (!Array.isArray(raw)) return []
  return Array.from(raw, (contact) => ({
    name: cleanLine(field(contact, 'name'), LIMITS.name),
    phone: cleanLine(field(contact, 'phone'), LIMITS.phone)
  }))
    .filter(({ name, phone }) => name || phone)
    .slice(0, MAX_CONTACTS)
}

/**
 * A moment left over from another date or time is dropped, never believed.
 *
 * @param {string} on
 * @param {string} time
 * @param {unknown} at
 * @returns {string}
 */
function momentOf(on, time, at) {
  if (!on || !time || !isMoment(at)) return ''
  const apart = Date.parse(at) - Date.parse(`${on}T${time}:00.000Z`)
  return Math.abs(apart) <= MAX_OFFSET_MS ? at : ''
}

/** @param {unknown} raw */
const tabletAmount = (raw) => TABLET_AMOUNTS.find((each) => each === raw) ?? ''

/** @param {unknown} raw */
const day = (raw) => (isDay(raw) ? raw : '')

/** @param {unknown} raw */
const clockTime = (raw) => (isClockTime(raw) ? raw : '')
