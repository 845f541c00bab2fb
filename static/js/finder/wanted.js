/**
 * Which rows of a pack a search looks at. What is asked of a column is worked out once
 * for each of its few values, then read off for every row. Pure.
 */
import { isOpenAt } from './opening.js'
import { dateOf, ukTime } from './uk-time.js'
import { hours as readHours } from './pack-listing.js'

/** After `verifyBy`, as in pwa/finder/packs/collect.py. */
const DROPPED_AFTER_DAYS = 180
const ALWAYS_SHOWN = ['emergency', 'urgent', 'helpline']

/**
 * @typedef {import('./pack.js').Pack} Pack
 * @typedef {import('./types.js').Filters} Filters
 * @typedef {(value: any) => boolean} Test
 */

/**
 * @param {Pack} pack
 * @param {Filters} filters
 * @param {Date} now
 * @param {import('./bank-holidays.js').BankHolidays} bankHolidays
 * @returns {Uint8Array} By row, 1 or 0
 */
export function wantedRows(pack, filters, now, bankHolidays) {
  const wanted = new Uint8Array(pack.count).fill(1)
  const { day } = ukTime(now)
  const oldest = dateOf(day - DROPPED_AFTER_DAYS)
  /** @param {Record<string, Test>} tests - By column; one that says yes is enough */
  const ask = (tests) => keep(pack, wanted, tests)

  ask({
    verifyBy: (/** @type {string} */ date) => !date || date >= oldest,
    kind: (kind) => ALWAYS_SHOWN.includes(kind)
  })
  const { kinds, substance, language, prescribesNaltrexone } = filters
  if (kinds && kinds.length > 0) ask({ kind: (kind) => kinds.includes(kind) })
  if (filters.selfReferral) ask({ selfReferral: (answer) => answer === 'yes' })
  if (substance) {
    ask({
      substances: (/** @type {string[]} */ known) =>
        known.length === 0 || known.includes(substance) || known.includes('any'),
      offers: has(substance)
    })
  }
  if (filters.family) ask({ kind: (kind) => kind === 'family', offers: has('family') })
  if (filters.remote) {
    ask({
      kind: (kind) => kind === 'helpline',
      offers: (/** @type {string[]} */ offers) =>
        offers.includes('online') || offers.includes('phone'),
      meeting: (meeting) => meeting !== null && meeting[1] !== 'in-person'
    })
  }
  if (filters.wheelchair) {
    ask({ wheelchair: (answer) => answer === 'yes' || answer === 'limited' })
  }
  if (language) ask({ languages: has(language) })
  if (prescribesNaltrexone) {
    ask({ prescribesNaltrexone: (answer) => answer === prescribesNaltrexone })
  }
  if (filters.openNow || filters.openToday) {
    ask({ status: (status) => status === 'active' })
    ask({ meeting: (meeting) => meeting === null || meeting[4] === false })
    keepOpen(pack, wanted, now, bankHolidays, Boolean(filters.openNow))
  }
  return wanted
}

/**
 * @param {string} wanted
 * @returns {Test}
 */
function has(wanted) {
  return (/** @type {string[]} */ known) => known.includes(wanted)
}

/**
 * @param {Pack} pack
 * @param {Uint8Array} wanted - Rows for which no test says yes become 0
 * @param {Record<string, Test>} tests
 */
function keep(pack, wanted, tests) {
  const asked = Object.entries(tests).map(([name, test]) => {
    const { values, places } = pack.category(name)
    return { verdicts: values.map(test), places }
  })
  if (asked.some(({ verdicts }) => verdicts.every(Boolean))) return
  for (let row = 0; row < wanted.length; row += 1) {
    let isKept = 0
    for (const { verdicts, places } of asked) {
      if (verdicts[Number(places[row])]) isKept = 1
    }
    if (isKept === 0) wanted[row] = 0
  }
}

/**
 * @param {Pack} pack
 * @param {Uint8Array} wanted - Rows not known to be open become 0
 * @param {Date} now
 * @param {import('./bank-holidays.js').BankHolidays} bankHolidays
 * @param {boolean} isNow - Else at some time from now until midnight
 */
function keepOpen(pack, wanted, now, bankHolidays, isNow) {
  const hours = pack.category('hours')
  const nations = pack.category('nation')
  const { day, minutes } = ukTime(now)
  /** @type {Map<number, boolean>} */
  const known = new Map()
  for (let row = 0; row < wanted.length; row += 1) {
    if (wanted[row] === 0) continue
    const hoursAt = Number(hours.places[row])
    const nationAt = Number(nations.places[row])
    const key = hoursAt * nations.values.length + nationAt
    let isOpen = known.get(key)
    if (isOpen === undefined) {
      const week = hours.values[hoursAt].map(readHours)
      const nation = nations.values[nationAt]
      isOpen = (isNow ? [minutes] : moments(week, minutes)).some(
        (at) => isOpenAt(week, nation, day, at, bankHolidays) === true
      )
      known.set(key, isOpen)
    }
    if (!isOpen) wanted[row] = 0
  }
}

/**
 * @param {import('./types.js').Hours[]} week
 * @param {number} minutes
 * @returns {number[]} Now, and when something begins later today
 */
function moments(week, minutes) {
  return [
    minutes,
    ...week.map(({ opens }) => opens).filter((at) => at > minutes && at < 1440)
  ]
}

/**
 * @param {{ checkedOn: string, verifyBy: string }} listing
 * @param {string} sixMonthsAgo - YYYY-MM-DD
 * @param {string} today
 */
export function isOld({ checkedOn, verifyBy }, sixMonthsAgo, today) {
  return !checkedOn || checkedOn < sixMonthsAgo || (verifyBy !== '' && verifyBy < today)
}
