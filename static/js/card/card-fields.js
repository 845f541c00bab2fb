/** The form's controls to a card and back. */
import { plainPhone } from './card-faults.js'
import { blankCard, cleanCard } from './card-model.js'
import { momentOfDose } from './last-dose.js'

/** @import { Card } from './card-model.js' */

const TEXTS = /** @type {const} */ ([
  'name',
  'bornOn',
  'strength',
  'lastDoseOn',
  'lastDoseTime',
  'prescriber',
  'prescriberPhone',
  'allergies',
  'otherMedicines',
  'conditions',
  'language',
  'note',
  'reason'
])
const TICKS = /** @type {const} */ (['liver', 'kidney', 'showReason'])
const CONTACTS = [1, 2, 3]

/**
 * @param {HTMLFormElement} form
 * @returns {Card} What is in the form now, cleaned
 */
export function readForm(form) {
  /** @type {Record<string, unknown>} */
  const read = { ...blankCard() }
  for (const name of TEXTS) read[name] = control(form, name).value
  for (const name of TICKS)
    read[name] = /** @type {any} */ (control(form, name)).checked
  const choices = new FormData(form)
  read.form = choices.get('form') ?? ''
  read.tabletAmount = choices.get('tabletAmount') ?? ''
  read.prescriberPhone = plainPhone(String(read.prescriberPhone))
  read.contacts = CONTACTS.map((number) => ({
    name: control(form, `contactName${number}`).value,
    phone: plainPhone(control(form, `contactPhone${number}`).value)
  }))
  read.lastDoseAt = momentOfDose(String(read.lastDoseOn), String(read.lastDoseTime))
  return cleanCard(read)
}

/**
 * What depends on a choice is told by a `change` of the form.
 *
 * @param {HTMLFormElement} form
 * @param {Card} card
 */
export function fillForm(form, card) {
  for (const name of TEXTS) control(form, name).value = card[name]
  for (const name of TICKS) {
    ;/** @type {any} */ (control(form, name)).checked = card[name]
  }
  choose(form, 'form', card.form)
  choose(form, 'tabletAmount', card.tabletAmount)
  for (const number of CONTACTS) {
    const contact = card.contacts[number - 1]
    control(form, `contactName${number}`).value = contact?.name ?? ''
    control(form, `contactPhone${number}`).value = contact?.phone ?? ''
  }
  form.dispatchEvent(new Event('change'))
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} value
 */
function choose(form, name, value) {
  for (const choice of form.querySelectorAll(`input[name="${name}"]`)) {
    const radio = /** @type {HTMLInputElement} */ (choice)
    radio.checked = radio.value === value
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} id
 * @returns {HTMLInputElement | HTMLTextAreaElement}
 */
export function control(form, id) {
  const found = form.querySelector(`#${id}`)
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) {
    return found
  }
  throw new TypeError(`the form has no field ${id}`)
}
