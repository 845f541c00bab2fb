/** When the last dose was, in words. Pure: the caller says what time it is. */
import { isClockTime, isDay, isMoment } from './calendar.js'

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec'
]

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Two clocks of one person may disagree by so much; more is a wrong entry. */
const AHEAD_MS = 5 * MINUTE_MS
const OLDEST_DAYS = 400
const LAST_HOUR_COUNTED = 72

/**
 * @typedef {{ known: false } | {
 *   known: true, date: string, time: string, elapsed: string
 * }} LastDose - `time` is '' when only the day is known
 */

/**
 * A time that the spring change skips is read as that much later; one that the
 * autumn change repeats, as the first of the two.
 *
 * @param {string} on - Day on the wall, YYYY-MM-DD
 * @param {string} time - Time on the wall, HH:MM
 * @returns {string} That moment by this device's zone, in UTC; '' when it is none
 */
export function momentOfDose(on, time) {
  if (!isDay(on) || !isClockTime(time)) return ''
  const moment = new Date(`${on}T${time}:00`)
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString()
}

/**
 * Day and time are those of this device's zone, in English. What has gone by is
 * counted between UTC moments, so a clock change in between adds and hides nothing.
 *
 * @param {Pick<Card, 'lastDoseOn' | 'lastDoseTime' | 'lastDoseAt'>} card
 * @param {Date} now
 * @returns {LastDose} Not known when left out, not a date, more than 5 minutes ahead,
 *   or more than 400 days back
 */
export function lastDose(card, now) {
  const { lastDoseOn, lastDoseTime, lastDoseAt } = card
  if (!isDay(lastDoseOn) || Number.isNaN(now.getTime())) return { known: false }
  if (!isClockTime(lastDoseTime)) return byDay(lastDoseOn, now)
  const at = isMoment(lastDoseAt) ? lastDoseAt : momentOfDose(lastDoseOn, lastDoseTime)
  return at ? byMoment(new Date(at), now) : { known: false }
}

/**
 * @param {Date} at
 * @param {Date} now
 * @returns {LastDose}
 */
function byMoment(at, now) {
  const sinceMs = now.getTime() - at.getTime()
  if (sinceMs < -AHEAD_MS || sinceMs > OLDEST_DAYS * DAY_MS) return { known: false }
  const time = `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`
  return { known: true, date: dateWords(localDay(at)), time, elapsed: ago(sinceMs) }
}

/**
 * @param {string} on
 * @param {Date} now
 * @returns {LastDose}
 */
function byDay(on, now) {
  const today = Math.max(localDay(now), localDay(new Date(now.getTime() + AHEAD_MS)))
  const day = Date.parse(on)
  if (day > today || localDay(now) - day > OLDEST_DAYS * DAY_MS) return { known: false }
  const days = Math.max(0, (localDay(now) - day) / DAY_MS)
  const elapsed = ['today', 'yesterday'][days] ?? `${days} days ago`
  return { known: true, date: dateWords(day), time: '', elapsed }
}

/**
 * @param {number} sinceMs
 * @returns {string} Whole hours to 72, then whole days; never rounded up
 */
function ago(sinceMs) {
  const hours = Math.floor(sinceMs / HOUR_MS)
  if (hours < 1) return 'less than 1 hour ago'
  if (hours === 1) return '1 hour ago'
  if (hours <= LAST_HOUR_COUNTED) return `${hours} hours ago`
  return `${Math.floor(hours / 24)} days ago`
}

/**
 * @param {Date} moment
 * @returns {number} Its day on this device's calendar, as UTC midnight in ms
 */
function localDay(moment) {
  return Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate())
}

/**
 * @param {number} day - UTC midnight in ms
 * @returns {string} Such as 'Sat 21 Nov 2026'
 */
function dateWords(day) {
  const date = new Date(day)
  const name = DAYS[date.getUTCDay()]
  const month = MONTHS[date.getUTCMonth()]
  return `${name} ${date.getUTCDate()} ${month} ${date.getUTCFullYear()}`
}

/** @param {number} value */
const twoDigits = (value) => String(value).padStart(2, '0')

/** @import { Card } from './card-model.js' */
