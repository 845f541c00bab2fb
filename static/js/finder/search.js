/**
 * The services for an area, and the nearest ones: two lists, since the nearest may not
 * take somebody who lives elsewhere. Nothing that is asked leaves the phone. Pure.
 */
import { bearing, distanceKm } from './distance.js'
import { nearest } from './nearest.js'
import { dateOf, monthsBefore, ukTime } from './uk-time.js'
import { isOld, wantedRows } from './wanted.js'

/**
 * @typedef {import('./pack.js').Pack} Pack
 * @typedef {import('./types.js').Found} Found
 * @typedef {import('./types.js').Filters} Filters
 * @typedef {import('./types.js').Result} Result
 * @typedef {import('./types.js').Results} Results
 * @typedef {import('./bank-holidays.js').BankHolidays} BankHolidays
 *
 * @typedef {object} Directory
 * @property {Pack[]} packs
 * @property {BankHolidays} bankHolidays
 * @property {(council: string) => string} upper - The county a district is in, or ""
 */

const NEAREST = 20
const OLD_AFTER_MONTHS = 6
const NOT_FOR_AREA = 255
const MOST_FOR_NATION = 60

/**
 * @param {Directory} directory
 * @param {Found | null} found - Null: nothing was searched for, so only what serves a
 *   whole nation or anybody anywhere is found
 * @param {Filters} filters
 * @param {Date} now
 * @returns {Results}
 */
export function search({ packs, bankHolidays, upper }, found, filters, now) {
  const { day } = ukTime(now)
  const today = dateOf(day)
  const sixMonthsAgo = dateOf(monthsBefore(day, OLD_AFTER_MONTHS))
  const result = (/** @type {Pack} */ pack, /** @type {number} */ row) => {
    const listing = pack.listing(row)
    const { latitude, longitude } = listing
    const hasWay = found && latitude !== null && longitude !== null
    return {
      listing,
      distanceKm: hasWay
        ? distanceKm(found.latitude, found.longitude, latitude, longitude)
        : null,
      bearing: hasWay
        ? bearing(found.latitude, found.longitude, latitude, longitude)
        : null,
      isOld: isOld(listing, sixMonthsAgo, today)
    }
  }

  const wanted = packs.map((pack) => wantedRows(pack, filters, now, bankHolidays))
  const tiers = tiersOf(found, upper)
  const forArea = packs
    .flatMap((pack, at) => rowsForArea(pack, wanted[at], tiers))
    .map(({ pack, row, tier }) => ({ tier, ...result(pack, row) }))
    .sort(inOrder)
  const own = forArea.filter(({ tier }) => tier < tiers.nation)
  const wider = forArea.filter(({ tier }) => tier >= tiers.nation)
  return {
    forArea: [...own, ...wider.slice(0, MOST_FOR_NATION)].map(
      ({ tier, ...each }) => each
    ),
    nearest: found
      ? nearest(
          packs.map((pack, at) => ({ ...pack, wanted: withPoint(pack, wanted[at]) })),
          found.latitude,
          found.longitude,
          NEAREST
        ).map(({ pack, row }) => result(/** @type {Pack} */ (packs[pack]), row))
      : [],
    // What the filters leave of the council's own says it already.
    onlyNational:
      own.length === 0 &&
      !packs.some((pack) =>
        rowsForArea(pack, wantedRows(pack, {}, now, bankHolidays), tiers).some(
          ({ tier }) => tier < tiers.nation
        )
      )
  }
}

/**
 * How near a service is to the person's area in what it serves: the likeliest council,
 * another that may be theirs, their nation, everybody.
 *
 * @typedef {object} Tiers
 * @property {Map<string, number>} councils
 * @property {string[]} nations - Empty: any
 * @property {number} nation
 * @property {number} anybody
 */

/**
 * @param {Found | null} found
 * @param {(council: string) => string} upper
 * @returns {Tiers}
 */
function tiersOf(found, upper) {
  const councils = new Map()
  found?.councils.forEach((code, at) => {
    for (const each of [code, upper(code)]) {
      if (each && !councils.has(each)) councils.set(each, at === 0 ? 0 : 1)
    }
  })
  return { councils, nations: found?.nations ?? [], nation: 2, anybody: 3 }
}

/**
 * @param {Pack} pack
 * @param {Uint8Array | undefined} wanted
 * @param {Tiers} tiers
 * @returns {{ pack: Pack, row: number, tier: number }[]}
 */
function rowsForArea(pack, wanted, tiers) {
  const councils = pack.category('councils')
  const nations = pack.category('nations')
  const hasPoint = pack.category('hasPoint')
  const byCouncil = councils.values.map((/** @type {string[]} */ served) =>
    Math.min(NOT_FOR_AREA, ...served.map((code) => tiers.councils.get(code) ?? 255))
  )
  const byNation = nations.values.map((/** @type {string[]} */ served) =>
    served.some((each) => tiers.nations.length === 0 || tiers.nations.includes(each))
      ? tiers.nation
      : NOT_FOR_AREA
  )
  const isAny = (/** @type {{ values: any[] }} */ { values }) =>
    values.map((served) => served.length === 0)
  const anyCouncil = isAny(councils)
  const anyNation = isAny(nations)
  const rows = []
  for (let row = 0; row < pack.count; row += 1) {
    if (wanted?.[row] === 0) continue
    const council = Number(councils.places[row])
    const nation = Number(nations.places[row])
    let tier = Math.min(Number(byCouncil[council]), Number(byNation[nation]))
    if (
      tier === NOT_FOR_AREA &&
      anyCouncil[council] &&
      anyNation[nation] &&
      !hasPoint.values[Number(hasPoint.places[row])]
    ) {
      tier = tiers.anybody
    }
    if (tier !== NOT_FOR_AREA) rows.push({ pack, row, tier })
  }
  return rows
}

/**
 * @param {Result & { tier: number }} one
 * @param {Result & { tier: number }} other
 */
function inOrder(one, other) {
  return (
    one.tier - other.tier ||
    Number(one.isOld) - Number(other.isOld) ||
    (one.distanceKm ?? Infinity) - (other.distanceKm ?? Infinity) ||
    (one.listing.name < other.listing.name ? -1 : 1)
  )
}

/**
 * @param {Pack} pack
 * @param {Uint8Array | undefined} wanted
 */
function withPoint(pack, wanted) {
  const { values, places } = pack.category('hasPoint')
  const known = new Uint8Array(wanted ?? [])
  if (values.every(Boolean)) return known
  for (let row = 0; row < pack.count; row += 1) {
    if (!values[Number(places[row])]) known[row] = 0
  }
  return known
}
