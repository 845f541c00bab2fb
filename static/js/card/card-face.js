/** Put a card's details on the face. Text only: nothing typed ever becomes markup. */
import { formCode } from './card-model.js'
import { dayInWords, doseMoment, lastDose } from './last-dose.js'

/** @import { Card } from './card-model.js' */

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
]

/**
 * @typedef {object} Shown
 * @property {Card | null} card - Null shows the general face
 * @property {string} [savedAt] - UTC moment of the save, or ''
 * @property {string} [notBefore] - UTC moment that the clock cannot stand before, or ''
 */

/**
 * @param {HTMLElement} face
 * @param {Shown} shown
 * @param {Date} now
 */
export function showOnFace(face, { card, savedAt = '', notBefore = '' }, now) {
  const rows = card ? textRows(card) : {}
  rows.saved = card && savedAt ? dayInWords(new Date(savedAt)) : ''
  for (const slot of face.querySelectorAll('[data-row] [data-card]')) {
    const text = rows[/** @type {HTMLElement} */ (slot).dataset.card ?? ''] ?? ''
    slot.textContent = text
    const row = /** @type {HTMLElement} */ (slot.closest('[data-row]'))
    row.hidden = text === ''
  }
  showPhones(face, 'contacts', card?.contacts ?? [])
  showPhones(
    face,
    'prescriber',
    card && (card.prescriber || card.prescriberPhone)
      ? [{ name: card.prescriber, phone: card.prescriberPhone }]
      : []
  )
  const person = face.querySelector('[data-person]')
  if (person instanceof HTMLElement) {
    person.hidden = !person.querySelector('[data-row]:not([hidden])')
  }
  showForm(face, card)
  showDose(face, { card, notBefore }, now)
}

/**
 * @param {Card} card
 * @returns {Record<string, string>}
 */
export function textRows(card) {
  const organs = [card.liver && 'Liver', card.kidney && 'Kidney'].filter(Boolean)
  return {
    name: card.name,
    born: dateInWords(card.bornOn),
    allergies: card.allergies,
    otherMedicines: card.otherMedicines,
    conditions: [...organs, card.conditions].filter(Boolean).join('. '),
    language: card.language,
    note: card.note,
    reason: card.showReason ? card.reason : ''
  }
}

/** @param {string} on - YYYY-MM-DD or '' */
function dateInWords(on) {
  const [year, month, day] = on.split('-')
  return on ? `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}` : ''
}

/**
 * @param {HTMLElement} face
 * @param {string} name
 * @param {{ name: string, phone: string }[]} people
 */
function showPhones(face, name, people) {
  const slot = face.querySelector(`[data-card="${name}"]`)
  const row = slot?.closest('[data-row]')
  if (!slot || !(row instanceof HTMLElement)) return
  const known = people.filter((person) => person.name || person.phone)
  row.hidden = known.length === 0
  slot.replaceChildren(...known.map(personLine))
}

/** @param {{ name: string, phone: string }} person */
function personLine({ name, phone }) {
  const line = document.createElement('span')
  line.append(name)
  if (phone) {
    const call = document.createElement('a')
    call.href = `tel:${phone.replace(/[^+0-9]/g, '')}`
    call.textContent = phone
    line.append(name ? ' ' : '', call)
  }
  return line
}

/**
 * @param {HTMLElement} face
 * @param {Card | null} card
 */
function showForm(face, card) {
  nameBlocker(face, card?.form === 'other')
  const code = card ? formCode(card) : ''
  let label = ''
  // The part for staff stands below the face and has a line for each form too.
  const main = face.closest('main') ?? face
  for (const words of main.querySelectorAll('[data-form]')) {
    if (!(words instanceof HTMLElement)) continue
    words.hidden = !code || words.dataset.form !== code
    if (!words.hidden && !label) label = words.textContent ?? ''
  }
  const strength = face.querySelector('[data-card="strength"]')
  if (strength instanceof HTMLElement) {
    strength.textContent = card ? strengthBeside(label, card.strength) : ''
    strength.hidden = strength.textContent === ''
  }
}

/**
 * Somebody who takes another opioid blocker does not carry the name of this one.
 *
 * @param {HTMLElement} face
 * @param {boolean} isOther
 */
function nameBlocker(face, isOther) {
  for (const words of face.querySelectorAll('[data-other]')) {
    if (!(words instanceof HTMLElement)) continue
    words.dataset.usual ??= words.textContent ?? ''
    words.textContent = (isOther ? words.dataset.other : words.dataset.usual) ?? ''
    words.classList.toggle('face__other', isOther)
  }
}

/**
 * @param {string} label - Of the form, such as 'Tablet, up to 50 mg'
 * @param {string} strength - As typed
 * @returns {string} '' where the label has said it
 */
export function strengthBeside(label, strength) {
  const bare = (/** @type {string} */ text) => text.toLowerCase().replace(/\s/g, '')
  return bare(label).endsWith(bare(strength)) ? '' : strength
}

/**
 * @param {HTMLElement} face
 * @param {Shown} shown
 * @param {Date} now
 */
export function showDose(face, { card, notBefore = '' }, now) {
  const dose = lastDose(card, now, notBefore)
  for (const part of face.querySelectorAll('[data-dose-known]')) {
    if (part instanceof HTMLElement) part.hidden = !dose.known
  }
  const unknown = face.querySelector('[data-dose-unknown]')
  if (unknown instanceof HTMLElement) unknown.hidden = dose.known
  const slot = face.querySelector('[data-card="lastDose"]')
  slot?.replaceChildren(...(dose.known ? doseParts(dose) : []))
}

/**
 * The same words as doseInWords(), with time and zone on one line.
 *
 * @param {Extract<import('./last-dose.js').LastDose, { known: true }>} dose
 * @returns {(string | Node)[]}
 */
function doseParts({ date, time, zone, elapsed }) {
  if (!time) return [`${date}, ${elapsed}`]
  const clock = document.createElement('span')
  clock.className = 'face__clock'
  clock.textContent = `${time} ${zone},`
  return [`${date} `, clock, ` ${elapsed}`]
}

/** @param {Extract<import('./last-dose.js').LastDose, { known: true }>} dose */
export function doseInWords(dose) {
  return `${doseMoment(dose)}, ${dose.elapsed}`
}
