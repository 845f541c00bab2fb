/** The form of one entry, on the pages that have it. */
import { wordsIn } from '../shared/words.js'
import { faultOfEntry } from './entry-faults.js'

/** @import { Entry } from './types.js' */

/**
 * @typedef {Pick<Entry, 'what' | 'on' | 'time' | 'strength' | 'supervisedBy' | 'note'>} Typed
 */

/**
 * @param {HTMLFormElement} form
 * @param {object} wiring
 * @param {(typed: Typed, id: string) => Promise<boolean>} wiring.keep - Id '' for a new
 *   one; gives whether it is kept, and says why where it is not
 * @param {() => void} wiring.closed - The focus has to go somewhere
 */
export function entryForm(form, { keep, closed }) {
  const words = wordsIn(form.ownerDocument, '[data-entry-words]')
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`#entry-${name}`))
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (form.querySelector(`[data-${name}]`))
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (
    form.querySelectorAll('[name="entry-what"]')
  )
  let id = ''
  let isBusy = false

  /** @param {'' | 'badDay' | 'badTime'} fault */
  const showFault = (fault) => {
    part('fault').textContent = fault ? words(fault) : ''
    for (const name of ['on', 'time']) {
      const isWrong = fault === (name === 'on' ? 'badDay' : 'badTime')
      if (isWrong) field(name).setAttribute('aria-invalid', 'true')
      else field(name).removeAttribute('aria-invalid')
    }
  }
  const close = () => {
    form.hidden = true
    closed()
  }

  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isBusy) return
    const typed = /** @type {Typed} */ ({
      what: [...boxes].find(({ checked }) => checked)?.value ?? 'taken',
      on: field('on').value,
      time: field('time').value,
      strength: field('strength').value,
      supervisedBy: field('supervised').value,
      note: field('note').value
    })
    const unreadable = {
      on: field('on').validity.badInput,
      time: field('time').validity.badInput
    }
    const fault = faultOfEntry(typed, unreadable, new Date())
    showFault(fault ?? '')
    if (fault) return field(fault === 'badDay' ? 'on' : 'time').focus()
    isBusy = true
    const isKept = await keep(typed, id).finally(() => {
      isBusy = false
    })
    if (isKept) close()
  })
  form.querySelector('[data-cancel]')?.addEventListener('click', close)

  return {
    /**
     * @param {Typed} entry - What stands in the fields to begin with
     * @param {string} [of] - Id of the entry it changes; '' for a new one
     */
    open: (entry, of = '') => {
      id = of
      for (const box of boxes) box.checked = box.value === entry.what
      field('on').value = entry.on
      field('time').value = entry.time
      field('strength').value = entry.strength
      field('supervised').value = entry.supervisedBy
      field('note').value = entry.note
      showFault('')
      part('heading').textContent = words(of ? 'change' : 'add')
      form.hidden = false
      part('heading').focus()
      form.scrollIntoView({ block: 'nearest' })
    },
    shut: () => {
      form.hidden = true
    },
    isOpen: () => !form.hidden
  }
}
