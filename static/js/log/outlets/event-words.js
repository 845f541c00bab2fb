/** An event of the calendar file as people read it, in the language of the page. Pure. */
import { dayText } from '../day-text.js'

/** @import { Event } from './calendar-events.js' */

const WEEK = 7

/**
 * @param {string} language - "en" or "cy"
 * @param {(name: string) => string} words - Has 'everyDay', 'each' and 'at'
 * @returns {(event: Event) => string} "Every Monday and Friday at 08:00"
 */
export function eventWords(language, words) {
  const text = dayText(language)
  const list = new Intl.ListFormat(language === 'cy' ? 'cy' : 'en-GB')

  return ({ on, time, days }) => {
    const names = days.map((day) => text.weekday(`2024-01-0${day}`)) // 1 was a Monday
    const each = words('each').replace('{days}', list.format(names))
    const coming = days.length === WEEK ? words('everyDay') : each
    const when = days.length ? coming : text.full(on)
    return time ? words('at').replace('{day}', when).replace('{time}', time) : when
  }
}
