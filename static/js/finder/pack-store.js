/**
 * The packs that the worker keeps on this phone, opened for a page. What a page has
 * opened stays as it is, whatever the worker installs meanwhile.
 */
import { readPack } from './pack.js'
import { search } from './search.js'

/** As in service_worker/packs.js. */
export const PACK_CACHE = 'carrycard-packs'
export const MANIFEST = '/packs/manifest.json'

/**
 * @typedef {object} PackEntry
 * @property {string} name
 * @property {string} url
 * @property {number} bytes
 * @property {string} integrity
 * @property {number} records
 * @property {string} licence
 *
 * @typedef {object} PackSource
 * @property {string} key
 * @property {string} name
 * @property {string} publisher
 * @property {string} url
 * @property {string} licence
 * @property {string} attribution
 * @property {string} retrieved_on
 *
 * @typedef {object} Manifest
 * @property {number} format - Of the pack files
 * @property {string} version
 * @property {string} built_at - UTC
 * @property {string} expires_at - UTC; afterwards say plainly that the list is old
 * @property {PackEntry[]} packs
 * @property {PackSource[]} sources
 * @property {{ url: string, bytes: number } | null} postcodes
 * @property {import('./bank-holidays.js').BankHolidays} bankHolidays
 *
 * @typedef {object} Packs
 * @property {Manifest} manifest
 * @property {import('./bank-holidays.js').BankHolidays} bankHolidays - For `openState`
 * @property {(found: import('./types.js').Found | null,
 *   filters: import('./types.js').Filters, now: Date) => import('./types.js').Results} search
 * @property {(key: string) => import('./types.js').Listing | null} byKey
 * @property {() => string[]} languages - That some service speaks, sorted
 */

/**
 * @param {(council: string) => string} [upper] - The county a district is in, or ""
 * @returns {Promise<Packs | null>} Null: none is kept here yet, or it cannot be read
 */
export async function openPacks(upper = () => '') {
  try {
    // The worker may replace them between two reads: then the new ones are there.
    return (await opened(upper)) ?? (await opened(upper))
  } catch {
    return null
  }
}

/** @param {(council: string) => string} upper */
async function opened(upper) {
  if (!(await caches.has(PACK_CACHE))) return null
  const cache = await caches.open(PACK_CACHE)
  const told = await cache.match(MANIFEST)
  if (!told) return null
  /** @type {Manifest} */
  const manifest = await told.json()
  const answers = await Promise.all(manifest.packs.map(({ url }) => cache.match(url)))
  const files = answers.filter((answer) => answer !== undefined)
  if (files.length < answers.length) return null
  const buffers = await Promise.all(files.map((file) => file.arrayBuffer()))
  return packsOf(manifest, buffers, upper)
}

/**
 * @param {Manifest} manifest
 * @param {ArrayBuffer[]} buffers - Of its packs, in order
 * @param {(council: string) => string} [upper]
 * @returns {Packs}
 * @throws {import('./pack.js').PackError} One cannot be read
 */
export function packsOf(manifest, buffers, upper = () => '') {
  const packs = buffers.map(readPack)
  const directory = { packs, bankHolidays: manifest.bankHolidays, upper }
  return {
    manifest,
    bankHolidays: manifest.bankHolidays,
    search: (found, filters, now) => search(directory, found, filters, now),
    byKey(key) {
      for (const pack of packs) {
        const row = pack.rowOf(key)
        if (row >= 0) return pack.listing(row)
      }
      return null
    },
    languages: () =>
      [
        ...new Set(packs.flatMap((pack) => pack.category('languages').values.flat()))
      ].sort()
  }
}
