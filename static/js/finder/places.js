/** Towns and villages by name: as typed, as it goes on, and with slips. */
import { codesOf } from './outcodes.js'
import { letterBits, lettersMissing, slipsToBeginning } from './slips.js'

const MOST = 8
/** People to the square kilometre of a town, as make_tables.py has it. */
const PEOPLE_PER_KM2 = 4000
const ISLANDS = /** @type {Record<string, string>} */ ({
  IM: 'Isle of Man',
  JE: 'Jersey',
  GG: 'Guernsey'
})

/**
 * @typedef {object} PlaceTable - places.json; degrees in thousandths
 * @property {string[]} councils
 * @property {string} names
 * @property {Record<string, string>} also
 * @property {number[]} latitudes
 * @property {number[]} longitudes
 * @property {number[]} sizes - Twice the binary logarithm of the people who live there
 * @property {string} councilsOf
 *
 * @typedef {object} Place
 * @property {string} label - "Bangor, Gwynedd"
 * @property {number} latitude
 * @property {number} longitude
 * @property {number} radiusKm
 * @property {string[]} councils - GSS codes, likeliest first; none on the islands
 */

/**
 * @param {PlaceTable} table
 * @param {Map<string, import('./types.js').Council>} councils
 */
export function readPlaces(table, councils) {
  const names = table.names.split('|')
  const councilsOf = table.councilsOf.split(' ')
  /** Every name with the number of its place, the largest place first. */
  const spelt = names
    .flatMap((name, at) =>
      [name, ...(table.also[at]?.split('|') ?? [])].map((each) => {
        const plain = plainName(each)
        return { plain, at, bits: letterBits(plain) }
      })
    )
    .sort((a, b) => (table.sizes[b.at] ?? 0) - (table.sizes[a.at] ?? 0))

  const shown = (/** @type {number} */ at) => {
    const codes = codesOf(councilsOf[at] ?? '', table.councils)
    const first = codes[0] ?? ''
    // London is in no one council.
    if (codes.length > 10) return ''
    return (
      ISLANDS[first] ?? councils.get(councils.get(first)?.upper || first)?.name ?? ''
    )
  }

  /**
   * @param {number} at
   * @returns {Place}
   */
  const row = (at) => {
    const name = names[at] ?? ''
    const codes = codesOf(councilsOf[at] ?? '', table.councils)
    // "Newport, Newport" says nothing, but "Newport" alone is any of five.
    const isOneOfMore = names.indexOf(name) !== names.lastIndexOf(name)
    const council = shown(at)
    const beside = council === name && isOneOfMore ? countryOf(codes[0] ?? '') : council
    const people = 2 ** ((table.sizes[at] ?? 0) / 2)
    return {
      label: beside && beside !== name ? `${name}, ${beside}` : name,
      latitude: (table.latitudes[at] ?? 0) / 1000,
      longitude: (table.longitudes[at] ?? 0) / 1000,
      radiusKm: Math.max(1, Math.sqrt(people / PEOPLE_PER_KM2 / Math.PI)),
      councils: codes.filter((code) => !(code in ISLANDS))
    }
  }

  /**
   * @param {string} text
   * @returns {Place[]} Best first, at most eight
   */
  return function find(text) {
    const [typed = '', beside = ''] = text.split(',', 2).map(plainName)
    if (typed.length < 2) return []
    /** @type {Map<number, number>} */
    const ranks = new Map()
    const rank = (/** @type {number} */ at, /** @type {number} */ value) => {
      if (beside && !plainName(shown(at)).startsWith(beside)) return
      if (value < (ranks.get(at) ?? Infinity)) ranks.set(at, value)
    }
    for (const { plain, at } of spelt) {
      if (plain === typed) rank(at, 0)
      else if (plain.startsWith(typed)) rank(at, 1)
      else if (plain.includes(` ${typed}`)) rank(at, 2)
    }
    if (ranks.size < MOST && !spelt.some(({ plain }) => plain === typed)) {
      const most = typed.length > 6 ? 2 : typed.length > 3 ? 1 : 0
      const typedBits = letterBits(typed)
      for (const { plain, at, bits } of most ? spelt : []) {
        if (lettersMissing(typedBits, bits) > most) continue
        const slips = slipsToBeginning(typed, plain, most)
        const isLonger = plain.length > typed.length + 2
        if (slips <= most) rank(at, 1 + 2 * slips + Number(isLonger))
      }
    }
    // The names stand by size already, and sorting keeps what is equal in place.
    return [...ranks]
      .sort((a, b) => a[1] - b[1])
      .slice(0, MOST)
      .map(([at]) => row(at))
  }
}

const COUNTRIES = /** @type {Record<string, string>} */ ({
  E: 'England',
  W: 'Wales',
  S: 'Scotland',
  N: 'Northern Ireland'
})
const countryOf = (/** @type {string} */ code) => COUNTRIES[code.slice(0, 1)] ?? ''

/**
 * A name as it is compared: "St. Andrew's" and "Saint Andrews" are one, and "Y Bala" is
 * "Bala".
 *
 * @param {string} name
 */
export function plainName(name) {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’‘`.]/gu, '')
    .replace(/&/g, ' and ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\bsaint(?=s?\b)/g, 'st')
    .replace(/^(?:the|yr?) (?=.)/, '')
}
