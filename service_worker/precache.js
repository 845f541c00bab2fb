/** What is kept for offline: all files and pages of one release. */
import { fetchBuilt } from './fetching.js'

export const PRECACHE = 'carrycard-precache'

/**
 * @typedef {object} Entry - A file that is fetched by itself
 * @property {string} url - Path on this origin
 * @property {string} [revision] - None where the address itself carries the hash
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

/**
 * Each path under the address by which it is kept. Where that has a revision in it, it
 * is written as Workbox's precache writes it, which earlier releases had. A page is of
 * the pack that it came in, whose address carries its hash.
 */
const keys = new Map([
  ...files.map(({ url, revision }) => keyPair(url, revision)),
  ...packs.flatMap((pack) =>
    pack.paths.map((url) =>
      keyPair(url, url.startsWith('/static/') ? undefined : pack.url)
    )
  )
])

/**
 * @param {string} path
 * @param {string} [revision]
 * @returns {[string, string]}
 */
function keyPair(path, revision) {
  const key = new URL(path, self.location.origin)
  if (revision) key.searchParams.set('__WB_REVISION__', revision)
  return [path, key.href]
}

/**
 * @param {string} path
 * @returns {string} Under which it is kept
 */
function keyOf(path) {
  return keys.get(path) ?? path
}

/**
 * @param {string} path
 * @returns {Promise<Response | undefined>} Undefined where it is not kept
 */
async function match(path) {
  return keys.has(path) ? caches.match(keyOf(path), { cacheName: PRECACHE }) : undefined
}

/** @returns {Promise<string[]>} The paths of this release that are not kept */
async function missing() {
  const kept = new Set(await addresses())
  return [...keys.keys()].filter((path) => !kept.has(keyOf(path)))
}

/** Delete the entries of other releases. */
async function tidy() {
  const ours = new Set(keys.values())
  const cache = await caches.open(PRECACHE)
  const others = (await addresses()).filter((url) => !ours.has(url))
  await Promise.all(others.map((url) => cache.delete(url)))
}

async function addresses() {
  const cache = await caches.open(PRECACHE)
  return (await cache.keys()).map(({ url }) => url)
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
  packs,
  files,
  /** How many files and pages a release has */
  count: keys.size,
  drop,
  has: (/** @type {string} */ path) => keys.has(path),
  keepFile,
  keepPack,
  match,
  missing,
  tidy
}
