/** What of the log stands in a calendar: its times of the week, and its days to come. Pure. */
import { DAYS } from '../../shared/ics.js'
import { addDays, weekdayOf } from '../calendar-days.js'

/** @import { LogBook, LogDate, PlannedTime } from '../types.js' */

/**
 * @typedef {object} Event
 * @property {string} key - Which thing of the log it is: the same in every file
 * @property {string} uid - Known already, or ''
 * @property {string} on - YYYY-MM-DD: its first day
 * @property {string} time - HH:MM, or '' for the whole day
 * @property {number[]} days - Of the week, where it comes again; else empty
 * @property {string} place
 * @property {string} note - Strength and notes, where they were asked for
 *
 * @typedef {object} Asked - What may stand in it besides title and time
 * @property {boolean} withStrength
 * @property {boolean} withPlace
 * @property {boolean} withNote
 */

const WEEK = 7

/**
 * @param {LogBook} log
 * @param {Asked} asked
 * @param {object} at
 * @param {string} at.today - YYYY-MM-DD: nothing before it
 * @param {string} at.clock - HH:MM: what comes again begins after it
 * @param {string} at.nextOn - The day the next injection is due, or ''
 * @returns {Event[]} What comes again first, then day by day
 */
export function eventsOf({ plan, dates }, asked, { today, clock, nextOn }) {
  const from = plan.since > today ? plan.since : today
  const coming = dates.filter(({ on, isDone }) => !isDone && on >= today)
  const isThere = coming.some(({ kind, on }) => kind === 'injection' && on === nextOn)
  const next =
    nextOn >= today && !isThere ? [{ ...ALL_DAY, key: 'next', on: nextOn }] : []
  const now = `${today} ${clock}`
  return [
    ...(plan.form === 'tablet' ? weekly(plan.times, asked, from, now) : []),
    ...[...coming.map((date) => single(date, asked)), ...next].sort(inOrder)
  ]
}

const ALL_DAY = { uid: '', time: '', days: [], place: '', note: '' }

/**
 * One for each time, whatever the strength, unless that is asked for.
 *
 * @param {readonly PlannedTime[]} times
 * @param {Asked} asked
 * @param {string} from - YYYY-MM-DD
 * @param {string} now - "YYYY-MM-DD HH:MM"
 * @returns {Event[]}
 */
function weekly(times, { withStrength }, from, now) {
  /** @type {Map<string, Event>} */
  const events = new Map()
  for (const { day, time, strength } of times) {
    const note = withStrength ? strength : ''
    const key = `plan ${time} ${note}`.trim()
    const event = events.get(key) ?? { ...ALL_DAY, key, on: from, time, note }
    const days = [...new Set([...event.days, day])].sort((one, other) => one - other)
    events.set(key, { ...event, days, on: firstOf(days, time, from, now) })
  }
  return [...events.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
}

/**
 * Some calendars tell at once, and for good, of what was over when they were given it.
 *
 * @param {readonly number[]} days - Of the week; at least one
 * @param {string} time - HH:MM
 * @param {string} from - YYYY-MM-DD
 * @param {string} now - "YYYY-MM-DD HH:MM"
 * @returns {string} The first of them from that day on that is to come
 */
function firstOf(days, time, from, now) {
  let day = from
  while (!days.includes(weekdayOf(day)) || `${day} ${time}` <= now) {
    day = addDays(day, 1)
  }
  return day
}

/**
 * @param {LogDate} date
 * @param {Asked} asked
 * @returns {Event}
 */
function single({ id, on, time, where, note }, { withPlace, withNote }) {
  return {
    ...{ key: `date ${id}`, uid: id, on, time, days: [] },
    place: withPlace ? where : '',
    note: withNote ? note : ''
  }
}

/**
 * @param {Event} one
 * @param {Event} other
 */
function inOrder(one, other) {
  return `${one.on} ${one.time}` < `${other.on} ${other.time}` ? -1 : 1
}

/**
 * @param {readonly number[]} days
 * @returns {string} The rule by which it comes again; '' where it does not
 */
export function ruleOf(days) {
  if (days.length === 0) return ''
  if (days.length === WEEK) return 'FREQ=DAILY'
  return `FREQ=WEEKLY;BYDAY=${days.map((day) => DAYS[day - 1]).join(',')}`
}
