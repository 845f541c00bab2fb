/** What is kept for offline: one release, all of it or nothing. Workbox does the work. */
import { PrecacheController } from 'workbox-precaching'

export const PRECACHE = 'carrycard-precache'

/**
 * @typedef {object} Entry
 * @property {string} url - Path on this origin
 * @property {string | null} revision - Null where the address itself carries the hash
 * @property {string} integrity - SRI value: other bytes than these are refused
 */

/** Written into the built worker by pwa/shell/build.py. */
const entries = /** @type {Entry[]} */ (/** @type {any} */ (self).__WB_MANIFEST)

const controller = new PrecacheController({ cacheName: PRECACHE })
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
  entries,
  install,
  /**
   * Delete entries of other releases, in our cache only.
   *
   * @param {ExtendableEvent} event
   */
  activate: (event) => controller.activate(event),
  keep
}
