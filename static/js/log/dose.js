/** Record what was taken or skipped; the newest dose taken is the card's last dose. */
import { isClockTime, isDay } from '../card/calendar.js'
import { momentOfDose } from '../card/last-dose.js'
import { dayOf, timeOf } from './calendar-days.js'
import { changeBoth } from './change-both.js'
import { slotFor } from './days.js'
import { isAhead } from './feed.js'
import { DoseInFutureError, EntryGoneError, NotAnEntryError } from './log-errors.js'
import { cleanEntry, newId } from './log-model.js'
import { plannedOn } from './plan.js'

/** @import { Both } from './change-both.js' */
/** @import { Entry, LogBook } from './types.js' */

export { DoseInFutureError, EntryGoneError, NotAnEntryError }

const CLOSE_MS = 6 * 3_600_000
const MINUTE_MS = 60_000

/**
 * @param {Partial<Entry>} [given] - What is left out: taken, now, in the plan's form,
 *   for the planned time nearest to it if that is still open. With a day and no time,
 *   only the day is known
 * @param {{ now?: Date }} [options]
 * @returns {Promise<Both & { entry: Entry }>}
 * @throws {DoseInFutureError | NotAnEntryError} Nothing was changed
 * @throws {Error} As changeLog(): nothing was changed, unless `unsure`
 */
export async function recordDose(given = {}, { now = new Date() } = {}) {
  const id = newId()
  const both = await changeBoth(
    (log) => {
      const entry = entryOf({ ...given, id, recordedAt: now.toISOString() }, log, now)
      return { log: withEntry(log, entry), was: null, entry }
    },
    { now }
  )
  return { ...both, entry: /** @type {Entry} */ (both.entry) }
}

/**
 * @param {string} id
 * @param {Partial<Entry>} changes
 * @param {{ now?: Date }} [options]
 * @returns {Promise<Both & { entry: Entry }>}
 * @throws {EntryGoneError | DoseInFutureError | NotAnEntryError} Nothing was changed
 * @throws {Error} As changeLog(): nothing was changed, unless `unsure`
 */
export async function editEntry(id, changes, { now = new Date() } = {}) {
  const both = await changeBoth(
    (log) => {
      const was = entryWith(log, id)
      const rest = withoutEntry(log, id)
      const isMoved = changes.on !== undefined && changes.on !== was.on
      const { at: _, slot, ...kept } = was
      const given = { ...kept, ...(isMoved ? {} : { slot }), ...changes, id }
      const isAsItWas = given.on === was.on && given.time === was.time
      const entry = entryOf(isAsItWas ? { at: was.at, ...given } : given, rest, now)
      return { log: withEntry(rest, entry), was, entry }
    },
    { now }
  )
  return { ...both, entry: /** @type {Entry} */ (both.entry) }
}

/**
 * Take an entry out of the log. Was it the card's last dose, the one before is now.
 *
 * @param {string} id
 * @param {{ now?: Date }} [options]
 * @returns {Promise<Both & { entry: Entry }>} `entry`: the one taken out
 * @throws {EntryGoneError} Nothing was changed
 * @throws {Error} As changeLog(): nothing was changed, unless `unsure`
 */
export async function removeEntry(id, { now = new Date() } = {}) {
  return without((log) => entryWith(log, id), now)
}

/**
 * Take out what was recorded last, whatever time it was for.
 *
 * @param {{ now?: Date }} [options]
 * @returns {Promise<Both & { entry: Entry }>} `entry`: the one taken out
 * @throws {EntryGoneError} Nothing is in the log
 * @throws {Error} As changeLog(): nothing was changed, unless `unsure`
 */
export async function undoLast({ now = new Date() } = {}) {
  return without((log) => {
    const newest = lastRecorded(log)
    if (!newest) throw new EntryGoneError('Nothing is in the log')
    return newest
  }, now)
}

/**
 * @param {LogBook} log
 * @returns {Entry | null} What undoLast() would take out
 */
