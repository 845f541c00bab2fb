/** The log's days in words, in the language of the page. Pure. */
import { dayFormat } from '../shared/day-format.js'
import { addDays } from './calendar-days.js'

/** @param {string} language - "en" or "cy" */
export function dayText(language) {
  const as = (/** @type {Intl.DateTimeFormatOptions} */ options) => {
    const inWords = dayFormat(language, options)
    // A comma after the weekday is read out as a pause; British use has none.
    return (/** @type {string} */ day) => inWords(day).replace(/,/g, '')
  }
  return {
    /** Such as "Monday 23 November 2026" */
    full: as({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    /** Such as "Monday 23 November" */
    near: as({ weekday: 'long', day: 'numeric', month: 'long' }),
    /** Such as "November 2026" */
    month: as({ month: 'long', year: 'numeric' }),
    /** Such as "23 Nov" */
    short: as({ day: 'numeric', month: 'short' }),
    /** Such as "Monday" */
    weekday: as({ weekday: 'long' }),
    /** Such as "Mon" */
    weekdayShort: as({ weekday: 'short' })
  }
}

/**
 * @param {string} day - YYYY-MM-DD
 * @param {number} by - Months on, or back
 * @returns {string} The same day of that month, or its last
 */
export function monthsOn(day, by) {
  const first = new Date(Date.parse(`${day.slice(0, 7)}-01`))
  first.setUTCMonth(first.getUTCMonth() + by)
  const month = first.toISOString().slice(0, 7)
  const same = `${month}-${day.slice(8)}`
  const next = addDays(`${month}-01`, 31).slice(0, 7)
  const last = addDays(`${next}-01`, -1)
  return same > last ? last : same
}
