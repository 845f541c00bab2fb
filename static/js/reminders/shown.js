/** Which reminders this phone has shown of late, so that none is shown twice. Pure. */
import { isWhole, withChecksum } from '../card/sealed.js'

export const SHOWN = 'reminders.shown'
const SCHEMA = 1
const KEPT_MS = 3 * 86_400_000
/** Three days of eight a day, each put off a few times. */
const MOST = 100

/** @import { Message } from './message.js' */

/**
 * @typedef {object} Shown
 * @property {string} id - Of one sending; or the slot, once the person says it is done
 * @property {boolean} isDone
 * @property {number} at - Milliseconds since 1970
 */

/**
 * What a push is to this phone: the first of its kind, one that came twice, or one that
 * comes after the person has said that it is done.
 *
 * @typedef {'first' | 'again' | 'done'} Turn
 */

/**
 * Never throws.
 *
 * @param {unknown} raw - As it was kept
 * @param {number} now
 * @returns {Shown[]} Of the last three days; none where it cannot be read
 */
export function readShown(raw, now) {
  const { schema, content } = Object(raw)
  if (!isWhole(raw) || schema !== SCHEMA || !Array.isArray(content)) return []
  return content.filter(({ at }) => Math.abs(now - at) < KEPT_MS)
}

/** @param {Shown[]} shown */
export function sealShown(shown) {
  return withChecksum({ schema: SCHEMA, content: shown.slice(-MOST) })
}

/**
 * @param {Shown[]} shown
 * @param {Message} message
 * @returns {Turn}
 */
export function turnOf(shown, { slot, id }) {
  if (!slot) return 'first'
  if (shown.some((each) => each.isDone && each.id === slot)) return 'done'
  return shown.some((each) => each.id === id) ? 'again' : 'first'
}

/**
 * @param {Shown[]} shown
 * @param {string} id
 * @param {boolean} isDone
 * @param {number} at
 * @returns {Shown[]}
 */
export function noted(shown, id, isDone, at) {
  return [...shown.filter((each) => each.id !== id), { id, isDone, at }]
}
