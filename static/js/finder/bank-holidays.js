/** Is a day a bank holiday? By the official dates that came with the packs. Pure. */

/**
 * Official dates by nation, YYYY-MM-DD, whole years only.
 *
 * @typedef {Record<string, string[]>} BankHolidays
 */

/**
 * @param {BankHolidays} known
 * @param {string} nation - "" where it is not known
 * @param {string} day - YYYY-MM-DD
 * @returns {boolean | null} Null: not known, since the dates end before, or the nations
 *   differ on that day
 */
export function isBankHoliday(known, nation, day) {
  const lists = known[nation] ? [known[nation]] : Object.values(known)
  const answers = new Set(lists.map((dates) => isListed(dates, day)))
  return answers.size === 1 ? ([...answers][0] ?? null) : null
}

/**
 * @param {string[]} dates - In order
 * @param {string} day
 */
function isListed(dates, day) {
  const year = day.slice(0, 4)
  const first = dates[0]?.slice(0, 4) ?? ''
  const last = dates.at(-1)?.slice(0, 4) ?? ''
  if (!first || year < first || year > last) return null
  return dates.includes(day)
}
