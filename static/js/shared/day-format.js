/** Days as people read them, in the language of the page. Pure. */

/**
 * @param {string} language - "en" or "cy"
 * @param {Intl.DateTimeFormatOptions} options
 * @returns {(day: string) => string} From YYYY-MM-DD
 */
export function dayFormat(language, options) {
  const locale = language === 'cy' ? 'cy' : 'en-GB'
  /** @type {Intl.DateTimeFormat | undefined} Slow to make; not every page needs one */
  let format
  return (day) => {
    format ??= new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
    return format.format(new Date(`${day}T00:00:00Z`))
  }
}