export function lastRecorded({ entries }) {
  return entries.reduce(
    (/** @type {Entry | null} */ newest, each) =>
      newest && newest.recordedAt > each.recordedAt ? newest : each,
    null
  )
}

/**
 * A dose taken within 6 hours of this one, which may be the same one tapped twice. The
 * person decides.
 *
 * @param {LogBook} log
 * @param {Date} moment
 * @returns {Entry | null} The nearest. Of one whose time is not known, the day counts
 */
export function closeTo({ entries }, moment) {
  const apart = (/** @type {Entry} */ { at }) =>
    Math.abs(Date.parse(at) - moment.getTime())
  const taken = entries.filter(({ what }) => what === 'taken')
  const [nearest] = taken
    .filter((each) => apart(each) < CLOSE_MS)
    .sort((one, other) => apart(one) - apart(other))
  const today = dayOf(moment)
  return nearest ?? taken.find(({ on, at }) => !at && on === today) ?? null
}

/**
 * @param {LogBook} log
 * @param {Entry} entry
 * @returns {LogBook}
 */
export function withEntry(log, entry) {
  return { ...log, entries: [...log.entries, entry] }
}

/**
 * @param {(log: LogBook) => Entry} which
 * @param {Date} now
 */
async function without(which, now) {
  const both = await changeBoth(
    (log) => {
      const was = which(log)
      return { log: withoutEntry(log, was.id), was, entry: null }
    },
    { now }
  )
  return { ...both, entry: /** @type {Entry} */ (both.was) }
}

/**
 * @param {LogBook} log
 * @param {string} id
 * @returns {LogBook}
 */
function withoutEntry(log, id) {
  return { ...log, entries: log.entries.filter((each) => each.id !== id) }
}

/**
 * @param {LogBook} log
 * @param {string} id
 * @returns {Entry}
 * @throws {EntryGoneError}
 */
function entryWith({ entries }, id) {
  const found = entries.find((each) => each.id === id)
  if (!found) throw new EntryGoneError('The entry is not in the log')
  return found
}

/**
 * @param {Partial<Entry>} given
 * @param {LogBook} log - Without it
 * @param {Date} now
 * @returns {Entry}
 * @throws {DoseInFutureError | NotAnEntryError}
 */
export function entryOf(given, log, now) {
  const { on, time, at } = when(given, now)
  const form = given.form ?? (log.plan.form || log.entries.at(-1)?.form || 'tablet')
  const slot = given.slot ?? (form === 'tablet' ? slotFor(log, { on, time }) : '')
  const strength = given.strength ?? plannedStrength(log, slot)
  const what = given.what ?? 'taken'
  const entry = cleanEntry({ ...given, what, form, on, time, at, slot, strength })
  if (!entry) throw new NotAnEntryError('An entry says what, and on which day')
  if (what === 'taken' ? isAhead(entry, now) : on > dayOf(now)) {
    throw new DoseInFutureError('That is still to come')
  }
  return entry
}

/**
 * @param {Partial<Entry>} given
 * @param {Date} now
 * @returns {{ on: string, time: string, at: string }}
 * @throws {NotAnEntryError}
 */
function when({ on, time, at }, now) {
  if (on === undefined && time === undefined) {
    const minute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS
    return { on: dayOf(now), time: timeOf(now), at: new Date(minute).toISOString() }
  }
  const isGood = isDay(on ?? dayOf(now)) && (!time || isClockTime(time))
  if (!isGood) throw new NotAnEntryError('No such day or time')
  const wall = { on: on ?? dayOf(now), time: time ?? '' }
  return { ...wall, at: at ?? momentOfDose(wall.on, wall.time) }
}

/**
 * @param {LogBook} log
 * @param {string} slot
 */
function plannedStrength({ plan }, slot) {
  const planned = plannedOn(plan, slot.slice(0, 10))
  return planned.find((each) => each.slot === slot)?.strength ?? ''
}
