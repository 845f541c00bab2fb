/** What is kept for offline: one release, all of it or nothing. Workbox does the work. */
import { PrecacheController } from 'workbox-precaching'
import { isAsBuilt } from './decisions.js'

export const PRECACHE = 'carrycard-precache'

/**
 * @typedef {object} Entry
 * @property {string} url - Path on this origin
 * @property {string | null} revision - Null where the address itself carries the hash
 * @property {string} integrity - SRI value: other bytes than these are refused
 */

/** Written into the built worker by pwa/shell/build.py. */
const entries = /** @type {Entry[]} */ (/** @type {any} */ (self).__WB_MANIFEST)

const controller = new PrecacheController({
  cacheName: PRECACHE,
  // What to do about a lost entry is said in routes.js, and it is mended by health.js.
  fallbackToNetwork: false,
  plugins: [
    {
      cacheWillUpdate: async ({ request, response }) =>
        isAsBuilt(new URL(request.url), response) ? response : null
    }
  ]
})
controller.addToCacheList(entries)

/**
 * Keep every entry, or none: one refusal rejects, the install fails, and the release
 * before goes on serving. Entries are fetched side by side; Workbox's own install
 * takes them one by one, which costs a round trip each on a slow link.
 *
 * @param {ExtendableEvent} event
 * @returns {Promise<void>}
 */
async function install(event) {
  await Promise.all(entries.map((entry) => keep(entry, event)))
  // The release before may have taken over meanwhile and tidied up.
  if ((await missing()).length > 0) throw new Error('a kept file has gone again')
}

/** @returns {Promise<Entry[]>} Entries of this release that are not in the cache */
async function missing() {
  const cache = await caches.open(PRECACHE)
  const found = await Promise.all(
    entries.map(({ url }) => cache.match(controller.getCacheKeyForURL(url) ?? url))
  )
  return entries.filter((_, index) => !found[index])
}

/**
 * @param {Entry} entry
 * @param {ExtendableEvent} event
 */
async function keep({ url, revision, integrity }, event) {
  const request = new Request(url, {
    integrity,
    cache: revision ? 'reload' : 'default',
    credentials: 'same-origin',
    redirect: 'error'
  })
  const cacheKey = controller.getCacheKeyForURL(url)
  const done = controller.strategy.handleAll({ event, request, params: { cacheKey } })
  await Promise.all(done)
}

export const precache = {
  controller,
  install,
  missing,
  /**
   * Delete entries of other releases, in our cache only.
   *
   * @param {ExtendableEvent} event
   */
  activate: (event) => controller.activate(event)
}
