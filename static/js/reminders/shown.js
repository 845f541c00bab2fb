/** Which reminders this phone has shown of late, so that none is shown twice. Pure. */
import { isWhole, withChecksum } from '../card/sealed.js'

export const SHOWN = 'reminders.shown'
const SCHEMA = 1
const KEPT_MS = 3 * 86_400_000

/** @import { Message } from './message.js' */

/**
 * @typedef {object} Shown
 * @property {string} slot
 * @property {'shown' | 'later' | 'done'} what - "later": asked to come once more;
 *   "done": the person said that it is
 * @property {number} at - Milliseconds since 1970
 */

/**
 * What a push is to this phone: the first of its slot, one that came twice, or one that
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
  return withChecksum({ schema: SCHEMA, content: shown })
}

/**
 * @param {Shown[]} shown
 * @param {Message} message
 * @returns {Turn}
 */
export function turnOf(shown, { slot, kind }) {
  const before = shown.find((each) => each.slot === slot)?.what
  if (!slot || !before) return 'first'
  if (before === 'done') return 'done'
  return before === 'later' && kind === 'later' ? 'first' : 'again'
}

/**
 * @param {Shown[]} shown
 * @param {string} slot
 * @param {Shown['what']} what
 * @param {number} at
 * @returns {Shown[]}
 */
export function noted(shown, slot, what, at) {
  return [...shown.filter((each) => each.slot !== slot), { slot, what, at }]
}
