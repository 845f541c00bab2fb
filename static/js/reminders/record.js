/** What this phone keeps of its reminders, and how it is read back. Pure. */
import { isWhole, withChecksum } from '../card/sealed.js'

export const REMINDERS = 'reminders'
const SCHEMA = 1
export const MOST_TIMES = 8
/** Of a text shown on the lock screen: phones cut longer ones anyway. */
export const LONGEST_TEXT = 40
const MOST_TO_FORGET = 8
const LONGEST_WORDS = 80
const LONGEST_ADDRESS = 1024
const QUARTER_HOUR = /^([01]\d|2[0-3]):(00|15|30|45)$/
const ODD = /[\p{Cc}\p{Surrogate}\u2028-\u202e\u2066-\u2069]/gu

/**
 * Why no reminder may come although they are on: the browser has no subscription any
 * more, notifications are no longer allowed, or a tap is needed to take a new key.
 *
 * @typedef {'' | 'gone' | 'denied' | 'key'} Trouble
 */

/**
 * @typedef {object} Reminders
 * @property {boolean} isOn - The person wants them
 * @property {string} endpoint - This browser's address at its push service
 * @property {string} keyId - Of the server's key that it was made for
 * @property {string[]} times - HH:MM on the quarter hour, in order
 * @property {number[]} days - Monday 1 to Sunday 7, in order
 * @property {boolean} safety - Also when a fact was corrected
 * @property {string} text - Shown by a reminder; "" for the words the app comes with
 * @property {string} lang - "en" or "cy"
 * @property {Record<string, string>} words - What else a notification says, in `lang`
 * @property {string} renewedAt - UTC moment at which the server last said yes, or ""
 * @property {Trouble} trouble
 * @property {boolean} isTold - The person has seen that trouble and put the note away
 * @property {string[]} toForget - Addresses the server could not yet be told to delete
 * @property {number} serial - Raised with each change
 */

/** @type {Readonly<Reminders>} */
export const BLANK = Object.freeze({
  isOn: false,
  endpoint: '',
  keyId: '',
  times: [],
  days: [1, 2, 3, 4, 5, 6, 7],
  safety: false,
  text: '',
  lang: 'en',
  words: {},
  renewedAt: '',
  trouble: '',
  isTold: false,
  toForget: [],
  serial: 0
})

/**
 * Never throws.
 *
 * @param {unknown} raw - As it was kept
 * @returns {{ state: 'none' | 'kept' | 'damaged' | 'newer', reminders: Reminders }}
 *   Blank ones unless kept
 */
export function readReminders(raw) {
  if (raw === undefined || raw === null) return { state: 'none', reminders: BLANK }
  if (!isWhole(raw)) return { state: 'damaged', reminders: BLANK }
  const { schema, content } = Object(raw)
  if (schema > SCHEMA) return { state: 'newer', reminders: BLANK }
  return { state: 'kept', reminders: clean(content) }
}

/** @param {Reminders} reminders */
export function sealReminders(reminders) {
  return withChecksum({ schema: SCHEMA, content: clean(reminders) })
}

/**
 * @param {unknown} raw
 * @returns {Reminders}
 */
function clean(raw) {
  const from = Object(raw)
  const trouble = ['gone', 'denied', 'key'].find((each) => each === from.trouble) ?? ''
  return {
    isOn: from.isOn === true,
    endpoint: line(from.endpoint, LONGEST_ADDRESS),
    keyId: line(from.keyId, LONGEST_WORDS),
    times: cleanTimes(from.times),
    days: cleanDays(from.days),
    safety: from.safety === true,
    text: line(from.text, LONGEST_TEXT),
    lang: from.lang === 'cy' ? 'cy' : 'en',
    words: Object.fromEntries(
      Object.entries(Object(from.words)).map(([name, words]) => [
        name,
        line(words, LONGEST_WORDS)
      ])
    ),
    renewedAt: line(from.renewedAt, LONGEST_WORDS),
    trouble: /** @type {Trouble} */ (trouble),
    isTold: from.isTold === true,
    toForget: list(from.toForget)
      .map((each) => line(each, LONGEST_ADDRESS))
      .filter(Boolean)
      .slice(-MOST_TO_FORGET),
    serial: Number.isSafeInteger(from.serial) ? from.serial : 0
  }
}

/**
 * @param {unknown} raw
 * @returns {string[]} Each once, in order, on the quarter hour; at most eight
 */
export function cleanTimes(raw) {
  const times = list(raw).filter((time) => typeof time === 'string')
  return [...new Set(times.filter((time) => QUARTER_HOUR.test(time)))]
    .sort()
    .slice(0, MOST_TIMES)
}

/**
 * @param {unknown} raw
 * @returns {number[]} Each once, Monday first
 */
export function cleanDays(raw) {
  return [1, 2, 3, 4, 5, 6, 7].filter((day) => list(raw).includes(day))
}

/**
 * @param {unknown} raw
 * @param {number} limit
 * @returns {string} One line without tricks of direction; "" when it is not text
 */
export function line(raw, limit) {
  if (typeof raw !== 'string') return ''
  return raw.replace(ODD, ' ').trim().slice(0, limit).replace(ODD, '').trim()
}

/**
 * @param {unknown} raw
 * @returns {unknown[]}
 */
function list(raw) {
  return Array.isArray(raw) ? raw : []
}
