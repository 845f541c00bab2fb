/** Show what is wrong with the form: a summary on top, and a line at each field. */
import { control } from './card-fields.js'

/**
 * What only the fields themselves can tell.
 *
 * @param {HTMLFormElement} element
 */
export function typedIn(element) {
  const unreadable = ['bornOn', 'lastDoseOn', 'lastDoseTime'].filter(
    (id) => control(element, id).validity.badInput
  )
  const fields = [...element.querySelectorAll('input[type="tel"]')]
  const phones = Object.fromEntries(
    fields.map((field) => [field.id, /** @type {HTMLInputElement} */ (field).value])
  )
  return { unreadable, phones }
}

/**
 * @param {HTMLFormElement} element
 * @param {import('./card-faults.js').Fault[]} faults
 * @param {(name: string) => string} words
 */
export function showFaults(element, faults, words) {
  const summary = document.querySelector('[data-errors]')
  if (!(summary instanceof HTMLElement)) return
  for (const field of element.querySelectorAll('[aria-invalid]')) clearFault(field)
  for (const fault of faults)
    markFault(control(element, fault.field), words(fault.word))
  summary.querySelector('ul')?.replaceChildren(
    ...faults.map((fault) => {
      const item = document.createElement('li')
      const link = document.createElement('a')
      link.href = `#${fault.field}`
      // Without the address, which would say what the field is for.
      link.addEventListener('click', (event) => {
        event.preventDefault()
        control(element, fault.field).focus()
      })
      const label = control(element, fault.field).labels?.[0]?.textContent?.trim()
      link.textContent = `${label}: ${words(fault.word)}`
      item.append(link)
      return item
    })
  )
  summary.hidden = faults.length === 0
  if (faults.length) summary.focus()
}

/**
 * @param {HTMLElement} field
 * @param {string} text
 */
function markFault(field, text) {
  const message = document.createElement('span')
  message.className = 'nhsuk-error-message'
  message.id = `${field.id}-error`
  message.textContent = text
  field.before(message)
  field.setAttribute('aria-invalid', 'true')
  field.setAttribute(
    'aria-describedby',
    [field.getAttribute('aria-describedby'), message.id].filter(Boolean).join(' ')
  )
}

/** @param {Element} field */
function clearFault(field) {
  const id = `${field.id}-error`
  document.getElementById(id)?.remove()
  field.removeAttribute('aria-invalid')
  const left = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((each) => each && each !== id)
  if (left.length) field.setAttribute('aria-describedby', left.join(' '))
  else field.removeAttribute('aria-describedby')
}
