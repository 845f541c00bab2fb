/** A day as people read it, in the language of the page. */
import { dayFormat } from '../shared/day-format.js'

/**
 * @param {string} language - "en" or "cy"
 * @returns {(day: string) => string} From YYYY-MM-DD; "" stays ""
 */
export function dayWords(language) {
  const inWords = dayFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric'
  })
  return (day) => (day ? inWords(day) : '')
}

/**
 * @param {Date} now
 * @returns {string} YYYY-MM-DD by the phone's own clock
 */
export function dayOf(now) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
