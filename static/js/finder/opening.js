/** Open now? From weekly rows, in what UK clocks show. Pure. */
import { isBankHoliday } from './bank-holidays.js'
import { dateOf, dayNumber, ukTime, weekday } from './uk-time.js'

const DAY_MINUTES = 1440
const LOOK_AHEAD_DAYS = 8
/** Rows may run past midnight, but not past the next one. */
const LOOK_BACK_DAYS = 1
/** Outside other hours, such as a needle exchange's, the place may well be open. */
const WHOLE = ['open', 'meeting', 'phone']

/**
 * @typedef {import('./types.js').Hours} Hours
 * @typedef {import('./bank-holidays.js').BankHolidays} BankHolidays
 *
 * @typedef {object} Today
 * @property {number} opens - Minutes after midnight
 * @property {number} closes - Above 1440 is after midnight
 * @property {string} purpose
 * @property {string} note
 * @property {boolean} isSure - False on a day that is, or may be, a bank holiday, where
 *   nobody has said what it does then
 *
 * @typedef {object} Change
 * @property {string} date - YYYY-MM-DD
 * @property {number} minutes - After that midnight
 *
 * @typedef {object} OpenState
 * @property {boolean | null} isOpen - Null: not known
 * @property {Today[]} today - In order; empty with `isOpen` false is closed all day
 * @property {boolean | null} isBankHoliday - Today, in its nation
 * @property {Change | null} nextChange - When it closes, or opens; null: not known, or not
 *   within a week
 */

/**
 * @param {Hours[]} hours
 * @param {string} nation - Where it stands; "" where not known
 * @param {Date} now
 * @param {BankHolidays} bankHolidays
 * @returns {OpenState}
 */
export function openState(hours, nation, now, bankHolidays) {
  const { day, minutes } = ukTime(now)
  const at = day * DAY_MINUTES + minutes
  const isOpen = isOpenAt(hours, nation, day, minutes, bankHolidays)
  const today = hours
    .map((row) => ({ row, sure: isOn(row, nation, day, bankHolidays) }))
    .filter(({ sure }) => sure !== false)
    .map(({ row: { opens, closes, purpose, note }, sure }) => ({
      ...{ opens, closes, purpose, note, isSure: sure === true }
    }))
    .sort((one, other) => one.opens - other.opens || one.closes - other.closes)
  const spans = spansOf(hours, nation, day, bankHolidays)
  const change =
    isOpen === null ? null : isOpen ? endOf(spans, at) : startAfter(spans, at)
  return {
    ...{ isOpen, today },
    isBankHoliday: isBankHoliday(bankHolidays, nation, dateOf(day)),
    nextChange:
      change === null
        ? null
        : {
            date: dateOf(Math.floor(change / DAY_MINUTES)),
            minutes: change % DAY_MINUTES
          }
  }
}

/**
 * @param {Hours[]} hours
 * @param {string} nation
 * @param {number} day
 * @param {number} minutes
 * @param {BankHolidays} bankHolidays
 * @returns {boolean | null} Null: not known
 */
export function isOpenAt(hours, nation, day, minutes, bankHolidays) {
  const known = atTheDoor(hours)
  let isDoubtful = !saysAll(known, day)
  for (const row of known) {
    for (let back = 0; back <= LOOK_BACK_DAYS; back += 1) {
      const at = minutes + back * DAY_MINUTES
      if (at < row.opens || at >= row.closes) continue
      const sure = isOn(row, nation, day - back, bankHolidays)
      if (sure === true) return true
      if (sure === null) isDoubtful = true
    }
  }
  return isDoubtful ? null : false
}

/**
 * A phone that is answered all night is no open door.
 *
 * @param {Hours[]} hours
 * @returns {Hours[]} Those of the place; where there are none, those of its phone
 */
function atTheDoor(hours) {
  const doors = hours.filter(({ purpose }) => purpose !== 'phone')
  return doors.length > 0 ? doors : hours
}

/**
 * @param {Hours[]} hours
 * @param {number} day
 * @returns {boolean} Rows hold that day that tell when it is closed, too
 */
