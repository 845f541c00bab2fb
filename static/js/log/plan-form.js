/** What is typed into the form of the plan, made into one. Pure. */
import { isClockTime, isDay } from '../card/calendar.js'
import { presets } from './plan.js'

/** @import { LogForm, Plan, PlannedTime } from './types.js' */

const MOST_TIMES = 28
const FEWEST_DAYS = 7
const MOST_DAYS = 366

/**
 * @typedef {object} Row - Of a plan of one's own
 * @property {number[]} days - Monday 1 to Sunday 7
 * @property {string} time
 * @property {string} strength
 */

/**
 * @typedef {object} Typed
 * @property {LogForm | '' | null} form - Null where nothing was chosen
 * @property {'daily' | 'threeAWeek' | 'own' | ''} pattern
 * @property {string} time
 * @property {string} strength
 * @property {Row[]} rows
 * @property {string} everyDays
 * @property {string} next - Of injections: YYYY-MM-DD or ''
 */

/**
 * @typedef {object} Fault
 * @property {'noForm' | 'noDays' | 'noTime' | 'badDays' | 'badNext' | 'tooMany'} word
 * @property {number} row - Of a plan of one's own, from 0; else 0
 */

/**
 * @param {Typed} typed
 * @param {Plan} before
 * @param {string} today - YYYY-MM-DD
 * @returns {{ plan: Plan } | { fault: Fault }}
 */
export function planOf(typed, before, today) {
  if (typed.form === null) return { fault: { word: 'noForm', row: 0 } }
  if (typed.form === 'injection') return ofInjections(typed)
  if (typed.form !== 'tablet') {
    return { plan: { form: typed.form, times: [], everyDays: 0, since: '' } }
  }
  const times = timesOf(typed)
  if ('fault' in times) return times
  // What is planned counts from the day it was put in; a plan that stays keeps its days.
  const isSame = JSON.stringify(times.times) === JSON.stringify(before.times)
  const since = isSame && before.form === 'tablet' ? before.since : today
  return { plan: { form: 'tablet', times: times.times, everyDays: 0, since } }
}

/**
 * @param {Typed} typed
 * @returns {{ plan: Plan } | { fault: Fault }}
 */
function ofInjections({ everyDays, next }) {
  const days = Number(everyDays)
  const isGood = /^\d+$/.test(everyDays.trim())
  if (!isGood || days < FEWEST_DAYS || days > MOST_DAYS) {
    return { fault: { word: 'badDays', row: 0 } }
  }
  if (next && !isDay(next)) return { fault: { word: 'badNext', row: 0 } }
  return { plan: { form: 'injection', times: [], everyDays: days, since: next } }
}

/**
 * @param {Typed} typed
 * @returns {{ times: PlannedTime[] } | { fault: Fault }}
 */
function timesOf({ pattern, time, strength, rows }) {
  if (pattern === '') return { fault: { word: 'noDays', row: 0 } }
  if (pattern === 'own') return ownTimes(rows)
  if (!isClockTime(time)) return { fault: { word: 'noTime', row: 0 } }
  const tidy = strength.trim()
  return {
    times: pattern === 'daily' ? presets.daily(time, tidy) : presets.threeAWeek(time)
  }
}

/**
 * @param {Row[]} rows
 * @returns {{ times: PlannedTime[] } | { fault: Fault }}
 */
function ownTimes(rows) {
  for (const [row, { days, time }] of rows.entries()) {
    if (days.length === 0) return { fault: { word: 'noDays', row } }
    if (!isClockTime(time)) return { fault: { word: 'noTime', row } }
  }
  if (rows.length === 0) return { fault: { word: 'noDays', row: 0 } }
  const times = rows
    .flatMap(({ days, time, strength }) =>
      days.map((day) => ({ day, time, strength: strength.trim() }))
    )
    .sort((one, other) => one.day - other.day || (one.time < other.time ? -1 : 1))
  return times.length > MOST_TIMES
    ? { fault: { word: 'tooMany', row: rows.length - 1 } }
    : { times }
}

/**
 * The rows that a plan would be typed in as: times of the same hour and strength
 * together.
 *
 * @param {PlannedTime[]} times
 * @returns {Row[]}
 */
export function rowsOf(times) {
  /** @type {Map<string, Row>} */
  const rows = new Map()
  for (const { day, time, strength } of times) {
    const key = `${time} ${strength}`
    const row = rows.get(key) ?? { days: [], time, strength }
    row.days.push(day)
    rows.set(key, row)
  }
  return [...rows.values()]
}
