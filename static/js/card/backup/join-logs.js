/** Two logs made one, so that nothing recorded in either is lost. Pure. */
import { cleanLog } from '../../log/log-model.js'
import { inFixedOrder } from '../sealed.js'

/** @import { LogBefore } from '../card-before.js' */
/** @import { LogBook } from '../../log/types.js' */
/** @import { HeldLog } from './card-file.js' */

/**
 * @typedef {object} Difference
 * @property {number} added - Entries and dates
 * @property {number} changed
 * @property {number} gone
 * @property {boolean} isOtherPlan
 */

/**
 * What is in one alone stays. Of two that differ, and of two plans, that of the log
 * which was saved later counts; no plan and no title give way to one that is there.
 *
 * @param {HeldLog} here
 * @param {HeldLog} there
 * @returns {LogBook}
 */
export function joinedLogs(here, there) {
  const [later, earlier] =
    there.savedAt > here.savedAt ? [there.book, here.book] : [here.book, there.book]
  return cleanLog({
    entries: [...later.entries, ...earlier.entries],
    plan: later.plan.form ? later.plan : earlier.plan,
    dates: [...later.dates, ...earlier.dates],
    title: later.title || earlier.title
  })
}

/**
 * @param {LogBook} was
 * @param {LogBook} now
 * @returns {LogBefore['added']}
 */
export function idsAdded(was, now) {
  return {
    entries: newIds(was.entries, now.entries),
    dates: newIds(was.dates, now.dates)
  }
}

/**
 * The log from before another was joined to it, with what was recorded since.
 *
 * @param {LogBook} here - As it is now
 * @param {LogBefore} before
 * @returns {LogBook}
 */
export function partedAgain(here, { was, added }) {
  return cleanLog({
    ...was,
    entries: [...was.entries, ...without(here.entries, added.entries)],
    dates: [...was.dates, ...without(here.dates, added.dates)]
  })
}

/**
 * @param {LogBook} was
 * @param {LogBook} now
 * @returns {Difference | null} Null when they are the same
 */
export function differenceOf(was, now) {
  if (inFixedOrder(was) === inFixedOrder(now)) return null
  const [before, after] = [was, now].map(byId)
  const ids = [...after.keys()].filter((id) => before.has(id))
  return {
    added: after.size - ids.length,
    changed: ids.filter((id) => before.get(id) !== after.get(id)).length,
    gone: before.size - ids.length,
    isOtherPlan: inFixedOrder(was.plan) !== inFixedOrder(now.plan)
  }
}

/**
 * @param {LogBook} log
 * @returns {Map<string, string>} What each says
 */
function byId({ entries, dates }) {
  return new Map([
    ...entries.map((each) => /** @type {const} */ ([each.id, inFixedOrder(each)])),
    ...dates.map(
      (each) => /** @type {const} */ ([`date ${each.id}`, inFixedOrder(each)])
    )
  ])
}

/**
 * @param {{ id: string }[]} was
 * @param {{ id: string }[]} now
 */
function newIds(was, now) {
  const known = new Set(was.map(({ id }) => id))
  return now.flatMap(({ id }) => (known.has(id) ? [] : id))
}

/**
 * @template {{ id: string }} T
 * @param {T[]} all
 * @param {string[]} ids
 */
function without(all, ids) {
  const out = new Set(ids)
  return all.filter(({ id }) => !out.has(id))
}