function saysAll(hours, day) {
  return hours.some((row) => WHOLE.includes(row.purpose) && isValid(row, day))
}

/**
 * @param {Pick<Hours, 'validFrom' | 'validTo'>} row
 * @param {number} day
 * @returns {boolean} It is in force on that day
 */
export function isValid(row, day) {
  return (
    (!row.validFrom || day >= dayNumber(row.validFrom)) &&
    (!row.validTo || day <= dayNumber(row.validTo))
  )
}

/**
 * @param {Hours} row
 * @param {string} nation
 * @param {number} day
 * @param {BankHolidays} bankHolidays
 * @returns {boolean | null} Does the row hold on that day? Null: not known
 */
function isOn(row, nation, day, bankHolidays) {
  const isIts = isItsDay(row, day)
  if (isIts === false) return false
  if (row.bankHoliday === 'open') return isIts
  const isHoliday = isBankHoliday(bankHolidays, nation, dateOf(day))
  if (isHoliday === false) return isIts
  return isHoliday && row.bankHoliday === 'closed' ? false : null
}

/**
 * By the week alone: bank holidays are looked at apart.
 *
 * @param {Hours} row
 * @param {number} day
 * @returns {boolean | null} Null: nobody has said which weeks are its own
 */
export function isItsDay(row, day) {
  if (row.weekday !== weekday(day) || !isValid(row, day)) return false
  return isItsWeekOfTheMonth(row, day) && isOneInEvery(row, day)
}

/**
 * @param {Hours} row
 * @param {number} day
 */
function isItsWeekOfTheMonth({ weeks }, day) {
  if (weeks.length === 0) return true
  const ofMonth = Number(dateOf(day).slice(8))
  const isLast = dateOf(day + 7).slice(5, 7) !== dateOf(day).slice(5, 7)
  return weeks.includes(Math.ceil(ofMonth / 7)) || (isLast && weeks.includes(-1))
}

/**
 * @param {Hours} row
 * @param {number} day
 */
function isOneInEvery({ everyWeeks, anchor }, day) {
  if (everyWeeks <= 1) return true
  if (!anchor) return null
  const first = dayNumber(anchor)
  const monday = (/** @type {number} */ each) => each - weekday(each) + 1
  return ((monday(day) - monday(first)) / 7) % everyWeeks === 0
}

/**
 * When it is open in the days to come, in minutes since 1970; what runs on is one span.
 *
 * @param {Hours[]} hours
 * @param {string} nation
 * @param {number} day
 * @param {BankHolidays} bankHolidays
 */
function spansOf(hours, nation, day, bankHolidays) {
  /** @type {{ from: number, to: number, sure: boolean }[]} */
  const spans = []
  for (let each = day - LOOK_BACK_DAYS; each <= day + LOOK_AHEAD_DAYS; each += 1) {
    for (const row of atTheDoor(hours)) {
      const sure = isOn(row, nation, each, bankHolidays)
      if (sure === false) continue
      const midnight = each * DAY_MINUTES
      spans.push({
        ...{
          from: midnight + row.opens,
          to: midnight + row.closes,
          sure: sure === true
        }
      })
    }
  }
  return spans.sort((one, other) => one.from - other.from)
}

/**
 * @param {ReturnType<typeof spansOf>} spans
 * @param {number} at - A moment inside one
 * @returns {number | null}
 */
function endOf(spans, at) {
  let end = at
  for (const { from, to, sure } of spans) {
    if (from <= end && to > end && sure) end = to
  }
  // Beyond that nobody has said, or it never closes.
  const isDoubtful = spans.some(
    ({ from, to, sure }) => !sure && from <= end && to > end
  )
  const isEndless = end > at + (LOOK_AHEAD_DAYS - 1) * DAY_MINUTES
  return isDoubtful || isEndless ? null : end
}

/**
 * @param {ReturnType<typeof spansOf>} spans
 * @param {number} at - A moment inside none
 * @returns {number | null}
 */
function startAfter(spans, at) {
  const next = spans.find(({ from }) => from > at)?.from
  const isSure = spans.some(({ from, sure }) => from === next && sure)
  return next !== undefined && isSure ? next : null
}
