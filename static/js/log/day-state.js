/** A day of the log in one word. Pure. */

/** @import { DayView } from './days.js' */

/**
 * `open`: planned, over, and nothing recorded; `planned`: to come, or today.
 *
 * @typedef {'taken' | 'partly' | 'skipped' | 'open' | 'planned' | 'none'} DayState
 */

/**
 * @param {DayView} view
 * @param {string} today - YYYY-MM-DD
 * @returns {DayState}
 */
export function stateOf({ day, planned, taken, skipped, open, isDue }, today) {
  const recorded = taken.length + skipped.length
  if (open.length > 0 && recorded > 0) return 'partly'
  if (recorded > 0) {
    if (taken.length === 0) return 'skipped'
    return taken.length >= planned.length ? 'taken' : 'partly'
  }
  if (open.length === 0 && !isDue) return 'none'
  return day < today ? 'open' : 'planned'
}

/**
 * What is said of it in a sentence.
 *
 * @param {DayView} view
 * @param {DayState} state
 * @param {(name: string) => string} words
 */
export function sayState({ taken }, state, words) {
  if (state === 'none') return words('nothing')
  const times = taken.map(({ time }) => time).filter(Boolean)
  if (state === 'taken' && times.length === taken.length) {
    return words('takenAt').replace('{time}', times.join(', '))
  }
  return words(state)
}

/**
 * @param {DayView[]} days
 * @param {{ plannedDays: number, takenDays: number }} summary
 * @param {(name: string) => string} words
 */
export function saySummary(days, { plannedDays, takenDays }, words) {
  if (plannedDays > 0) {
    return words('planned-of')
      .replace('{taken}', String(takenDays))
      .replace('{planned}', String(plannedDays))
  }
  const count = days.filter(({ taken }) => taken.length > 0).length
  if (count === 0) return words('no-day')
  return count === 1
    ? words('one-day')
    : words('days-of').replace('{taken}', String(count))
}
