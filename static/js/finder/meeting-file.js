/** A meeting as a file for the phone's calendar, with a title that tells nothing. Pure. */

/** @import { Hours, Listing } from './types.js' */

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const DAY_MINUTES = 1440
/** Octets a line may have; RFC 5545, section 3.1. */
const LINE_OCTETS = 75

/**
 * Times are the wall clock of wherever the phone is (RFC 5545, section 3.3.5, form 1):
 * a zone of its own would need the rules of summer time in the file.
 *
 * @param {Listing} listing - Its name is left out; only its address stands in the file
 * @param {object} about
 * @param {string} about.title - Neutral: it stands on the lock screen
 * @param {Date} about.now
 * @param {() => string} about.newId
 * @returns {string | null} Null where it has no hours to come, or is closed for now
 */
export function meetingFile(listing, { title, now, newId }) {
  const today = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const known = listing.hours.filter(({ validTo }) => !validTo || today <= validTo)
  const isClosed = listing.status === 'paused' || listing.meeting?.isClosedForNow
  if (known.length === 0 || isClosed) return null
  const stamp = `${now.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
  const place = listing.isWithheld
    ? ''
    : [...listing.lines, listing.town, listing.postcode].filter(Boolean).join(', ')
  const events = known.flatMap((hours) => {
    const first = firstDay(hours, now)
    return [
      'BEGIN:VEVENT',
      `UID:${newId()}`,
      `DTSTAMP:${stamp}`,
      `SUMMARY:${escaped(title)}`,
      `DTSTART:${wallClock(first, hours.opens)}`,
      `DTEND:${wallClock(first, Math.max(hours.closes, hours.opens + 1))}`,
      `RRULE:${rule(hours)}`,
      ...(place ? [`LOCATION:${escaped(place)}`] : []),
      'END:VEVENT'
    ]
  })
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Carrycard//Carrycard//EN',
    ...events,
    'END:VCALENDAR'
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/** @param {number} number */
const two = (number) => String(number).padStart(2, '0')

/**
 * The first day from today on that the rule names.
 *
 * @param {Hours} hours
 * @param {Date} now
 * @returns {Date} Midnight UTC of that day
 */
function firstDay(hours, now) {
  const day = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()))
  for (let tries = 0; tries < 400; tries += 1) {
    if (isOn(hours, day)) return day
    day.setUTCDate(day.getUTCDate() + 1)
  }
  return day
}

/**
 * @param {Hours} hours
 * @param {Date} day
 */
function isOn({ weekday, weeks, everyWeeks, anchor, validFrom }, day) {
  if ((day.getUTCDay() || 7) !== weekday) return false
  const text = day.toISOString().slice(0, 10)
  if (validFrom && text < validFrom) return false
  if (everyWeeks > 1 && anchor) {
    const weeksSince = Math.round(
      (day.getTime() - Date.parse(anchor)) / (7 * 86_400_000)
    )
    if (((weeksSince % everyWeeks) + everyWeeks) % everyWeeks !== 0) return false
  }
  if (weeks.length === 0) return true
  const date = day.getUTCDate()
  const monthDays = new Date(
    Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)
  ).getUTCDate()
  const isLast = date + 7 > monthDays
  return weeks.includes(Math.ceil(date / 7)) || (isLast && weeks.includes(-1))
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

/**
 * @param {Date} day - Midnight UTC
 * @param {number} minutes - After midnight; may be of the next day
 */
function wallClock(day, minutes) {
  const at = new Date(day.getTime() + Math.floor(minutes / DAY_MINUTES) * 86_400_000)
  const clock = minutes % DAY_MINUTES
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0')
  const date = at.toISOString().slice(0, 10).replace(/-/g, '')
  return `${date}T${two(Math.floor(clock / 60))}${two(clock % 60)}00`
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\s*\n\s*/g, '\\n')
}

/** @param {string} line */
function folded(line) {
  const encoder = new TextEncoder()
  const parts = ['']
  let octets = 0
  for (const letter of line) {
    const size = encoder.encode(letter).length
    if (octets + size > LINE_OCTETS - 1) {
      parts.push('')
      octets = 0
    }
    parts[parts.length - 1] += letter
    octets += size
  }
  return parts.join('\r\n ')
}
