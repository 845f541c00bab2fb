/** A day as people read it, in the language of the page. */

/**
 * @param {string} language - "en" or "cy"
 * @returns {(day: string) => string} From YYYY-MM-DD; "" stays ""
 */
export function dayWords(language) {
  /** @type {Intl.DateTimeFormat | undefined} Slow to make; not every page needs one */
  let format
  const inWords = (/** @type {Date} */ day) => {
    format ??= new Intl.DateTimeFormat(language === 'cy' ? 'cy' : 'en-GB', {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC'
    })
    return format.format(day)
  }
  return (day) => (day ? inWords(new Date(`${day}T00:00:00Z`)) : '')
}

/**
 * @param {Date} now
 * @returns {string} YYYY-MM-DD by the phone's own clock
 */
export function dayOf(now) {
  const two = (/** @type {number} */ part) => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
