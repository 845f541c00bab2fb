/** Make typed or stored text fit to show: no tricks of direction, no control codes. */

const LINE_BREAK = /\r\n?|[\u0085\u2028\u2029]/g
const TAB_OR_BREAK = /[\t\n\v\f]/g
const TAB = /[\t\v\f]/g
const CONTROL = /(?!\n)\p{Cc}/gu

/**
 * Overrides, embeddings and isolates can make a phone number read backwards. The
 * plain marks (U+200E, U+200F) stay: right-to-left text needs them.
 *
 * Unicode Standard Annex 9, section 2.
 */
const DIRECTION_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/g

/** Half of a character: it could not be written to disk and read back the same. */
const LONE_SURROGATE = /\p{Surrogate}/gu

/**
 * @param {unknown} raw
 * @param {number} limit - Longest result, in UTF-16 units as `maxlength` counts
 * @returns {string} One line; blank when `raw` is not text
 */
export function cleanLine(raw, limit) {
  return clean(raw, limit, (text) => text.replace(TAB_OR_BREAK, ' '))
}

/**
 * @param {unknown} raw
 * @param {number} limit - Longest result, in UTF-16 units as `maxlength` counts
 * @returns {string} Lines parted by \n; blank when `raw` is not text
 */
export function cleanLines(raw, limit) {
  return clean(raw, limit, (text) => text.replace(TAB, ' '))
}

/**
 * @param {unknown} raw
 * @param {number} limit
 * @param {(text: string) => string} spaced
 * @returns {string}
 */
function clean(raw, limit, spaced) {
  if (typeof raw !== 'string') return ''
  const text = spaced(raw.replace(LINE_BREAK, '\n'))
    .replace(CONTROL, '')
    .replace(DIRECTION_OVERRIDE, '')
    .replace(LONE_SURROGATE, '')
    .trim()
  // The cut may fall inside a character, or just after a space.
  return text.slice(0, limit).replace(LONE_SURROGATE, '').trim()
}
