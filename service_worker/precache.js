/** What is kept for offline: all files and pages of one release, in Workbox's cache. */
import { PrecacheController } from 'workbox-precaching'
import { fetchBuilt } from './fetching.js'

export const PRECACHE = 'carrycard-precache'

/**
 * @typedef {object} Entry - A file that is fetched by itself
 * @property {string} url - Path on this origin
 * @property {string | null} revision - Null where the address itself carries the hash
 * @property {string} integrity - SRI value: other bytes than these are refused
 */

/**
 * @typedef {object} Pack - Pages, scripts and styles in one file
 * @property {string} url
 * @property {string} integrity
 * @property {string[]} paths - Of what is in it
 */

/** Written into the built worker by pwa/shell/build.py; the first pack is the core. */
const { files, packs } = /** @type {{ files: Entry[], packs: [Pack, ...Pack[]] }} */ (
  /** @type {any} */ (self).__WB_MANIFEST
)

const controller = new PrecacheController({
  cacheName: PRECACHE,
  // What to do about a lost entry is said in routes.js, and it is mended by keeping.js.
  fallbackToNetwork: false
})
/** A page is of the pack it came in, whose address carries its hash. */
const packed = packs.flatMap((pack) =>
  pack.paths.map((url) => ({
    url,
    revision: url.startsWith('/static/') ? null : pack.url
  }))
)
controller.addToCacheList([...files, ...packed])
const paths = [...files, ...packed].map(({ url }) => url)

/**
 * @param {string} url
 * @returns {string} Under which it is kept: with the revision in it
 */
function keyOf(url) {
  return controller.getCacheKeyForURL(url) ?? url
}

/** @returns {Promise<string[]>} The paths of this release that are not kept */
async function missing() {
  const cache = await caches.open(PRECACHE)
  const kept = new Set((await cache.keys()).map(({ url }) => url))
  return paths.filter((path) => !kept.has(keyOf(path)))
}

/**
 * Fetch the pack and keep what is lost of it. The hash makes sure that it is of this
 * release, even where the server has a newer one by now.
 *
 * @param {Pack} pack
 * @param {string[]} lost - Of any pack
 * @returns {Promise<void>} Rejects if one of them could not be kept
 */
async function keepPack(pack, lost) {
  const wanted = pack.paths.filter((path) => lost.includes(path))
  if (wanted.length === 0) return
  // Only the worker wants it; and a bad copy must not come back for years.
  const response = await fetchBuilt(pack, 'no-store')
  const { texts, headers, own } = await response.json()
  const cache = await caches.open(PRECACHE)
  await Promise.all(
    wanted.map((path) =>
      cache.put(
        keyOf(path),
        new Response(texts[path], { headers: { ...headers, ...own[path] } })
      )
    )
  )
}

/**
 * @param {Entry} file
 * @returns {Promise<void>} Rejects if it could not be kept
 */
async function keepFile(file) {
  const cache = await caches.open(PRECACHE)
  const response = await fetchBuilt(file, file.revision ? 'reload' : 'default').catch(
    // What the browser kept of it may be damaged.
    () => fetchBuilt(file, 'reload')
  )
  await cache.put(keyOf(file.url), response)
}

/**
 * A release that could not be kept leaves nothing: the space is the card's.
 *
 * @param {string[]} added
 */
async function drop(added) {
  const cache = await caches.open(PRECACHE)
  await Promise.all(added.map((path) => cache.delete(keyOf(path))))
}

export const precache = {
  controller,
  packs,
  files,
  /** How many files and pages a release has */
  count: paths.length,
  drop,
  keepFile,
  keepPack,
  missing
}
