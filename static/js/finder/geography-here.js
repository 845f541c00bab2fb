/** The tables of places that came with the app, read when the finder is opened. */
import { locator } from './locate.js'
import { areaBytes } from './postcode-store.js'

/** @import { Council, Found } from './types.js' */

/**
 * @typedef {object} Geography
 * @property {(text: string) => Promise<Found[]>} find
 * @property {(latitude: number, longitude: number) => Found} near
 * @property {(code: string) => Council | null} council
 * @property {(latitude: number, longitude: number) => { name: string, latitude: number, longitude: number }[]} townsNear -
 *   Largest first
 */

/**
 * @param {DOMStringMap} named - Address and integrity of each table
 * @returns {Promise<Geography>}
 * @throws {Error} A table did not come, or is not the one the page names
 */
export async function openGeography(named) {
  const [outcodes, places, councils] = await Promise.all(
    ['outcodes', 'places', 'councils'].map((name) => table(named, name))
  )
  const { find, near } = locator({ outcodes, places, councils, areaBytes })
  return {
    find,
    near,
    council: (code) => null,
    townsNear: () => []
  }
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
