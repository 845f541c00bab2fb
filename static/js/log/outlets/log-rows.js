/** The log of some days, line by line, as it is given to somebody. Pure. */
import { daysFrom, summaryOf } from '../days.js'
import { byTime } from '../log-model.js'
import { countOf } from './period.js'

/** @import { DayView } from '../days.js' */
/** @import { Entry, LogBook, LogDate, LogForm } from '../types.js' */
/** @import { Period } from './period.js' */

/**
 * `nothing`: planned, and nothing recorded; `notYet`: the same, and the day is not over;
 * `due`: an injection by the plan, and none recorded.
 *
 * @typedef {Entry['what'] | 'nothing' | 'notYet' | 'due' | LogDate['kind']} What
 *
 * @typedef {object} Row
 * @property {string} day - YYYY-MM-DD: the one it is counted to
 * @property {string} on - The one it was done on, where that is the next
 * @property {string} planned - HH:MM, or ''
 * @property {What} what
 * @property {boolean} isDate - An appointment or the like
 * @property {string} time - HH:MM, or '' where it is not known
 * @property {LogForm | ''} form
 * @property {string} strength
 * @property {string} seenBy
 * @property {string} where
 * @property {string} note
 *
 * @typedef {object} Sums - Of the planned days up to today
 * @property {number} plannedDays
 * @property {number} takenDays - All that was planned was taken
 * @property {number} skippedDays - Something was skipped, and nothing is open
 * @property {number} partDays - Something was recorded, and something is open
 * @property {number} nothingDays
 */

/** @type {Omit<Row, 'day' | 'what'>} */
const BLANK = {
  ...{
    on: '',
    planned: '',
    isDate: false,
    time: '',
    form: '',
    strength: '',
    seenBy: ''
  },
  ...{ where: '', note: '' }
}

/**
 * @param {LogBook} log
 * @param {Period} period
 * @param {string} today - YYYY-MM-DD
 * @param {boolean} withDates
 * @returns {Row[]} Oldest first. A day on which nothing was planned or recorded has none
 */
export function rowsOf(log, period, today, withDates) {
  return daysFrom(log, period.from, countOf(period)).flatMap((view) => [
    ...planRows(view, today),
    ...(withDates ? view.dates.map(dateRow) : [])
  ])
}

/**
 * @param {DayView} view
 * @param {string} today
 * @returns {Row[]}
 */
function planRows({ day, planned, taken, skipped, open, isDue }, today) {
  const none = day < today ? 'nothing' : 'notYet'
  const times = new Set(planned.map(({ time }) => time))
  const recorded = [...taken, ...skipped].sort(byTime).map((entry) => ({
    ...BLANK,
    ...{ day, planned: plannedFor(entry, times), what: entry.what, time: entry.time },
    on: entry.on === day ? '' : entry.on,
    ...{ form: entry.form, strength: entry.strength, seenBy: entry.supervisedBy },
    note: entry.note
  }))
  /** @type {Row[]} */
  const left = open.map(({ time }) => ({ ...BLANK, day, planned: time, what: none }))
  /** @type {Row[]} */
  const due =
    isDue && !recorded.some(({ form }) => form === 'injection')
      ? [{ ...BLANK, day, what: 'due', form: 'injection' }]
      : []
  return [...recorded, ...left, ...due].sort((one, other) => inOrder(one, other))
}

/**
 * @param {Entry} entry
 * @param {Set<string>} times - Planned that day
 */
function plannedFor({ slot, form }, times) {
  if (slot) return slot.slice(11)
  const [only] = times
  return form === 'tablet' && times.size === 1 ? String(only) : ''
}

/**
 * @param {Row} one
 * @param {Row} other
 */
function inOrder(one, other) {
  const [first, second] = [one.planned || one.time, other.planned || other.time]
  return first < second ? -1 : Number(first > second)
}

/**
 * @param {LogDate} date
 * @returns {Row}
 */
function dateRow({ on, kind, time, where, note }) {
  return { ...BLANK, day: on, what: kind, isDate: true, time, where, note }
}

/**
 * @param {LogBook} log
 * @param {Period} period
 * @param {string} today - YYYY-MM-DD
 * @returns {{ days: DayView[], sums: Sums }}
 */
export function sumsOf(log, period, today) {
  const days = daysFrom(log, period.from, countOf(period))
  const { plannedDays, takenDays } = summaryOf(days, today)
  const counted = days.filter(({ planned, open, day }) => {
    return planned.length > 0 && (day < today || open.length === 0)
  })
  const count = (/** @type {(view: DayView) => boolean} */ test) =>
    counted.filter(test).length
  const isBlank = (/** @type {DayView} */ { taken, skipped }) =>
    taken.length + skipped.length === 0
  const nothingDays = count(isBlank)
  const partDays = count((view) => view.open.length > 0 && !isBlank(view))
  const skippedDays = plannedDays - takenDays - nothingDays - partDays
  return {
    days,
    sums: { plannedDays, takenDays, skippedDays, partDays, nothingDays }
  }
}
