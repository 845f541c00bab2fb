/** Opening hours as people say them. Pure. */
import { isValid } from './opening.js'
import { dayNumber } from './uk-time.js'

/** @import { Hours } from './types.js' */

const DAY_MINUTES = 1440

/**
 * @param {number} minutes - After midnight; above 1440 is the next day
 * @param {(name: string) => string} words
 * @returns {string} "9am", "5:30pm", "noon", "midnight"
 */
export function timeInWords(minutes, words) {
  const clock = minutes % DAY_MINUTES
  if (clock === 0) return words('midnight')
  if (clock === 720) return words('noon')
  const hour = Math.floor(clock / 60) % 12 || 12
  const past = clock % 60 ? `:${String(clock % 60).padStart(2, '0')}` : ''
  return `${hour}${past}${clock < 720 ? 'am' : 'pm'}`
}

/**
 * @param {{ opens: number, closes: number }} span
 * @param {(name: string) => string} words
 */
export function spanInWords({ opens, closes }, words) {
  if (closes - opens >= DAY_MINUTES) return words('allDay')
  return `${timeInWords(opens, words)} – ${timeInWords(closes, words)}`
}

/**
 * @param {readonly Hours[]} hours
 * @param {(name: string) => string} words
 * @param {string} today - YYYY-MM-DD: what held before, or will hold later, is left out
 * @returns {string[]} A line for each row, in the order of the week
 */
export function weekInWords(hours, words, today) {
  const day = dayNumber(today)
  return hours
    .filter((row) => isValid(row, day))
    .sort((one, other) => one.weekday - other.weekday || one.opens - other.opens)
    .map((row) => {
      const parts = [`${words(`day-${row.weekday}`)} ${spanInWords(row, words)}`]
      if (row.purpose && row.purpose !== 'open')
        parts.push(words(`purpose-${row.purpose}`))
      if (row.weeks.length) {
        parts.push(row.weeks.map((week) => words(`week-${week}`)).join(', '))
      }
      if (row.everyWeeks > 1) {
        parts.push(words('everyWeeks').replace('{count}', String(row.everyWeeks)))
      }
      if (row.note) parts.push(row.note)
      return parts.join(', ')
    })
}
