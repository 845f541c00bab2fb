/** What the log can hold, and how anything at all is made into one. Pure. */
import { isClockTime, isDay, isMoment } from '../card/calendar.js'
import { cleanLine, cleanLines } from '../card/clean-text.js'
import { crc32 } from '../card/crc32.js'
import { ownField } from '../card/own-field.js'
import { inFixedOrder } from '../card/sealed.js'

/** @import { Entry, LogBook, LogDate, LogForm, Plan, PlannedTime } from './types.js' */

/**
 * Longest text of each field, in UTF-16 units as `maxlength` counts, and most of each
 * list. 20,000 entries are 54 years of one a day; of more, the newest are kept.
 */
export const LIMITS = Object.freeze({
  strength: 60,
  note: 500,
  supervisedBy: 80,
  where: 120,
  title: 60,
  entries: 20_000,
  dates: 500,
  times: 28,
  everyDays: 366
})

/** @type {readonly LogForm[]} */
export const FORMS = Object.freeze(['tablet', 'injection', 'implant'])

/** @type {readonly LogDate['kind'][]} */
export const DATE_KINDS = Object.freeze([
  'appointment',
  'prescription',
  'blood-test',
  'injection',
  'implant',
  'other'
])

/** Days between two injections as the product is given, unless the person says otherwise. */
export const USUAL_EVERY_DAYS = 28

/** Clocks have stood at most 16 hours from UTC (Manila and Alaska, before 1868). */
const MAX_OFFSET_MS = 16 * 60 * 60 * 1000
const ID = /^[0-9a-f]{16}$/
/** More than a list may hold is cut before it is looked at, one by one. */
const LOOKED_AT = 4

/** @returns {LogBook} A log in which nothing is */
export function blankLog() {
  return cleanLog(null)
}

/** @returns {Plan} */
export function blankPlan() {
  return { form: '', times: [], everyDays: 0, since: '' }
}

/** @returns {string} For a new entry or date */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * Keep what is well formed and leave the rest behind. Never throws; cleaning a clean
 * log changes nothing.
 *
 * @param {unknown} raw - A stored log, an imported file: anything
 * @returns {LogBook}
 */
export function cleanLog(raw) {
  const entries = list(ownField(raw, 'entries'), LIMITS.entries).flatMap(entryOrNone)
  const dates = list(ownField(raw, 'dates'), LIMITS.dates).flatMap(dateOrNone)
  return {
    entries: onceEach(entries).sort(byTime).slice(-LIMITS.entries),
    plan: cleanPlan(ownField(raw, 'plan')),
    dates: onceEach(dates).sort(byTime).slice(-LIMITS.dates),
    title: cleanLine(ownField(raw, 'title'), LIMITS.title)
  }
}

/**
 * Never throws.
 *
 * @param {unknown} raw
 * @returns {Entry | null} Null when it does not say what was done, and on which day
 */
export function cleanEntry(raw) {
  const field = (/** @type {keyof Entry} */ name) => ownField(raw, name)
  const [on, what] = [field('on'), field('what')]
  if (!isDay(on) || (what !== 'taken' && what !== 'skipped')) return null
  const time = clockTime(field('time'))
  const at = momentOf(on, time, field('at'))
  const recordedAt = field('recordedAt')
  /** @type {Entry} */
  const entry = {
    id: '',
    form: FORMS.find((each) => each === field('form')) ?? 'tablet',
    what,
    on,
    time,
    at,
    strength: cleanLine(field('strength'), LIMITS.strength),
    note: cleanLines(field('note'), LIMITS.note),
    supervisedBy: cleanLine(field('supervisedBy'), LIMITS.supervisedBy),
    slot: slot(field('slot')),
    recordedAt: isMoment(recordedAt) ? recordedAt : at || `${on}T00:00:00.000Z`
  }
  return { ...entry, id: idOf(field('id'), entry) }
}

/**
 * Never throws.
 *
 * @param {unknown} raw
 * @returns {LogDate | null} Null when it has no day
 */
export function cleanDate(raw) {
  const field = (/** @type {keyof LogDate} */ name) => ownField(raw, name)
  const on = field('on')
  if (!isDay(on)) return null
  const date = {
    id: '',
    kind: DATE_KINDS.find((each) => each === field('kind')) ?? 'other',
    on,
    time: clockTime(field('time')),
    where: cleanLine(field('where'), LIMITS.where),
    note: cleanLines(field('note'), LIMITS.note),
    isDone: field('isDone') === true
  }
  return { ...date, id: idOf(field('id'), date) }
}

