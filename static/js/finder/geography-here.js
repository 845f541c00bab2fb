/** The tables of places that came with the app, read when the finder is opened. */
import { readCouncils } from './councils.js'
import { locator } from './locate.js'
import { areaBytes } from './postcode-store.js'

/** @import { Council, Found } from './types.js' */
/** @import { Coasts } from './map-land.js' */
/** @import { PlaceTable } from './places.js' */

/** About 60 km: further off, no name would be on the map. */
const NEAR_DEGREES = 0.6
const MOST_TOWNS = 60

/**
 * @typedef {{ name: string, latitude: number, longitude: number }} Town
 *
 * @typedef {object} Geography
 * @property {(text: string) => Promise<Found[]>} find
 * @property {(latitude: number, longitude: number) => Promise<Found>} near
 * @property {(code: string) => Council | null} council
 * @property {(latitude: number, longitude: number) => Town[]} townsNear - Largest first
 * @property {Coasts} coasts
 */

/**
 * @param {DOMStringMap} named - Address and integrity of each table
 * @returns {Promise<Geography>}
 * @throws {Error} A table did not come, or is not the one the page names
 */
export async function openGeography(named) {
  const [outcodes, places, councils, coasts] = await Promise.all(
    ['outcodes', 'places', 'councils', 'outline'].map((name) => table(named, name))
  )
  const { find, near } = locator({ outcodes, places, councils, areaBytes })
  const byCode = readCouncils(councils)
  return {
    find,
    near,
    council: (code) => byCode.get(code) ?? null,
    townsNear: (latitude, longitude) => townsNear(places, latitude, longitude),
    coasts
  }
}

/**
 * @param {PlaceTable} table
 * @param {number} latitude
 * @param {number} longitude
 * @returns {Town[]}
 */
function townsNear({ names, latitudes, longitudes, sizes }, latitude, longitude) {
  const called = names.split('|')
  return latitudes
    .map((north, at) => ({
      name: called[at] ?? '',
      latitude: north / 1000,
      longitude: (longitudes[at] ?? 0) / 1000,
      size: sizes[at] ?? 0
    }))
    .filter(
      (town) =>
        Math.abs(town.latitude - latitude) < NEAR_DEGREES &&
        Math.abs(town.longitude - longitude) < 2 * NEAR_DEGREES
    )
    .sort((one, other) => other.size - one.size)
    .slice(0, MOST_TOWNS)
}

/**
 * @param {DOMStringMap} named
 * @param {string} name
 */
async function table(named, name) {
  const integrity = named[`${name}Integrity`] ?? ''
  const response = await fetch(named[name] ?? '', { integrity })
  return response.json()
}
