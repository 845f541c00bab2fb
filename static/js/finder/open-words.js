/** Whether a service is open, as a person asks it: now, and today. Pure. */
import { spanInWords, timeInWords, weekInWords } from './hours-words.js'
import { openState } from './opening.js'
import { dateOf, ukTime } from './uk-time.js'

/** @import { BankHolidays } from './bank-holidays.js' */
/** @import { Listing } from './types.js' */

const MOST_MEETINGS = 3

/**
 * @param {Listing} listing
 * @param {Date} now
 * @param {BankHolidays} bankHolidays
 * @param {(name: string) => string} words
 * @returns {string} "" where opening hours mean nothing, as for a list on the web
 */
export function openInWords(listing, now, bankHolidays, words) {
  const { hours, kind, meeting, phones, nation, status } = listing
  if (status === 'paused' || meeting?.isClosedForNow) return words('paused')
  if (kind === 'directory') return ''
  if (meeting && hours.length) {
    const week = weekInWords(hours, words, dateOf(ukTime(now).day))
    // All of it is over, or has not begun.
    if (week.length === 0) return words('hoursNotKnown')
    return `${week.slice(0, MOST_MEETINGS).join('; ')}.`
  }
  const { isOpen, today, isBankHoliday, nextChange } = openState(
    hours,
    nation,
    now,
    bankHolidays
  )
  if (hours.length === 0) {
    return words(phones.length ? 'hoursNotKnown' : 'hoursNotKnownNoPhone')
  }
  const date = dateOf(ukTime(now).day)
  const sure = today.filter(({ isSure }) => isSure)
  if (isOpen) {
    if (!nextChange) return words('openAlways')
    return words('openNow').replace('{time}', timeInWords(nextChange.minutes, words))
  }
  if (isOpen === null) return words(isBankHoliday ? 'bankHoliday' : 'hoursNotKnown')
  if (nextChange?.date === date) {
    return words('opensToday').replace('{time}', timeInWords(nextChange.minutes, words))
  }
  if (sure.length === 0) return words('closedToday')
  const times = sure.map((span) => spanInWords(span, words)).join(', ')
  return `${words('closedNow')} ${words('today').replace('{times}', times)}`
}
