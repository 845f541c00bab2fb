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
 * @returns {string[]} Ids of entries and dates
 */
export function idsAdded(was, now) {
  const known = new Set(all(was).map(({ id }) => id))
  return all(now).flatMap(({ id }) => (known.has(id) ? [] : id))
}

/**
 * The log from before another was joined to it, with what was recorded since.
 *
 * @param {LogBook} here - As it is now
 * @param {LogBefore} before
 * @returns {LogBook}
 */
export function partedAgain(here, { was, added }) {
  const notTheirs = (/** @type {{ id: string }} */ { id }) => !added.includes(id)
  return cleanLog({
    ...was,
    entries: [...was.entries, ...here.entries.filter(notTheirs)],
    dates: [...was.dates, ...here.dates.filter(notTheirs)]
  })
}

/**
 * @param {LogBook} was
 * @param {LogBook} now
 * @returns {Difference | null} Null when they are the same
 */
export function differenceOf(was, now) {
  if (inFixedOrder(was) === inFixedOrder(now)) return null
  const before = new Map(all(was).map((each) => [each.id, inFixedOrder(each)]))
  const after = new Map(all(now).map((each) => [each.id, inFixedOrder(each)]))
  const ids = [...after.keys()]
  return {
    added: ids.filter((id) => !before.has(id)).length,
    changed: ids.filter((id) => before.has(id) && before.get(id) !== after.get(id))
      .length,
    gone: [...before.keys()].filter((id) => !after.has(id)).length,
    isOtherPlan: inFixedOrder(was.plan) !== inFixedOrder(now.plan)
  }
}

/** @param {LogBook} log */
const all = ({ entries, dates }) => [...entries, ...dates]
