/**
 * The third copy, in Cache Storage: apart from IndexedDB, and on disk sooner than
 * localStorage.
 *
 * The service worker must never drop this cache with those of old releases, nor
 * answer a request from it.
 */
import { isWiped } from '../shared/wiped.js'
import { readRecord } from './card-record.js'
import { withPatience } from './with-patience.js'

const CACHE = 'carrycard-card'
const KEY = '/card/kept-copy'
const PATIENCE_MS = 3000

/**
 * Never throws.
 *
 * @returns {Promise<CardRecord | null>} Null when there is none, when it is damaged
 *   or of a newer release, and when storage is off
 */
export async function readCache() {
  try {
    return readRecord(await lookAtCache())
  } catch {
    return null
  }
}

/**
 * @returns {Promise<unknown>} What is there, unchecked: undefined when nothing is,
 *   null when it cannot be parsed
 * @throws {Error} Cache Storage is off, or does not answer; nothing has changed
 */
export async function lookAtCache() {
  const text = await patiently(async () => {
    const kept = await caches.match(KEY, { cacheName: CACHE })
    return kept?.text()
  })
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * @param {CardRecord} record
 * @returns {Promise<void>} Settles once the copy is kept
 * @throws {Error} Not known to be kept (storage full or off); the copy before may
 *   still be there and is out of date, so drop it
 */
export async function writeCache(record) {
  if (isWiped()) throw new Error('Everything was wiped')
  const headers = { 'Content-Type': 'application/json' }
  await patiently(async () => {
    const cache = await caches.open(CACHE)
    await cache.put(KEY, new Response(JSON.stringify(record), { headers }))
  })
}

/**
 * @returns {Promise<void>} Settles once the copy is gone, or there is no such storage
 * @throws {Error} The copy may still be there
 */
export async function dropCache() {
  if (typeof caches !== 'undefined') await patiently(() => caches.delete(CACHE))
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function patiently(work) {
  return withPatience(work(), PATIENCE_MS, 'Cache Storage')
}

/** @import { CardRecord } from './card-record.js' */
