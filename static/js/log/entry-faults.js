/** What has to be put right in an entry before it is kept. Pure. */
import { isClockTime, isDay } from '../card/calendar.js'
import { momentOfDose } from '../card/last-dose.js'
import { dayOf } from './calendar-days.js'

const CLOCK_SLACK_MS = 5 * 60_000

/**
 * @param {{ on: string, time: string }} typed - As the fields give it: '' where nothing
 *   could be read
 * @param {{ on: boolean, time: boolean }} unreadable - Something was typed all the same
 * @param {Date} now
 * @returns {'badDay' | 'badTime' | null}
 */
export function faultOfEntry({ on, time }, unreadable, now) {
  if (unreadable.on || !isDay(on) || on > dayOf(now)) return 'badDay'
  if (unreadable.time || (time && !isClockTime(time))) return 'badTime'
  const at = time ? Date.parse(momentOfDose(on, time)) : 0
  return at > now.getTime() + CLOCK_SLACK_MS ? 'badTime' : null
}
