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
export const AHEAD_MS = 5 * MINUTE_MS
const OLDEST_DAYS = 400
const LAST_HOUR_COUNTED = 72

/**
 * @typedef {{ known: false } | {
 *   known: true, date: string, time: string, zone: string, elapsed: string
 * }} LastDose - `time` and `zone` are '' when only the day is known
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
 * @param {Pick<Card, 'lastDoseOn' | 'lastDoseTime' | 'lastDoseAt'> | null} card
 * @param {Date} now
 * @param {string} [notBefore] - A UTC moment that is certainly past, such as when the
 *   card was saved; '' if none
 * @returns {LastDose} Not known with no card, when left out, not a date, more than 5 minutes ahead,
 *   more than 400 days back, or when the clock stands before `notBefore`: with a clock
 *   that was set back, what has gone by would come out too short
 */
export function lastDose(card, now, notBefore = '') {
  if (!card) return { known: false }
  const { lastDoseOn, lastDoseTime, lastDoseAt } = card
  if (!isDay(lastDoseOn) || Number.isNaN(now.getTime())) return { known: false }
  if (now.getTime() < Date.parse(notBefore) - AHEAD_MS) return { known: false }
  if (!isClockTime(lastDoseTime)) return byDay(lastDoseOn, now)
  const at = isMoment(lastDoseAt) ? lastDoseAt : momentOfDose(lastDoseOn, lastDoseTime)
  return at ? byMoment(new Date(at), now) : { known: false }
}

/**
 * What the clock cannot truthfully stand before. A server whose own clock is a little
 * ahead does no harm: its day counts from a day earlier.
 *
 * @param {string} savedAt - When the card was saved: a UTC moment, or ''
 * @param {string} [serverDay] - YYYY-MM-DD, the day a server named last
 * @returns {string} A UTC moment, or '' when nothing is known
 */
export function certainlyPast(savedAt, serverDay) {
  const named = serverDay ? new Date(Date.parse(serverDay) - DAY_MS).toISOString() : ''
  return savedAt > named ? savedAt : named
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
  const date = dateWords(localDay(at))
  return { known: true, date, time, zone: zoneAt(at), elapsed: ago(sinceMs) }
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
  return { known: true, date: dateWords(day), time: '', zone: '', elapsed }
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
 * @param {Date} at
 * @returns {string} This device's zone at that moment, such as 'GMT' or 'BST'
 */
function zoneAt(at) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: 'numeric',
    timeZoneName: 'short'
  }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
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

/**
 * A day in words, as the face says it.
 *
 * @param {Date} moment
 * @returns {string} Its day by this device's zone, such as 'Sat 21 Nov 2026'
 */
export function dayInWords(moment) {
  return dateWords(localDay(moment))
}

/**
 * @param {Extract<LastDose, { known: true }>} dose
 * @returns {string} What stays true however long it is kept: day, time and zone
 */
export function doseMoment({ date, time, zone }) {
  return [date, time, zone].filter(Boolean).join(' ')
}

/** @param {number} value */
const twoDigits = (value) => String(value).padStart(2, '0')

/** @import { Card } from './card-model.js' */
