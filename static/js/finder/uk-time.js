/** What clocks in the United Kingdom show, whatever zone the phone is set to. */

const DAY_MS = 86_400_000
/** @type {Intl.DateTimeFormat | undefined} */
let clock

/**
 * A moment on the wall. Days are counted from 1 January 1970, so that they can be added.
 *
 * @typedef {object} Wall
 * @property {number} day
 * @property {number} minutes - After midnight
 */

/**
 * @param {Date} moment
 * @returns {Wall}
 */
export function ukTime(moment) {
  clock ??= new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
    ...{ hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }
  })
  /** @type {Record<string, number>} */
  const part = {}
  for (const { type, value } of clock.formatToParts(moment)) part[type] = Number(value)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0 } = part
  return { day: Date.UTC(year, month - 1, day) / DAY_MS, minutes: hour * 60 + minute }
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
