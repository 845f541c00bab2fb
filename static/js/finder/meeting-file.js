/** A meeting as a file for the phone's calendar, with a title that tells nothing. Pure. */
import { DAYS, calendar, escaped, stamp, wallClock } from '../shared/ics.js'
import { dayOf } from './day-words.js'
import { isItsDay } from './opening.js'
import { dateOf, dayNumber } from './uk-time.js'

/** @import { Hours, Listing } from './types.js' */

/** A fifth Tuesday, or one week in eight, comes within a year. */
const LOOK_AHEAD_DAYS = 400

/**
 * Times are the wall clock of wherever the phone is: RFC 5545, section 3.3.5, form 1.
 *
 * @param {Listing} listing - Its name is left out; only its address stands in the file
 * @param {object} about
 * @param {string} about.title - Neutral: it stands on the lock screen
 * @param {Date} about.now
 * @param {() => string} about.newId
 * @returns {string | null} Null where no day to come is known, or it is closed for now
 */
export function meetingFile(listing, { title, now, newId }) {
  if (listing.status === 'paused' || listing.meeting?.isClosedForNow) return null
  const today = dayNumber(dayOf(now))
  const place = listing.isWithheld
    ? ''
    : [...listing.lines, listing.town, listing.postcode].filter(Boolean).join(', ')
  const events = listing.hours.flatMap((hours) => {
    const first = firstDay(hours, today)
    if (first === null) return []
    return [
      'BEGIN:VEVENT',
      `UID:${newId()}`,
      `DTSTAMP:${stamp(now)}`,
      `SUMMARY:${escaped(title)}`,
      `DTSTART:${wallClock(first, hours.opens)}`,
      `DTEND:${wallClock(first, Math.max(hours.closes, hours.opens + 1))}`,
      `RRULE:${rule(hours)}`,
      ...(place ? [`LOCATION:${escaped(place)}`] : []),
      'END:VEVENT'
    ]
  })
  return events.length > 0 ? calendar(events) : null
}

/**
 * @param {Hours} hours
 * @param {number} today
 * @returns {string | null} YYYY-MM-DD: the first from today on of which it is known
 */
function firstDay(hours, today) {
  for (let day = today; day < today + LOOK_AHEAD_DAYS; day += 1) {
    if (isItsDay(hours, day)) return dateOf(day)
  }
  return null
}

/** @param {Hours} hours */
function rule({ weekday, weeks, everyWeeks, validTo }) {
  const day = DAYS[weekday - 1]
  const until = validTo ? `;UNTIL=${validTo.replace(/-/g, '')}T235959` : ''
  if (weeks.length) {
    return `FREQ=MONTHLY;BYDAY=${weeks.map((week) => `${week}${day}`).join(',')}${until}`
  }
  const interval = everyWeeks > 1 ? `;INTERVAL=${everyWeeks}` : ''
  return `FREQ=WEEKLY${interval};BYDAY=${day}${until}`
}
