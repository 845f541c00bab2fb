/** An event of the calendar file as people read it, in the language of the page. */

/** @import { Event } from './calendar-events.js' */

const WEEK = 7

/**
 * @param {string} language - "en" or "cy"
 * @param {(name: string) => string} words - Has 'everyDay', 'at' and 'and'
 * @returns {(event: Event) => string}
 */
export function eventWords(language, words) {
  const locale = language === 'cy' ? 'cy' : 'en-GB'
  const shown = (/** @type {Intl.DateTimeFormatOptions} */ parts) =>
    new Intl.DateTimeFormat(locale, { ...parts, timeZone: 'UTC' })
  const day = shown({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const weekday = shown({ weekday: 'long' })
  const list = new Intl.ListFormat(locale)

  return ({ on, time, days }) => {
    const when =
      days.length === WEEK
        ? words('everyDay')
        : days.length
          ? list.format(days.map((each) => weekday.format(aDay(each))))
          : day.format(new Date(`${on}T00:00:00Z`))
    return time ? words('at').replace('{day}', when).replace('{time}', time) : when
  }
}

/** @param {number} weekday - Monday 1 to Sunday 7: 1 January 2024 was a Monday */
const aDay = (weekday) => new Date(Date.UTC(2024, 0, weekday))
