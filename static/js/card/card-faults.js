/** What is wrong with a filled-in card, field by field. Empty is never wrong. */

/** @import { Card } from './card-model.js' */

const PHONE = /^[0-9 +()./-]*$/
/** Marks and spaces that phones paste around a number. */
const HIDDEN = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const CLOCK_SLACK_MS = 5 * 60_000

/**
 * @typedef {object} Fault
 * @property {string} field - Id of the control
 * @property {string} word - Name of the words that say what to do
 */

/**
 * @param {Card} card
 * @param {{ unreadable: string[], phones: Record<string, string> }} form - Ids of date or
 *   time fields the browser could not read although something was typed; what stands
 *   in each phone field, by its id
 * @param {Date} now
 * @returns {Fault[]} In the order of the form
 */
export function faultsOf(card, { unreadable, phones }, now) {
  /** @type {Fault[]} */
  const faults = []
  const add = (/** @type {string} */ field, /** @type {string} */ word) =>
    faults.push({ field, word })

  if (unreadable.includes('bornOn') || isAfter(card.bornOn, now)) {
    add('bornOn', 'badBirth')
  }
  if (unreadable.includes('lastDoseOn') || isDoseAhead(card, now)) {
    add('lastDoseOn', 'badDose')
  } else if (unreadable.includes('lastDoseTime')) {
    add('lastDoseTime', 'badTime')
  } else if (card.lastDoseTime && !card.lastDoseOn) {
    add('lastDoseOn', 'doseTimeAlone')
  }
  for (const [field, phone] of Object.entries(phones)) {
    if (!PHONE.test(plainPhone(phone))) add(field, 'badPhone')
  }
  return faults
}

/**
 * @param {string} on - YYYY-MM-DD or ''
 * @param {Date} now
 */
function isAfter(on, now) {
  return on !== '' && new Date(`${on}T00:00`).getTime() > now.getTime()
}

/**
 * @param {Card} card
 * @param {Date} now
 */
function isDoseAhead(card, now) {
  if (!card.lastDoseTime) return isAfter(card.lastDoseOn, now)
  return Date.parse(card.lastDoseAt) > now.getTime() + CLOCK_SLACK_MS
}

/**
 * @param {string} phone - As typed or pasted
 * @returns {string} Without hidden marks, with plain spaces and hyphens
 */
export function plainPhone(phone) {
  return phone
    .replace(HIDDEN, '')
    .replace(/\s/g, ' ')
    .replace(/[\u2010-\u2013]/g, '-')
    .trim()
}
