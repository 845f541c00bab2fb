/** The plan: what the service told, put in by the person. */
import '../main.js'
import { wordsIn } from '../shared/words.js'
import { dayOf } from './calendar-days.js'
import { dayText } from './day-text.js'
import { changeLog } from './log-store.js'
import { pageLog } from './page-log.js'
import { lastInjection, nextDue, presetOf } from './plan.js'
import { planOf, rowsOf } from './plan-form.js'
import { copyOf, fill, oneAtATime, partsOf } from './parts.js'

/** @import { Row, Typed } from './plan-form.js' */
/** @import { LogBook } from './types.js' */

const USUAL_DAYS = 28

const form = document.querySelector('[data-module="log-plan"]')
if (form instanceof HTMLFormElement) start(form)

/** @param {HTMLFormElement} form */
function start(form) {
  const words = wordsIn(document, '[data-plan-words]')
  const troubles = wordsIn(document, '[data-trouble-words]')
  const text = dayText(document.documentElement.lang)
  const part = partsOf(form)
  const field = (/** @type {string} */ id) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`#${id}`))
  const chosen = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement | null} */ (
      form.querySelector(`[name="${name}"]:checked`)
    )?.value
  /** @type {LogBook} */
  let log
  let isTouched = false

  const { read, change } = pageLog((book) => {
    log = book
    // What is being typed stays, whatever another window keeps.
    if (!isTouched) put(book)
    form.hidden = false
  })

  /** @param {LogBook} book */
  function put({ plan, ...rest }) {
    const pattern = presetOf(plan)
    const isBlank = plan.form === '' && plan.since === ''
    for (const each of /** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll('[name="plan-form"]')
    )) {
      each.checked = !isBlank && each.value === plan.form
    }
    for (const each of /** @type {NodeListOf<HTMLInputElement>} */ (
      form.querySelectorAll('[name="plan-days"]')
    )) {
      each.checked = each.value === pattern
    }
    const [first] = plan.times
    field('daily-time').value = field('three-time').value = first?.time ?? ''
    field('daily-strength').value = first?.strength ?? ''
    part('rows').replaceChildren()
    for (const row of pattern === 'own' ? rowsOf(plan.times) : []) addRow(row)
    if (part('rows').childElementCount === 0) addRow()
    field('plan-every').value = String(plan.everyDays || USUAL_DAYS)
    field('plan-next').value = plan.form === 'injection' ? plan.since : ''
    const book = { plan, ...rest }
    const today = dayOf(new Date())
    const isCounted = plan.form === 'injection' && lastInjection(book, today) !== ''
    part('first-due').hidden = isCounted
    const due = isCounted ? text.full(nextDue(plan, book, today)) : ''
    fill(part('counted'), due && words('counted').replace('{day}', due))
    unfold()
  }

  /** @param {Row} [row] */
  function addRow(row) {
    const { made } = copyOf(part('row'))
    for (const box of daysIn(made)) {
      box.checked = row?.days.includes(Number(box.dataset['day'])) ?? false
    }
    inRow(made, 'time').value = row?.time ?? ''
    inRow(made, 'strength').value = row?.strength ?? ''
    made.querySelector('[data-remove]')?.addEventListener('click', () => {
      made.remove()
      number()
      part('more').focus()
    })
    part('rows').append(made)
    number()
    return made
  }
  function number() {
    const rows = [...part('rows').children]
    for (const [at, row] of rows.entries()) {
      const here = partsOf(row)
      here('legend').textContent = words('time').replace('{number}', String(at + 1))
      here('remove').hidden = rows.length === 1
    }
  }

  function unfold() {
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (
      form.querySelectorAll('[data-for]')
    )) {
      each.hidden = each.dataset['for'] !== chosen('plan-form')
    }
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (
      form.querySelectorAll('[data-pattern]')
    )) {
      each.hidden = each.dataset['pattern'] !== chosen('plan-days')
    }
  }
  form.addEventListener('change', unfold)
  form.addEventListener('input', () => {
    isTouched = true
    part('status').textContent = ''
  })
  part('more').addEventListener('click', () => {
    isTouched = true
    daysIn(addRow())[0].focus()
  })

  /** @returns {Typed} */
  function typed() {
    const pattern = /** @type {Typed['pattern']} */ (chosen('plan-days') ?? '')
    return {
      form: /** @type {Typed['form']} */ (chosen('plan-form') ?? null),
      pattern,
      time: field(pattern === 'daily' ? 'daily-time' : 'three-time').value,
      strength: field('daily-strength').value,
      rows: [...part('rows').children].map((row) => ({
        days: daysIn(row)
          .filter(({ checked }) => checked)
          .map((box) => Number(box.dataset['day'])),
        time: inRow(row, 'time').value,
        strength: inRow(row, 'strength').value
      })),
      everyDays: field('plan-every').value,
      next: field('plan-next').value
    }
  }

  /** @param {import('./plan-form.js').Fault | null} fault */
  function showFault(fault) {
    part('fault').textContent = fault ? words(fault.word) : ''
    if (!fault) return
    if (fault.word === 'noForm') return field('plan-tablet').focus()
    if (fault.word === 'badDays') return field('plan-every').focus()
    if (fault.word === 'badNext') return field('plan-next').focus()
    const pattern = chosen('plan-days')
    if (!pattern) return field('plan-daily').focus()
    const row = part('rows').children[fault.row]
    if (pattern === 'own' && row) {
      return (fault.word === 'noDays' ? daysIn(row)[0] : inRow(row, 'time')).focus()
    }
    field(pattern === 'daily' ? 'daily-time' : 'three-time').focus()
  }

  const keep = oneAtATime(async () => {
    const made = planOf(typed(), log.plan, dayOf(new Date()))
    showFault('fault' in made ? made.fault : null)
    if ('fault' in made) return
    const wasTouched = isTouched
    isTouched = false
    const wrong = await change(() =>
      changeLog((book) => ({ ...book, plan: made.plan }))
    )
    if (wrong) isTouched = wasTouched
    part('status').textContent = wrong ? troubles(wrong) : words('kept')
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void keep()
  })

  void read().then(() => {
    if (log) form.hidden = false
  })
}

/** @param {ParentNode} row */
const daysIn = (row) =>
  /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll('[data-day]')])

/**
 * @param {ParentNode} row
 * @param {string} name
 */
const inRow = (row, name) =>
  /** @type {HTMLInputElement} */ (row.querySelector(`[data-${name}]`))
