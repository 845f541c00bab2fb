/** Is everything kept that should be? Mends what it can. */
import { isAsBuilt } from './decisions.js'
import { precache, PRECACHE } from './precache.js'

/**
 * @typedef {object} Health
 * @property {boolean} ready - Every entry of this release is in the cache
 * @property {string[]} missing - Paths that are not, after an attempt to fetch them
 */

/** @returns {Promise<Health>} */
export async function health() {
  const lost = await precache.missing()
  await Promise.all(lost.map((entry) => mend(entry)))
  const left = lost.length ? await precache.missing() : []
  return { ready: left.length === 0, missing: left.map(({ url }) => url) }
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
    await cache.put(precache.controller.getCacheKeyForURL(url) ?? url, response)
  } catch {
    // Offline, or another release: it stays missing and is reported so.
  }
}
