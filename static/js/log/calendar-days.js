/** Days as texts, YYYY-MM-DD: added to, counted between, named. Pure. */

const DAY_MS = 86_400_000

/**
 * @param {string} day
 * @param {number} count - May be negative
 * @returns {string}
 */
export function addDays(day, count) {
  return new Date(Date.parse(day) + count * DAY_MS).toISOString().slice(0, 10)
}

/**
 * @param {string} from
 * @param {string} to
 * @returns {number} Negative when `to` is the earlier
 */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/**
 * @param {string} day
 * @returns {number} Monday 1 to Sunday 7
 */
export function weekdayOf(day) {
  return new Date(Date.parse(day)).getUTCDay() || 7
}

/**
 * @param {Date} moment
 * @returns {string} Its day on this device's calendar
 */
export function dayOf(moment) {
  const parts = [moment.getMonth() + 1, moment.getDate()].map(twoDigits)
  return [String(moment.getFullYear()).padStart(4, '0'), ...parts].join('-')
}

/**
 * @param {Date} moment
 * @returns {string} HH:MM on this device's clock
 */
export function timeOf(moment) {
  return [moment.getHours(), moment.getMinutes()].map(twoDigits).join(':')
}

/** @param {number} value */
const twoDigits = (value) => String(value).padStart(2, '0')
