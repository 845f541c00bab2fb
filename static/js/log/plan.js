/** What is planned for a day, by the person's own plan. Pure. */
import { addDays, weekdayOf } from './calendar-days.js'

/** @import { LogBook, Plan, PlannedTime } from './types.js' */

/**
 * @typedef {object} PlannedSlot
 * @property {string} time - HH:MM
 * @property {string} strength - As on the label, or ''
 * @property {string} slot - "YYYY-MM-DDTHH:MM", as entries and reminders name it
 */

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]

/** The usual weekly amount in three doses: SmPC of Nalorex 50 mg, 4.2. */
const THREE_A_WEEK = /** @type {const} */ ([
  [1, '100 mg'],
  [3, '100 mg'],
  [5, '150 mg']
])

/** Plans to begin from; a plan of one's own is any other list of times. */
export const presets = Object.freeze({
  /**
   * @param {string} time - HH:MM
   * @param {string} [strength]
   * @returns {PlannedTime[]}
   */
  daily: (time, strength = '') => EVERY_DAY.map((day) => ({ day, time, strength })),

  /**
   * @param {string} time - HH:MM
   * @returns {PlannedTime[]}
   */
  threeAWeek: (time) => THREE_A_WEEK.map(([day, strength]) => ({ day, time, strength }))
})

/**
 * @param {Plan} plan
 * @returns {'daily' | 'threeAWeek' | 'own' | ''} '' when no tablets are planned
 */
export function presetOf({ form, times }) {
  if (form !== 'tablet' || times.length === 0) return ''
  const { time, strength } = times[0]
  const like = (/** @type {PlannedTime[]} */ other) =>
    JSON.stringify(other) === JSON.stringify(times.map(plain))
  if (like(presets.daily(time, strength))) return 'daily'
  return like(presets.threeAWeek(time)) ? 'threeAWeek' : 'own'
}

/**
 * @param {Plan} plan
 * @param {string} day - YYYY-MM-DD
 * @returns {PlannedSlot[]} Earliest first; of tablets only, from the plan's first day on
 */
export function plannedOn({ form, times, since }, day) {
  if (form !== 'tablet' || day < since) return []
  const weekday = weekdayOf(day)
  return times
    .filter((each) => each.day === weekday)
    .map(({ time, strength }) => ({ time, strength, slot: `${day}T${time}` }))
}

/** A reminder may be set to a time a little off the planned one. */
const NEAR_MINUTES = 3 * 60

/**
 * The planned time that a reminder's slot stands for: the nearest of its day.
 *
 * @param {Plan} plan
 * @param {string} slot - "YYYY-MM-DDTHH:MM", as the reminder names it
 * @returns {string} The planned slot; the reminder's own where none is near
 */
export function plannedNear(plan, slot) {
  const [day, time] = slot.split('T')
  const apart = (/** @type {PlannedSlot} */ each) =>
    Math.abs(minutesOf(each.time) - minutesOf(time))
  const [nearest] = plannedOn(plan, day).sort((one, other) => apart(one) - apart(other))
  return nearest && apart(nearest) <= NEAR_MINUTES ? nearest.slot : slot
}

/**
 * @param {string} time - HH:MM
 * @returns {number} Minutes after midnight
 */
export function minutesOf(time) {
  const [hours, rest] = time.split(':').map(Number)
  return hours * 60 + rest
}

/**
 * The next injection: counted from the last one taken, or the plan's first day where
 * none was.
 *
 * @param {Plan} plan
 * @param {LogBook} log
 * @param {string} day - YYYY-MM-DD: entries after it are not looked at
 * @returns {string} YYYY-MM-DD, which may be over; '' for other forms
 */
export function nextDue(plan, log, day) {
  if (plan.form !== 'injection') return ''
  const last = lastInjection(log, day)
  return last ? addDays(last, plan.everyDays) : plan.since
}

/**
 * @param {LogBook} log
 * @param {string} day
 * @returns {string} YYYY-MM-DD, or ''
 */
export function lastInjection({ entries }, day) {
  const taken = entries.filter(
    ({ form, what, on }) => form === 'injection' && what === 'taken' && on <= day
  )
  return taken.at(-1)?.on ?? ''
}

/** @param {PlannedTime} planned */
const plain = ({ day, time, strength }) => ({ day, time, strength })
