/** Today's planned times, the last days, what comes up, and what to read after a gap. */
import { wordsIn } from '../shared/words.js'
import { addDays, dayOf } from './calendar-days.js'
import { dayText } from './day-text.js'
import { sayState, saySummary, stateOf } from './day-state.js'
import { dayView, daysFrom, summaryOf } from './days.js'
import { gapOf } from './gap.js'
import { copyOf, fill, nameButtons, partsOf } from './parts.js'
import { key, mark } from './picture.js'
import { nextDue } from './plan.js'

/** @import { DayView } from './days.js' */
/** @import { PlannedSlot } from './plan.js' */
/** @import { Entry, LogBook } from './types.js' */

const DAYS_BACK = 7
const DAYS_AHEAD = 14

/**
 * @param {HTMLElement} box
 * @param {(what: Entry['what'], slot: PlannedSlot) => void} act
 */
export function todayParts(box, act) {
  const words = wordsIn(document, '[data-log-words]')
  const said = wordsIn(document, '[data-day-words]')
  const kinds = wordsIn(document, '[data-kind-words]')
  const text = dayText(document.documentElement.lang)
  const part = partsOf(box)
  const calendar = part('week').dataset['calendar'] ?? ''
  /** @type {DayView} */
  let view

  /** @param {PlannedSlot} planned */
  function slotRow(planned) {
    const { made, slot, onAct } = copyOf(part('slot-row'))
    const isOpen = view.open.some((each) => each.slot === planned.slot)
    slot('time').textContent = planned.time
    slot('strength').textContent = planned.strength
    fill(slot('said'), isOpen ? '' : answerTo(planned))
    slot('buttons').hidden = !isOpen
    nameButtons(made, `${planned.time} ${planned.strength}`)
    for (const what of /** @type {const} */ (['taken', 'skipped'])) {
      onAct(what, () => act(what, planned))
    }
    return made
  }
  /** @param {PlannedSlot} planned */
  function answerTo({ slot }) {
    const taken = view.taken.find((each) => each.slot === slot)
    if (taken?.time) return said('takenAt').replace('{time}', taken.time)
    const isSkipped = view.skipped.some((each) => each.slot === slot)
    return said(isSkipped ? 'skippedOn' : 'takenOn')
  }

  /** @param {DayView} each @param {string} today */
  function weekDay(each, today) {
    const state = stateOf(each, today)
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = `${calendar}#${each.day}`
    const whole = document.createElement('span')
    whole.className = 'nhsuk-u-visually-hidden'
    whole.textContent = `${text.full(each.day)}, ${sayState(each, state, said)}`
    if (each.day === today) link.setAttribute('aria-current', 'date')
    const name = document.createElement('span')
    name.textContent = text.weekdayShort(each.day)
    const number = document.createElement('b')
    number.textContent = String(Number(each.day.slice(8)))
    for (const seen of [name, number]) seen.setAttribute('aria-hidden', 'true')
    link.append(whole, name, number, mark(state))
    item.append(link)
    return item
  }

  /** @param {LogBook} log @param {string} today */
  function showSoon(log, today) {
    const last = addDays(today, DAYS_AHEAD)
    const soon = log.dates.filter(
      ({ isDone, on }) => !isDone && on >= today && on <= last
    )
    part('soon').hidden = soon.length === 0
    part('soon-list').replaceChildren(
      ...soon.map(({ kind, on, time, where }) => {
        const item = document.createElement('li')
        const what = document.createElement('b')
        what.textContent = kinds(kind)
        const when = document.createElement('span')
        const near = on === today ? 'today' : on === addDays(today, 1) ? 'tomorrow' : ''
        const day = near ? `${said(near)}, ${text.near(on)}` : text.near(on)
        when.textContent = [day, time, where].filter(Boolean).join(', ')
        item.append(what, when)
        return item
      })
    )
  }

  return {
    /**
     * @param {LogBook} log
     * @param {Date} now
     */
    show: (log, now) => {
      const today = dayOf(now)
      view = dayView(log, today)
      part('slots').replaceChildren(...view.planned.map(slotRow))
      const due = nextDue(log.plan, log, today)
      fill(part('due'), due && words('dueInjection').replace('{day}', text.near(due)))
      part('planned').hidden = view.planned.length === 0 && due === ''
      const days = daysFrom(log, addDays(today, 1 - DAYS_BACK), DAYS_BACK)
      part('week').replaceChildren(...days.map((each) => weekDay(each, today)))
      const states = days.map((each) => stateOf(each, today))
      part('key').replaceChildren(...key(states, said))
      part('week-sum').textContent = saySummary(days, summaryOf(days, today), said)
      showSoon(log, today)
      const gap = gapOf(log, now)
      part('gap').hidden = gap === null
      part('gap-due').hidden = log.plan.form !== 'injection'
      // What is always on the page stands in the panel while there is one, and a sum
      // of the days helps nobody then.
      part(gap ? 'gap-claims' : 'know').append(part('claims'))
      part('know').hidden = gap !== null
      part('week-sum').hidden = gap !== null
    },
    isAnyPlanned: () => view.planned.length > 0
  }
}
