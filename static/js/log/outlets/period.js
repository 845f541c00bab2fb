/** From which day to which the log is shown to somebody. Pure. */
import { isDay } from '../../card/calendar.js'
import { addDays, daysBetween } from '../calendar-days.js'

const USUAL_DAYS = 28
const MOST_DAYS = 366

/**
 * @typedef {object} Period
 * @property {string} from - YYYY-MM-DD
 * @property {string} to - YYYY-MM-DD, the last of them
 */

/**
 * @param {string} today - YYYY-MM-DD
 * @returns {Period} The four weeks up to today
 */
export function usualPeriod(today) {
  return { from: addDays(today, 1 - USUAL_DAYS), to: today }
}

/**
 * @param {Period} period - As typed
 * @param {string} today - YYYY-MM-DD
 * @returns {'' | 'badDay' | 'notYetOver' | 'backwards' | 'tooLong'}
 */
export function periodFault({ from, to }, today) {
  if (!isDay(from) || !isDay(to)) return 'badDay'
  if (to > today) return 'notYetOver'
  if (from > to) return 'backwards'
  return countOf({ from, to }) > MOST_DAYS ? 'tooLong' : ''
}

/** @param {Period} period */
export function countOf({ from, to }) {
  return daysBetween(from, to) + 1
}
