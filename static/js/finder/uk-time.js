/** What clocks in the United Kingdom show, whatever zone the phone is set to. Pure. */

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000
const MARCH = 2
const OCTOBER = 9

/**
 * A moment on the wall. Days are counted from 1 January 1970, so that they can be added.
 *
 * @typedef {object} Wall
 * @property {number} day
 * @property {number} minutes - After midnight
 */

/**
 * By the rule, since the browser's table of zones takes longer to open than a search. A
 * test holds it to that table.
 *
 * @param {Date} moment
 * @returns {Wall}
 */
export function ukTime(moment) {
  const at = moment.getTime()
  const year = moment.getUTCFullYear()
  const isSummer = at >= clocksChange(year, MARCH) && at < clocksChange(year, OCTOBER)
  const wall = at + (isSummer ? HOUR_MS : 0)
  const day = Math.floor(wall / DAY_MS)
  return { day, minutes: Math.floor((wall - day * DAY_MS) / MINUTE_MS) }
}

/**
 * Summer time lasts from one in the morning, Greenwich time, of the last Sunday in March
 * until one of the last Sunday in October: the Summer Time Order 2002,
 * https://www.legislation.gov.uk/uksi/2002/262
 *
 * @param {number} year
 * @param {number} month - From 0; it has 31 days
 */
function clocksChange(year, month) {
  const last = Date.UTC(year, month, 31)
  return last - (weekday(last / DAY_MS) % 7) * DAY_MS + HOUR_MS
}

/**
 * @param {string} date - YYYY-MM-DD
 * @returns {number}
 */
export function dayNumber(date) {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS
}

/**
 * @param {number} day
 * @returns {string} YYYY-MM-DD
 */
export function dateOf(day) {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/**
 * @param {number} day
 * @returns {number} ISO: 1 Monday to 7 Sunday
 */
export function weekday(day) {
  return ((((day + 3) % 7) + 7) % 7) + 1
}

/**
 * @param {number} day
 * @param {number} months - To go back
 * @returns {number} The same day of the month then, or the month's end
 */
export function monthsBefore(day, months) {
  const then = new Date(day * DAY_MS)
  const wanted = then.getUTCDate()
  then.setUTCDate(1)
  then.setUTCMonth(then.getUTCMonth() - months + 1, 0)
  if (then.getUTCDate() > wanted) then.setUTCDate(wanted)
  return then.getTime() / DAY_MS
}
