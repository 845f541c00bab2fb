/** The log by days: what was planned, and what was recorded for it. Pure. */
import { addDays, weekdayOf } from './calendar-days.js'
import { minutesOf, nextDue, plannedOn } from './plan.js'

/** @import { Entry, LogBook, LogDate } from './types.js' */
/** @import { PlannedSlot } from './plan.js' */

const DAY_MINUTES = 24 * 60
/** Longer after an evening's planned time, a dose is the next day's. */
const PAST_MIDNIGHT = 6 * 60

/**
 * @typedef {object} DayView
 * @property {string} day - YYYY-MM-DD
 * @property {PlannedSlot[]} planned
 * @property {Entry[]} taken
 * @property {Entry[]} skipped
 * @property {PlannedSlot[]} open - Planned, and nothing recorded for it
 * @property {LogDate[]} dates
 * @property {boolean} isDue - Whether an injection is due on this day, or was before it
 *   was taken
 */

/**
 * @typedef {object} Summary
 * @property {number} plannedDays
 * @property {number} takenDays - Of those, on which all that was planned was taken
 */

/**
 * @param {LogBook} log
 * @param {string} day - YYYY-MM-DD
 * @returns {DayView}
 */
export function dayView(log, day) {
  return viewOf(log, day, byDay(log))
}

/**
 * @param {LogBook} log
 * @param {string} day - Any day of the week
 * @returns {DayView[]} Monday to Sunday
 */
export function weekOf(log, day) {
  const monday = addDays(day, 1 - weekdayOf(day))
  return daysFrom(log, monday, 7)
}

/**
 * @param {LogBook} log
 * @param {string} day - Any day of the month, or YYYY-MM
 * @returns {DayView[]} All of its days
 */
export function monthOf(log, day) {
  const first = `${day.slice(0, 7)}-01`
  const next = addDays(first, 31).slice(0, 7)
  return daysFrom(log, first, 31).filter(({ day }) => day.slice(0, 7) < next)
}

/**
 * @param {LogBook} log
 * @param {string} from - YYYY-MM-DD
 * @param {number} count
 * @returns {DayView[]}
 */
export function daysFrom(log, from, count) {
  const entries = byDay(log)
  return Array.from({ length: count }, (_, at) =>
    viewOf(log, addDays(from, at), entries)
  )
}

/**
 * "Taken on 12 of 14 planned days". Today counts once nothing of it is open.
 *
 * @param {LogBook} log
 * @param {string} today - YYYY-MM-DD
 * @param {number} count - Of days up to and with today
 * @returns {Summary}
 */
export function summary(log, today, count) {
  return summaryOf(daysFrom(log, addDays(today, 1 - count), count), today)
}

/**
 * @param {DayView[]} days
 * @param {string} today - YYYY-MM-DD: what comes after is left out
 * @returns {Summary}
 */
export function summaryOf(days, today) {
  const counted = days.filter(
    ({ day, planned, open }) =>
      planned.length > 0 && (day < today || (day === today && open.length === 0))
  )
  return {
    plannedDays: counted.length,
    takenDays: counted.filter(isAllTaken).length
  }
}

/** @param {DayView} view */
function isAllTaken({ planned, taken, open }) {
  return open.length === 0 && taken.length >= planned.length
}

/**
 * The planned time that a dose of this moment answers: the nearest one, if it is still
 * open. A second dose in the morning does not answer the evening.
 *
 * @param {LogBook} log
 * @param {{ on: string, time: string }} dose
 * @returns {string} '' when it answers none; past midnight it may be the evening before
 */
export function slotFor(log, { on, time }) {
  const today = dayView(log, on)
  const before = dayView(log, addDays(on, -1))
  const evening = before.planned.filter(
    (each) =>
      time && minutesOf(time) + DAY_MINUTES - minutesOf(each.time) <= PAST_MIDNIGHT
  )
  const wait = (/** @type {PlannedSlot} */ { slot, time: planned }) =>
    slot.slice(0, 10) === on
      ? apart(planned, time)
      : minutesOf(time) + DAY_MINUTES - minutesOf(planned)
  const open = [...today.open, ...before.open].map(({ slot }) => slot)
  const candidates = [...evening, ...today.planned].sort(
    (one, other) => wait(one) - wait(other)
  )
  if (!time) return today.open[0]?.slot ?? ''
  return candidates[0] && open.includes(candidates[0].slot) ? candidates[0].slot : ''
}

/**
 * The day an entry is counted to: a dose taken past midnight answers the evening before.
 *
 * @param {Entry} entry
 * @returns {string}
 */
export function countedOn({ slot, on }) {
  return slot ? slot.slice(0, 10) : on
}

/**
 * @param {LogBook} log
 * @returns {Map<string, Entry[]>}
 */
function byDay({ entries }) {
  /** @type {Map<string, Entry[]>} */
  const days = new Map()
  for (const entry of entries) {
    const day = countedOn(entry)
    const others = days.get(day)
    if (others) others.push(entry)
    else days.set(day, [entry])
  }
  return days
}

/**
 * @param {LogBook} log
 * @param {string} day
 * @param {Map<string, Entry[]>} entries
 * @returns {DayView}
 */
function viewOf(log, day, entries) {
  const recorded = entries.get(day) ?? []
  const planned = plannedOn(log.plan, day)
  return {
    day,
    planned,
    taken: recorded.filter(({ what }) => what === 'taken'),
    skipped: recorded.filter(({ what }) => what === 'skipped'),
    open: openOf(planned, recorded),
    dates: log.dates.filter(({ on }) => on === day),
    isDue: nextDue(log.plan, log, addDays(day, -1)) === day
  }
}

/**
 * An entry that names no planned time answers the nearest one left.
 *
 * @param {PlannedSlot[]} planned
 * @param {Entry[]} recorded
 * @returns {PlannedSlot[]}
 */
function openOf(planned, recorded) {
  const named = new Set(recorded.map(({ slot }) => slot))
  const open = planned.filter(({ slot }) => !named.has(slot))
  const slots = new Set(planned.map(({ slot }) => slot))
  for (const { slot, time, form } of recorded) {
    if (open.length === 0) break
    if (form !== 'tablet' || slots.has(slot)) continue
    const least = Math.min(...open.map((each) => apart(each.time, time)))
    open.splice(
      open.findIndex((each) => apart(each.time, time) === least),
      1
    )
  }
  return open
}

/**
 * @param {string} one - HH:MM
 * @param {string} other - HH:MM, or '' which is as near to all
 * @returns {number} Minutes
 */
function apart(one, other) {
  return other ? Math.abs(minutesOf(one) - minutesOf(other)) : 0
}
