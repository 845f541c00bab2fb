/** The days that were: by month, week or day; each can be put right. */
import '../main.js'
import { isDay } from '../card/calendar.js'
import { wordsIn } from '../shared/words.js'
import { addDays, dayOf } from './calendar-days.js'
import { dayText, monthsOn } from './day-text.js'
import { sayState, saySummary, stateOf } from './day-state.js'
import { dayView, monthOf, summaryOf, weekOf } from './days.js'
import { dayPart } from './day-part.js'
import { pageLog } from './page-log.js'
import { partsOf } from './parts.js'
import { bars, key, mark } from './picture.js'

/** @import { DayView } from './days.js' */
/** @import { LogBook } from './types.js' */

const box = document.querySelector('[data-module="log-month"]')
if (box instanceof HTMLElement) start(box)

/** @param {HTMLElement} box */
function start(box) {
  const words = wordsIn(document, '[data-day-words]')
  const kinds = wordsIn(document, '[data-kind-words]')
  const text = dayText(document.documentElement.lang)
  const part = partsOf(box)
  const views = /** @type {NodeListOf<HTMLElement>} */ (
    box.querySelectorAll('[data-view]')
  )
  let view = 'month'
  let day = dayOf(new Date())
  /** @type {LogBook} */
  let log

  const kept = pageLog((read) => {
    log = read
    show()
  })
  const open = dayPart(part('day'), kept, (where) => {
    day = where
    show()
  })

  function show() {
    const today = dayOf(new Date())
    const days = daysShown()
    const summary = summaryOf(days, today)
    for (const each of views) {
      each.setAttribute('aria-pressed', String(each.dataset['view'] === view))
    }
    part('title').textContent = titleOf(days)
    part('picture').hidden = view === 'day'
    const states = days.map((each) => stateOf(each, today))
    part('bars').replaceChildren(bars(states))
    part('key').replaceChildren(...(view === 'month' ? key(states, words) : []))
    const sum = saySummary(days, summary, words)
    part('bars').setAttribute('aria-label', sum)
    part('sum').textContent = sum
    part('month').hidden = view !== 'month'
    part('rows').hidden = view !== 'week'
    if (view === 'month') {
      part('weekdays').replaceChildren(...weekOf(log, day).map(weekdayCell))
      part('days').replaceChildren(...weeks(days).map(weekRow))
    }
    if (view === 'week') part('rows').replaceChildren(...days.map(dayRow))
    open.show(log, day)
  }

  function daysShown() {
    if (view === 'month') return monthOf(log, day)
    return view === 'week' ? weekOf(log, day) : [dayView(log, day)]
  }
  /** @param {DayView[]} days */
  function titleOf(days) {
    if (view === 'month') return text.month(day)
    if (view === 'day') return text.near(day)
    return `${text.short(days[0].day)} – ${text.short(days[6].day)}`
  }

  /** @param {DayView} each */
  function weekdayCell({ day }) {
    const cell = document.createElement('th')
    cell.scope = 'col'
    cell.abbr = text.weekday(day)
    cell.textContent = text.weekdayShort(day)
    return cell
  }
  /** @param {(DayView | null)[]} week */
  function weekRow(week) {
    const row = document.createElement('tr')
    row.append(
      ...week.map((each) => {
        const cell = document.createElement('td')
        if (each) cell.append(dayButton(each))
        return cell
      })
    )
    return row
  }
  /** @param {DayView} each */
  function dayButton(each) {
    const button = document.createElement('button')
    const { name, drawn } = said(each)
    button.type = 'button'
    button.className = 'month__day'
    button.dataset['on'] = each.day
    button.setAttribute('aria-label', name)
    button.setAttribute('aria-pressed', String(each.day === day))
    if (each.day === dayOf(new Date())) button.setAttribute('aria-current', 'date')
    const number = document.createElement('span')
    number.textContent = String(Number(each.day.slice(8)))
    button.append(number, drawn)
    return button
  }
  /** @param {DayView} each */
  function dayRow(each) {
    const row = document.createElement('li')
    const button = document.createElement('button')
    const { state, dates, drawn } = said(each)
    button.type = 'button'
    button.className = 'rows__day'
    button.dataset['on'] = each.day
    button.setAttribute('aria-pressed', String(each.day === day))
    if (each.day === dayOf(new Date())) button.setAttribute('aria-current', 'date')
    const when = document.createElement('b')
    when.textContent = `${text.weekday(each.day)} ${text.short(each.day)}`
    const what = document.createElement('span')
    what.textContent = [state, ...dates].join(', ')
    button.append(drawn, when, what)
    row.append(button)
    return row
  }
  /** @param {DayView} each */
  function said(each) {
    const state = stateOf(each, dayOf(new Date()))
    const dates = each.dates.map(({ kind }) => kinds(kind))
    const sentence = sayState(each, state, words)
    return {
      state: sentence,
      dates,
      drawn: mark(state),
      name: [text.full(each.day), sentence, ...dates].join(', ')
    }
  }

  /** @param {string} there */
  function go(there) {
    day = there
    show()
    part('day-title').focus()
    part('day').scrollIntoView({ block: 'nearest' })
  }
  box.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('[data-on]')
    if (button instanceof HTMLElement) go(button.dataset['on'] ?? day)
  })
  // Simple buttons, in the order of the days; the arrows are a short cut.
  part('month').addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key]
    const from = document.activeElement
    if (!by || !(from instanceof HTMLElement) || !from.dataset['on']) return
    const to = box.querySelector(`[data-on="${addDays(from.dataset['on'], by)}"]`)
    if (!(to instanceof HTMLElement)) return
    event.preventDefault()
    to.focus()
  })
  for (const each of views) {
    each.addEventListener('click', () => {
      view = each.dataset['view'] ?? view
      show()
    })
  }
  for (const each of box.querySelectorAll('[data-turn]')) {
    const by = Number(/** @type {HTMLElement} */ (each).dataset['turn'])
    each.addEventListener('click', () => {
      day =
        view === 'month'
          ? monthsOn(day, by)
          : addDays(day, view === 'week' ? by * 7 : by)
      show()
    })
  }

  const named = () => {
    const hash = window.location.hash.slice(1)
    return isDay(hash) ? hash : ''
  }
  window.addEventListener('hashchange', () => {
    if (named()) go(named())
  })

  day = named() || day
  void kept.read().then(() => {
    box.hidden = false
    if (named() && log) go(day)
  })
}

/**
 * @param {DayView[]} days - Of one month
 * @returns {(DayView | null)[][]} Monday to Sunday, with nothing before and after
 */
function weeks(days) {
  const before = (new Date(Date.parse(days[0].day)).getUTCDay() + 6) % 7
  const all = [...Array.from({ length: before }, () => null), ...days]
  const after = Array.from({ length: (7 - (all.length % 7)) % 7 }, () => null)
  const padded = [...all, ...after]
  return Array.from({ length: padded.length / 7 }, (_, week) =>
    padded.slice(week * 7, week * 7 + 7)
  )
}
