/** Whether a text is a real day, a time of day, or a moment. Pure. */

const DAY = /^\d{4}-\d\d-\d\d$/
const CLOCK_TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/**
 * @param {unknown} text
 * @returns {text is string} Whether it is a day that exists, as YYYY-MM-DD
 */
export function isDay(text) {
  return typeof text === 'string' && DAY.test(text) && isMoment(`${text}T00:00:00.000Z`)
}

/**
 * @param {unknown} text
 * @returns {text is string} Whether it is a time of day, from 00:00 to 23:59
 */
export function isClockTime(text) {
  return typeof text === 'string' && CLOCK_TIME.test(text)
}

/**
 * @param {unknown} text
 * @returns {text is string} Whether it is a UTC moment as toISOString() writes it
 */
export function isMoment(text) {
  if (typeof text !== 'string' || !MOMENT.test(text)) return false
  const moment = new Date(text)
  // Some engines read 30 February as 2 March, so it is compared on the way back.
  return !Number.isNaN(moment.getTime()) && moment.toISOString() === text
}
