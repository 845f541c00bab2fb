/** The log's calendar file, and what has to be remembered for the next one. Pure. */
import {
  LONDON,
  LONDON_ZONE,
  calendar,
  escaped,
  plainDate,
  stamp,
  wallClock
} from '../../shared/ics.js'
import { ruleOf } from './calendar-events.js'

/** @import { Event } from './calendar-events.js' */

/** Long enough to be seen in a calendar, short enough to stand in nobody's way. */
const EVENT_MINUTES = 15
/** A day without a time is told of at nine, not at midnight. */
const ALL_DAY_NOTICE = 'PT9H'
/** Of times that come again and were taken out, this many are remembered. */
const MOST_GONE = 60

/**
 * @typedef {object} Sent - An event of an earlier file
 * @property {string} key
 * @property {string} uid
 * @property {string} start - Its line in that file
 * @property {string} lastOn - YYYY-MM-DD; '' where it comes again
 *
 * @typedef {object} Files - What earlier files held
 * @property {number} count - How many were made
 * @property {Sent[]} sent - In the last one, and those taken back since
 *
 * @typedef {object} About
 * @property {string} title - Stands on the lock screen, and where others see the calendar
 * @property {number} minutesBefore - At which the calendar is to tell of it
 * @property {Date} now
 * @property {string} today - YYYY-MM-DD
 * @property {() => string} newId
 */

/** @type {Files} */
export const NO_FILES = { count: 0, sent: [] }

/**
 * An event keeps its UID from file to file, and each file has a higher SEQUENCE, so that
 * a calendar changes what it has instead of adding to it (RFC 5545, section 3.8.7.4).
 *
 * @param {readonly Event[]} events
 * @param {Files} before
 * @param {About} about
 * @returns {{ text: string | null, files: Files }} Null where there is nothing to tell
 */
export function calendarFile(events, before, about) {
  const known = new Map(before.sent.map((each) => [each.key, each]))
  const sent = events.map((event) => ({
    key: event.key,
    uid: known.get(event.key)?.uid || event.uid || about.newId(),
    start: startOf(event),
    lastOn: event.days.length ? '' : event.on
  }))
  const isIn = new Set(sent.map(({ key }) => key))
  const gone = before.sent
    .filter(({ key, lastOn }) => !isIn.has(key) && (!lastOn || lastOn >= about.today))
    .slice(-MOST_GONE)
  const files = { count: before.count + 1, sent: [...gone, ...sent] }
  if (files.sent.length === 0) return { text: null, files: before }
  const head = (/** @type {Sent} */ { uid, start }) => [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${before.count}`,
    `DTSTAMP:${stamp(about.now)}`,
    `SUMMARY:${escaped(about.title)}`,
    start
  ]
  const lines = [
    ...LONDON_ZONE,
    ...events.flatMap((event, at) => [
      ...head(/** @type {Sent} */ (sent[at])),
      ...bodyOf(event, about)
    ]),
    // Without its rule and its notice: where a calendar knows no CANCELLED, one quiet
    // entry in the past is left of it.
    ...gone.flatMap((each) => [...head(each), 'STATUS:CANCELLED', 'END:VEVENT'])
  ]
  return { text: calendar(lines, ['METHOD:PUBLISH']), files }
}

/** @param {Event} event */
function startOf({ on, time }) {
  return `DTSTART${time ? at(on, minutesOf(time)) : `;VALUE=DATE:${plainDate(on)}`}`
}

/**
 * @param {Event} event
 * @param {About} about
 * @returns {string[]}
 */
function bodyOf({ on, time, days, place, note }, { title, minutesBefore }) {
  const end = time
    ? at(on, minutesOf(time) + EVENT_MINUTES)
    : `;VALUE=DATE:${plainDate(on, 1)}`
  const rule = ruleOf(days)
  return [
    `DTEND${end}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    ...(place ? [`LOCATION:${escaped(place)}`] : []),
    ...(note ? [`DESCRIPTION:${escaped(note)}`] : []),
    'STATUS:CONFIRMED',
    // Nobody who may see the calendar finds the person busy, or what it is about, where
    // the calendar keeps to that.
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:${time ? noticeOf(minutesBefore) : ALL_DAY_NOTICE}`,
    'END:VALARM',
    'END:VEVENT'
  ]
}

/** @param {number} minutesBefore */
function noticeOf(minutesBefore) {
  return minutesBefore ? `-PT${minutesBefore}M` : 'PT0M'
}

/**
 * @param {string} on
 * @param {number} minutes
 */
function at(on, minutes) {
  return `;TZID=${LONDON}:${wallClock(on, minutes)}`
}

/** @param {string} time - HH:MM */
function minutesOf(time) {
  const [hours, minutes] = time.split(':').map(Number)
  return Number(hours) * 60 + Number(minutes)
}
