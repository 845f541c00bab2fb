/** A file for a phone's calendar, by RFC 5545: its lines, its texts, its times. Pure. */

const DAY_MINUTES = 1440
const DAY_MS = 86_400_000
/** Octets a line may have; RFC 5545, section 3.1. */
const LINE_OCTETS = 75
const LINE_BREAK = /\s*(?:\r\n?|[\n\u0085\u2028\u2029])\s*/g
/** Text may hold a tab, and no other control code; RFC 5545, section 3.1. */
const CONTROL = /(?!\t)[\p{Cc}\p{Surrogate}]/gu

export const LONDON = 'Europe/London'

/**
 * Both rules of summer time, which calendars that know no zone by its name read here:
 * it begins at one in the morning, Greenwich time, of the last Sunday in March and ends
 * at one of the last Sunday in October. They hold since 1996.
 *
 * Summer Time Order 2002, https://www.legislation.gov.uk/uksi/2002/262
 */
export const LONDON_ZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${LONDON}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'TZNAME:BST',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'TZNAME:GMT',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE'
]

/** As a rule names the days, from Monday. */
export const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/**
 * @param {readonly string[]} parts - Lines of zones and events
 * @param {readonly string[]} [about] - More lines about the file itself
 * @returns {string} The whole file
 */
export function calendar(parts, about = []) {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Carrycard//Carrycard//EN',
    ...about,
    ...parts,
    'END:VCALENDAR'
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

/**
 * @param {string} text
 * @returns {string} As the value of a line
 */
export function escaped(text) {
  return text
    .replace(LINE_BREAK, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\n/g, '\\n')
    .replace(CONTROL, '')
}

/**
 * @param {Date} moment
 * @returns {string} In UTC
 */
export function stamp(moment) {
  return `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/**
 * @param {string} date - YYYY-MM-DD
 * @param {number} [days] - That many later
 */
export function plainDate(date, days = 0) {
  const at = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS)
  return at.toISOString().slice(0, 10).replace(/-/g, '')
}

/**
 * A time on the wall, of no zone yet.
 *
 * @param {string} date - YYYY-MM-DD
 * @param {number} minutes - After its midnight; may be of the next day
 */
export function wallClock(date, minutes) {
  const clock = minutes % DAY_MINUTES
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0')
  const day = plainDate(date, Math.floor(minutes / DAY_MINUTES))
  return `${day}T${two(Math.floor(clock / 60))}${two(clock % 60)}00`
}

/**
 * @param {string} line
 * @returns {string} Over as many lines as it needs, never parted inside a character
 */
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
