/** Whether the list of services on this phone is whole. It reads only. */
import { isHashed } from '../shared/file-hash.js'
import { MANIFEST, PACK_CACHE } from './pack-store.js'

/**
 * @typedef {object} PacksKept
 * @property {'none' | 'whole' | 'broken'} state
 * @property {string[]} missing - Addresses of packs that are lost or damaged
 * @property {string} builtAt - UTC; "" where there is no list
 * @property {boolean} isOld
 */

/**
 * @param {Date} now
 * @returns {Promise<PacksKept>}
 * @throws {Error} The browser would not let them be read
 */
export async function packsKept(now) {
  const none = { missing: [], builtAt: '', isOld: false }
  if (!(await caches.has(PACK_CACHE))) return { state: 'none', ...none }
  const cache = await caches.open(PACK_CACHE)
  const told = await cache.match(MANIFEST)
  if (!told) {
    const isEmpty = (await cache.keys()).length === 0
    return { state: isEmpty ? 'none' : 'broken', ...none, missing: [MANIFEST] }
  }
  /** @type {import('./pack-store.js').Manifest} */
  const manifest = await told.json()
  const looked = await Promise.all(
    manifest.packs.map(async ({ url, integrity }) => {
      const answer = await cache.match(url)
      return answer && (await isHashed(await answer.arrayBuffer(), integrity))
    })
  )
  const missing = manifest.packs.filter((_, at) => !looked[at]).map(({ url }) => url)
  return {
    state: missing.length > 0 ? 'broken' : 'whole',
    missing,
    builtAt: manifest.built_at,
    isOld: now.getTime() > Date.parse(manifest.expires_at)
  }
}
