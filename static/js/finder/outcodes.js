/** The first halves of postcodes: where each is, how far it reaches, whose it may be. */
import { distanceKm } from './distance.js'
import { areaOf } from './postcode.js'

/**
 * @typedef {object} OutcodeTable - outcodes.json; degrees in thousandths, km in tenths
 * @property {string[]} councils
 * @property {string} outcodes
 * @property {number[]} latitudes
 * @property {number[]} longitudes
 * @property {number[]} radii
 * @property {string} councilsOf
 * @property {string} noPlace
 *
 * @typedef {object} Outcode
 * @property {string} outcode
 * @property {number} latitude
 * @property {number} longitude
 * @property {number} radiusKm - Nine in ten of its postcodes are within this
 * @property {string[]} councils - GSS codes, those of the most postcodes first
 */

/** @param {OutcodeTable} table */
export function readOutcodes(table) {
  const names = table.outcodes.split(' ')
  const councils = table.councilsOf.split(' ')
  const number = new Map(names.map((name, at) => [name, at]))
  const without = new Set(table.noPlace.split(' '))

  /**
   * @param {number} at
   * @returns {Outcode}
   */
  const row = (at) => ({
    outcode: names[at] ?? '',
    latitude: (table.latitudes[at] ?? 0) / 1000,
    longitude: (table.longitudes[at] ?? 0) / 1000,
    radiusKm: (table.radii[at] ?? 0) / 10,
    councils: codesOf(councils[at] ?? '', table.councils)
  })

  /** Of "L": L1, but not LS1. Of "EC1": EC1A, and EC1 itself, but not EC10. */
  const startsWith = (/** @type {string} */ name, /** @type {string} */ beginning) =>
    /\d/.test(beginning)
      ? name.startsWith(beginning) && !/^\d/.test(name.slice(beginning.length))
      : areaOf(name) === beginning

  return {
    has: (/** @type {string} */ outcode) => number.has(outcode),
    hasNoPlace: (/** @type {string} */ outcode) => without.has(outcode),
    begins: (/** @type {string} */ beginning) =>
      names.some((name) => startsWith(name, beginning)),

    all: () => names.map((_, at) => row(at)),

    /**
     * @param {string} outcode
     * @returns {Outcode | null}
     */
    find(outcode) {
      const at = number.get(outcode)
      return at === undefined ? null : row(at)
    },

    /**
     * @param {string} beginning - Letters, or letters and digits: "LS", "EC1"
     * @returns {Outcode[]}
     */
    beginning: (beginning) =>
      names.flatMap((name, at) => (startsWith(name, beginning) ? [row(at)] : [])),

    /**
     * @param {number} latitude
     * @param {number} longitude
     * @param {number} count
     * @returns {(Outcode & { distanceKm: number })[]} Nearest first
     */
    nearest(latitude, longitude, count) {
      return names
        .map((_, at) => ({
          at,
          km: distanceKm(
            latitude,
            longitude,
            (table.latitudes[at] ?? 0) / 1000,
            (table.longitudes[at] ?? 0) / 1000
          )
        }))
        .sort((a, b) => a.km - b.km)
        .slice(0, count)
        .map(({ at, km }) => ({ ...row(at), distanceKm: km }))
    }
  }
}

/**
 * @param {string} numbered - "4.17"
 * @param {string[]} codes
 * @returns {string[]}
 */
export function codesOf(numbered, codes) {
  return numbered === '' ? [] : numbered.split('.').map((at) => codes[Number(at)] ?? '')
}
