/** Is everything kept that should be? Mends what it can. */
import { isAsBuilt } from './decisions.js'
import { precache, PRECACHE } from './precache.js'

/**
 * What is said to the messages 'look' and, once what could be was mended, 'health'.
 *
 * @typedef {object} Health
 * @property {boolean} ready - Every file and page of this release is in the cache
 * @property {string[]} missing - Paths that are not
 * @property {number} kept - How many are
 * @property {number} of - How many there should be
 */

/** @returns {Promise<Health>} */
export async function health() {
  const lost = await precache.missing()
  if (lost.files.length + lost.paths.length > 0) {
    await Promise.all([...lost.files.map((file) => mend(file)), mendPages(lost.paths)])
  }
  return look()
}

/** @returns {Promise<Health>} Nothing is fetched */
export async function look() {
  const left = await precache.missing()
  const missing = [...left.files.map(({ url }) => url), ...left.paths]
  const of = precache.count
  return { ready: missing.length === 0, missing, kept: of - missing.length, of }
}

/**
 * The hash in `integrity` makes sure that what is fetched is of this release, even
 * where the server has a newer one by now.
 *
 * @param {import('./precache.js').Entry} entry
 */
async function mend({ url, integrity }) {
  try {
    const response = await fetch(
      new Request(url, { integrity, cache: 'reload', redirect: 'error' })
    )
    if (!isAsBuilt(new URL(response.url), response)) return
    const cache = await caches.open(PRECACHE)
    await cache.put(precache.keyOf(url), response)
  } catch {
    // Offline, or another release: it stays missing and is reported so.
  }
}

/** @param {string[]} paths */
async function mendPages(paths) {
  if (paths.length > 0) await precache.keepPages(paths).catch(() => undefined)
}
