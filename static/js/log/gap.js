/** Whether so long nothing was recorded that the facts about it belong on the page. Pure. */
import { addDays, dayOf, daysBetween } from './calendar-days.js'
import { countedOn } from './days.js'
import { lastInjection, nextDue, plannedOn } from './plan.js'

/** @import { LogBook } from './types.js' */

/** "More than a day or two": clinical facts, 1.5. */
const SEVERAL_DAYS = 3
const INJECTION_DAYS = 7
/** Further back nothing is counted. */
const LOOK_BACK_DAYS = 400

/**
 * Planned days in a row up to yesterday on which no dose is recorded as taken; or days
 * since an injection was due. A day that was skipped counts: what the body loses is the
 * same. Never for somebody without a plan or without entries.
 *
 * @param {LogBook} log
 * @param {Date} now
 * @returns {{ days: number } | null}
 */
export function gapOf(log, now) {
  const today = dayOf(now)
  const days =
    log.plan.form === 'injection' ? sinceDue(log, today) : openInARow(log, today)
  return days === null ? null : { days }
}

/**
 * @param {LogBook} log
 * @param {string} today
 */
function sinceDue(log, today) {
  if (!lastInjection(log, today)) return null
  const days = daysBetween(nextDue(log.plan, log, today), today)
  return days >= INJECTION_DAYS ? days : null
}

/**
 * @param {LogBook} log
 * @param {string} today
 */
function openInARow({ plan, entries }, today) {
  if (plan.form !== 'tablet' || entries.length === 0) return null
  const taken = new Set(
    entries.flatMap((each) => (each.what === 'taken' ? [each.on, countedOn(each)] : []))
  )
  if (taken.has(today)) return null
  const first = [plan.since, countedOn(entries[0]), addDays(today, -LOOK_BACK_DAYS)]
    .sort()
    .at(-1)
  let days = 0
  for (let day = addDays(today, -1); first && day >= first; day = addDays(day, -1)) {
    if (taken.has(day)) break
    if (plannedOn(plan, day).length > 0) days += 1
  }
  return days >= SEVERAL_DAYS ? days : null
}
