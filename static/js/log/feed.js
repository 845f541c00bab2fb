/**
 * What the card's last dose becomes when the log changes. Pure.
 *
 * The card's form may change its last dose by hand. The log is not changed by that, and
 * takes the place of what was typed only with a dose that is later; what was typed then
 * is kept beside the log, and is back once that dose is taken out again. Entries that
 * were recorded before the person typed it do not come back in its place: they had been
 * seen, and something else was typed.
 */
import { blankCard } from '../card/card-model.js'
import { AHEAD_MS, momentOfDose } from '../card/last-dose.js'

/** @import { Card } from '../card/card-model.js' */
/** @import { Typed } from './log-record.js' */
/** @import { Entry, LogBook } from './types.js' */

/**
 * @typedef {object} Dose
 * @property {string} on - YYYY-MM-DD, or '' for none
 * @property {string} time - HH:MM, or ''
 * @property {string} at - UTC moment, or ''
 */

/**
 * @typedef {object} Change
 * @property {LogBook} log - As it is to be
 * @property {Entry | null} was - The entry that was edited or taken out
 * @property {Entry | null} entry - The one that was recorded, or edited
 */

/**
 * @typedef {object} Shown
 * @property {Card | null} card - As it is now
 * @property {string} savedAt - When that was saved, or ''
 * @property {Typed | null} typed
 */

/**
 * @param {Change} change
 * @param {Shown} shown
 * @param {Date} now
 * @returns {{ dose: Dose, typed: Typed | null } | null} Null when the card stays as it is
 */
export function feed({ log, was, entry }, { card, savedAt, typed }, now) {
  const here = doseOn(card ?? blankCard())
  if (was && isSame(here, was) && was.what === 'taken') {
    const dose = newestOf(log, typed) ?? { on: '', time: '', at: '' }
    return isSame(dose, here) ? null : { dose, typed }
  }
  if (entry?.what !== 'taken' || !isAfter(entry, here, now)) return null
  const isTyped = here.on && !taken(log).some((each) => isSame(each, here))
  const kept = isTyped ? { ...here, since: savedAt } : here.on ? typed : null
  return { dose: doseIn(entry), typed: kept }
}

/**
 * For a card that comes from elsewhere.
 *
 * @param {Card} card
 * @param {Entry[]} entries
 * @param {Date} now
 * @returns {Card} With the newest dose of these, if that is later than its own
 */
export function withNewestDose(card, entries, now) {
  const past = entries.filter((each) => each.what === 'taken' && !isAhead(each, now))
  const newest = past.sort(latestFirst)[0]
  return newest && isAfter(newest, doseOn(card), now)
    ? withDose(card, doseIn(newest))
    : card
}

/**
 * @param {Card} card
 * @param {Dose} dose
 * @returns {Card}
 */
export function withDose(card, { on, time, at }) {
  return { ...card, lastDoseOn: on, lastDoseTime: time, lastDoseAt: at }
}

/**
 * @param {Card} card
 * @returns {Dose}
 */
function doseOn({ lastDoseOn, lastDoseTime, lastDoseAt }) {
  return { on: lastDoseOn, time: lastDoseTime, at: lastDoseAt }
}

/**
 * @param {LogBook} log
 * @param {Typed | null} typed
 * @returns {Dose | null}
 */
function newestOf(log, typed) {
  const since = typed?.since ?? ''
  const entries = taken(log).filter(({ recordedAt }) => recordedAt > since)
  const [newest] = [...entries, ...(typed ? [typed] : [])].sort(latestFirst)
  return newest ? doseIn(newest) : null
}

/** @param {LogBook} log */
const taken = ({ entries }) => entries.filter(({ what }) => what === 'taken')

/**
 * @param {Dose} dose
 * @returns {Dose} Without what else an entry has
 */
const doseIn = ({ on, time, at }) => ({ on, time, at })

/**
 * @param {Dose} one
 * @param {Dose} other
 */
function isSame(one, other) {
  const isAtOnce = !one.at || !other.at || one.at === other.at
  return one.on === other.on && one.time === other.time && isAtOnce
}

/**
 * What the card says of a time to come is a wrong entry: it shows as "not known".
 *
 * @param {Dose} dose
 * @param {Dose} here
 * @param {Date} now
 */
function isAfter(dose, here, now) {
  if (!here.on || isAhead(here, now)) return !isSame(dose, here)
  return latestFirst(dose, here) < 0
}

/**
 * @param {Dose} dose
 * @param {Date} now
 * @returns {boolean} Whether it is later than any clock that is only a little fast
 */
export function isAhead({ on, time, at }, now) {
  const moment = at || momentOfDose(on, time || '00:00')
  return Date.parse(moment) > now.getTime() + AHEAD_MS
}

/**
 * Of one day, that with a time is taken for the later: it says more.
 *
 * @param {Dose} one
 * @param {Dose} other
 */
function latestFirst(one, other) {
  if (one.at && other.at) return inTurn(other.at, one.at)
  return inTurn(other.on + other.time, one.on + one.time)
}

/**
 * @param {string} one
 * @param {string} other
 */
const inTurn = (one, other) => (one < other ? -1 : Number(one > other))
