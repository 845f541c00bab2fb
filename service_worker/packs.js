/**
 * The directory's packs on this phone: all of one build of them, or the one before.
 * Pages read the cache themselves; the worker only brings it up to date.
 */

/** As in static/js/finder/pack-store.js. */
const PACK_CACHE = 'carrycard-packs'
const MANIFEST = '/packs/manifest.json'
/** Of the packs that this release's pages can read; docs/packs.md. */
const FORMAT = 1
const MANIFEST_PATIENCE_MS = 10_000
const PACK_PATIENCE_MS = 120_000

/**
 * @typedef {{ url: string, integrity: string }} Pack
 *
 * @typedef {object} Manifest
 * @property {number} format
 * @property {string} version
 * @property {string} built_at
 * @property {Pack[]} packs
 *
 * @typedef {object} PackState
 * @property {'current' | 'updated' | 'offline' | 'failed'} state
 * @property {string} builtAt - Of the packs that are kept now; "" where there are none
 */

/** The network gave no whole answer; what is wrong with an answer is any other error. */
class Unreached extends Error {}

/**
 * One at a time, also across the workers of two releases.
 *
 * @returns {Promise<PackState>}
 */
export function updatePacks() {
  return navigator.locks ? navigator.locks.request(PACK_CACHE, update) : update()
}

/** @returns {Promise<PackState>} */
async function update() {
  const cache = await caches.open(PACK_CACHE)
  const kept = await keptManifest(cache)
  try {
    const offered = await fetchWhole(MANIFEST, 'application/json', MANIFEST_PATIENCE_MS)
    /** @type {Manifest} */
    const manifest = await offered.clone().json()
    if (manifest.format !== FORMAT) throw new Error('packs of another format')
    const isNews = manifest.version !== kept?.version
    const done = await Promise.allSettled(
      manifest.packs.map((pack) => keep(cache, pack))
    )
    for (const each of done) if (each.status === 'rejected') throw each.reason
    // This one entry is what makes them the installed ones.
    if (isNews) await cache.put(MANIFEST, offered)
    await tidy(cache, manifest)
    return {
      state: isNews ? 'updated' : 'current',
      builtAt: (isNews ? manifest : kept).built_at
    }
  } catch (error) {
    // What was fetched for nothing goes: the space is the card's.
    if (kept) await tidy(cache, kept)
    else await caches.delete(PACK_CACHE)
    const state = error instanceof Unreached ? 'offline' : 'failed'
    return { state, builtAt: kept?.built_at ?? '' }
  }
}

/**
 * @param {Cache} cache
 * @returns {Promise<Manifest | undefined>}
 */
async function keptManifest(cache) {
  try {
    return await (await cache.match(MANIFEST))?.json()
  } catch {
    return undefined
  }
}

/**
 * Fetch it, unless it is kept and whole.
 *
 * @param {Cache} cache
 * @param {Pack} pack
 */
async function keep(cache, { url, integrity }) {
  if (await isWhole(await cache.match(url), integrity)) return
  const answer = await fetchWhole(url, 'application/octet-stream', PACK_PATIENCE_MS)
  if (!(await isWhole(answer.clone(), integrity))) throw new Error(`${url} is another`)
  await cache.put(url, answer)
}

/**
 * @param {Response | undefined} answer
 * @param {string} integrity - "sha256-" and the hash in base64
 */
async function isWhole(answer, integrity) {
  if (!answer) return false
  const hash = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer())
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}` === integrity
}

/**
 * @param {string} url
 * @param {string} kind
 * @param {number} patienceMs
 * @returns {Promise<Response>} Read to its end: half of it is nothing
 * @throws {Unreached}
 */
async function fetchWhole(url, kind, patienceMs) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), patienceMs)
  let body, isRight
  try {
    const answer = await fetch(url, {
      // A damaged copy in the browser's own cache must not come back for years.
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error',
      signal: patience.signal
    })
    isRight = answer.ok && answer.headers.get('Content-Type')?.startsWith(kind)
    body = await answer.arrayBuffer()
  } catch (cause) {
    throw new Unreached(url, { cause })
  } finally {
    clearTimeout(timer)
  }
  if (!isRight) throw new Error(`${url} is something else`)
  return new Response(body, { headers: { 'Content-Type': kind } })
}

/**
 * Delete what the manifest does not name.
 *
 * @param {Cache} cache
 * @param {Manifest} manifest
 */
async function tidy(cache, { packs }) {
  const named = new Set([MANIFEST, ...packs.map(({ url }) => url)])
  const keys = await cache.keys()
  const others = keys.filter(({ url }) => !named.has(new URL(url).pathname))
  await Promise.all(others.map((key) => cache.delete(key)))
}
