/**
 * All full postcodes, if the person wants them: fetched all at once, so that the server
 * does not learn which area they look in, and kept on the phone.
 */
import { isWiped } from '../shared/wiped.js'

export const POSTCODE_CACHE = 'carrycard-postcodes'
const LIST = '/packs/postcodes.json'
/** The list that is being fetched. It takes the other's place once all of it is here. */
const NEXT = '/packs/postcodes.json?next'
const AT_ONCE = 4

/**
 * @typedef {object} AreaEntry
 * @property {string} area - "LS"
 * @property {string} url
 * @property {number} bytes - On the way here, packed
 * @property {number} length - As it is kept
 * @property {string} integrity
 *
 * @typedef {object} PostcodesHere
 * @property {'none' | 'partial' | 'whole'} state - Whole is also an older edition that
 *   is all here, while a newer one is not
 * @property {number} done - Area files that are here
 * @property {number} all - Area files there are; 0 where that is not known yet
 * @property {number} bytes - What they take up on the phone
 */

/**
 * The postcodes could not be fetched or kept. What has come so far stays, and is not
 * fetched again.
 */
export class PostcodeStoreError extends Error {
  name = 'PostcodeStoreError'
}

/** @returns {Promise<PostcodesHere>} Without the network */
export async function postcodesHere() {
  const cache = await openIfThere()
  const whole = cache && (await entriesAt(cache, LIST))
  const entries = whole ?? (cache && (await entriesAt(cache, NEXT))) ?? []
  const urls = cache ? await urlsIn(cache) : new Set()
  const here = entries.filter(({ url }) => urls.has(url))
  const isAll = here.length === entries.length
  return {
    state: here.length === 0 ? 'none' : whole && isAll ? 'whole' : 'partial',
    done: here.length,
    all: entries.length,
    bytes: here.reduce((sum, { length }) => sum + length, 0)
  }
}

/** @returns {Promise<AreaEntry[]>} What was lost of an edition that was all here */
export async function lostPostcodes() {
  const cache = await openIfThere()
  const entries = (cache && (await entriesAt(cache, LIST))) ?? []
  const urls = cache ? await urlsIn(cache) : new Set()
  return entries.filter(({ url }) => !urls.has(url))
}

/**
 * Fetch that again, and nothing of a newer edition.
 *
 * @throws {Error} The network, or the phone, would not have one; the others are here
 */
export async function mendPostcodes() {
  const cache = await caches.open(POSTCODE_CACHE)
  const done = await Promise.allSettled(
    (await lostPostcodes()).map((entry) => keepArea(cache, entry))
  )
  for (const each of done) if (each.status === 'rejected') throw each.reason
}

/**
 * Fetch what is missing of the newest edition. The older one answers until all is here.
 *
 * @param {object} [options]
 * @param {AbortSignal} [options.signal] - Ends it; what has come stays
 * @param {(done: number, all: number) => void} [options.onProgress] - In area files
 * @throws {PostcodeStoreError} No network, no room, or a file that is not what the list
 *   says; its `cause` tells
 * @throws {DOMException} AbortError: the signal ended it
 */
export async function fetchPostcodes({ signal, onProgress = () => undefined } = {}) {
  try {
    const cache = await caches.open(POSTCODE_CACHE)
    const answer = await fetched(LIST, { cache: 'no-store', signal: signal ?? null })
    const entries = entriesIn(await answer.clone().json())
    if (!entries) throw new TypeError(`${LIST} is not the list of postcodes`)
    await put(cache, NEXT, answer)

    const urls = await urlsIn(cache)
    const missing = entries.filter(({ url }) => !urls.has(url))
    let done = entries.length - missing.length
    onProgress(done, entries.length)
    const takeTurns = async () => {
      for (let entry = missing.shift(); entry; entry = missing.shift()) {
        if (signal?.aborted) throw stopped()
        await keepArea(cache, entry, signal)
        onProgress(++done, entries.length)
      }
    }
    // One that fails ends the others' turns; what they are at is still kept.
    const turns = await Promise.allSettled(
      Array.from({ length: AT_ONCE }, () =>
        takeTurns().finally(() => {
          missing.length = 0
        })
      )
    )
    const failed = turns.find((turn) => turn.status === 'rejected')
    if (failed) throw failed.reason
    await takeOver(cache, entries)
  } catch (cause) {
    if (signal?.aborted) throw stopped()
    throw new PostcodeStoreError('The postcodes were not all kept', { cause })
  }
}

/**
 * @param {Cache} cache
 * @param {AreaEntry} entry
 * @param {AbortSignal} [signal]
 */
async function keepArea(cache, { url, integrity, length }, signal) {
  const file = await fetched(url, { integrity, signal: signal ?? null })
  const body = await file.arrayBuffer()
  if (body.byteLength !== length) throw new TypeError(`${url} is cut short`)
  await put(cache, url, new Response(body))
}

const stopped = () => new DOMException('Stopped', 'AbortError')

/** Take all of it off the phone. */
export async function dropPostcodes() {
  if (typeof caches !== 'undefined') await caches.delete(POSTCODE_CACHE)
}

/**
 * @param {string} area - "LS"
 * @returns {Promise<Uint8Array | null>} Its file, or null where it is not here
 */
export async function areaBytes(area) {
  const cache = await openIfThere()
  if (!cache) return null
  for (const list of [LIST, NEXT]) {
    const entry = (await entriesAt(cache, list))?.find((each) => each.area === area)
    const file = entry && (await cache.match(entry.url))
    if (file) return new Uint8Array(await file.arrayBuffer())
  }
  return null
}

/**
 * @param {Cache} cache
 * @param {AreaEntry[]} entries
 */
async function takeOver(cache, entries) {
  const list = await cache.match(NEXT)
  if (!list) throw new TypeError('The list has gone')
  await put(cache, LIST, list)
  const wanted = new Set([LIST, ...entries.map(({ url }) => url)])
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url)
    if (!wanted.has(pathname + search)) await cache.delete(request)
  }
}

/** Not made merely by looking, so that nothing is left where nothing was asked for. */
async function openIfThere() {
  if (typeof caches === 'undefined' || !(await caches.has(POSTCODE_CACHE))) return null
  return caches.open(POSTCODE_CACHE)
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @returns {Promise<AreaEntry[] | null>}
 */
async function entriesAt(cache, url) {
  const list = await cache.match(url)
  return list ? entriesIn(await list.json()) : null
}

/**
 * @param {any} list
 * @returns {AreaEntry[] | null}
 */
function entriesIn(list) {
  return list?.format === 1 && Array.isArray(list.areas) ? list.areas : null
}

/**
 * @param {Cache} cache
 * @returns {Promise<Set<string>>} Paths
 */
async function urlsIn(cache) {
  const requests = await cache.keys()
  return new Set(requests.map(({ url }) => new URL(url).pathname))
}

/**
 * @param {string} url
 * @param {RequestInit} init
 */
async function fetched(url, init) {
  const answer = await fetch(url, init)
  if (!answer.ok) throw new TypeError(`${url} answered ${answer.status}`)
  return answer
}

/**
 * @param {Cache} cache
 * @param {string} url
 * @param {Response} answer
 */
async function put(cache, url, answer) {
  if (isWiped()) throw new Error('Everything was wiped')
  await cache.put(url, answer)
}