/**
 * Never throws.
 *
 * @param {unknown} raw
 * @returns {Plan}
 */
export function cleanPlan(raw) {
  const form = FORMS.find((each) => each === ownField(raw, 'form'))
  if (!form) return blankPlan()
  const since = day(ownField(raw, 'since'))
  const times = list(ownField(raw, 'times'), LIMITS.times).flatMap(timeOrNone)
  return {
    form,
    times: form === 'tablet' ? inOrder(times).slice(0, LIMITS.times) : [],
    everyDays: form === 'injection' ? everyDays(ownField(raw, 'everyDays')) : 0,
    since
  }
}

/**
 * Oldest first. An entry of which only the day is known comes first in its day.
 *
 * @param {{ on: string, time: string, id: string, recordedAt?: string }} one
 * @param {{ on: string, time: string, id: string, recordedAt?: string }} other
 * @returns {number}
 */
export function byTime(one, other) {
  return (
    inTurn(one.on, other.on) ||
    inTurn(one.time, other.time) ||
    inTurn(one.recordedAt ?? '', other.recordedAt ?? '') ||
    inTurn(one.id, other.id)
  )
}

/**
 * @param {string} one
 * @param {string} other
 */
const inTurn = (one, other) => (one < other ? -1 : Number(one > other))

/**
 * @param {unknown} raw
 * @param {number} most
 * @returns {unknown[]} Of a list that is too long, the end
 */
function list(raw, most) {
  try {
    return Array.isArray(raw) ? [...raw.slice(-most * LOOKED_AT)] : []
  } catch {
    return []
  }
}

/**
 * @template {{ id: string }} T
 * @param {T[]} all
 * @returns {T[]} Of two with one id, the first
 */
function onceEach(all) {
  const seen = new Set()
  return all.filter(({ id }) => !seen.has(id) && seen.add(id))
}

/** @param {unknown} raw */
const entryOrNone = (raw) => cleanEntry(raw) ?? []

/** @param {unknown} raw */
const dateOrNone = (raw) => cleanDate(raw) ?? []

/**
 * @param {unknown} raw
 * @returns {PlannedTime[]}
 */
function timeOrNone(raw) {
  const [weekday, time] = [ownField(raw, 'day'), ownField(raw, 'time')]
  const isGood = Number.isInteger(weekday) && isClockTime(time)
  if (!isGood || Number(weekday) < 1 || Number(weekday) > 7) return []
  const strength = cleanLine(ownField(raw, 'strength'), LIMITS.strength)
  return [{ day: Number(weekday), time, strength }]
}

/**
 * @param {PlannedTime[]} times
 * @returns {PlannedTime[]} Each time of the week once
 */
function inOrder(times) {
  const once = new Map()
  for (const each of times) {
    const key = `${each.day} ${each.time}`
    if (!once.has(key)) once.set(key, each)
  }
  return [...once.values()].sort(
    (one, other) => one.day - other.day || inTurn(one.time, other.time)
  )
}

/** @param {unknown} raw */
function everyDays(raw) {
  const isGood = Number.isInteger(raw) && Number(raw) >= 1
  return isGood && Number(raw) <= LIMITS.everyDays ? Number(raw) : USUAL_EVERY_DAYS
}

/**
 * One that came without gets one from what it says, the same each time.
 *
 * @param {unknown} raw
 * @param {object} content
 * @returns {string}
 */
function idOf(raw, content) {
  if (typeof raw === 'string' && ID.test(raw)) return raw
  const text = inFixedOrder(content)
  return crc32(text) + crc32(`${text} `)
}

/**
 * A moment left over from another date or time is dropped, never believed.
 *
 * @param {string} on
 * @param {string} time
 * @param {unknown} at
 * @returns {string}
 */
function momentOf(on, time, at) {
  if (!time || !isMoment(at)) return ''
  const apart = Date.parse(at) - Date.parse(`${on}T${time}:00.000Z`)
  return Math.abs(apart) <= MAX_OFFSET_MS ? at : ''
}

/** @param {unknown} raw */
function slot(raw) {
  if (typeof raw !== 'string' || raw[10] !== 'T') return ''
  return isDay(raw.slice(0, 10)) && isClockTime(raw.slice(11)) ? raw : ''
}

/** @param {unknown} raw */
const day = (raw) => (isDay(raw) ? raw : '')

/** @param {unknown} raw */
const clockTime = (raw) => (isClockTime(raw) ? raw : '')
