/** The app's own files on this phone: what of them is lost or damaged, and mending it. */
import { isHashedFrom } from '../shared/file-hash.js'
import { isWiped } from '../shared/wiped-state.js'
import { askWorker } from '../shared/worker-health.js'

/** As in service_worker/precache.js */
const PRECACHE = 'carrycard-precache'
const HASHED = /\.([0-9a-f]{8})\.\w+$/
/** A slow link takes a while to bring all pages. */
const MEND_PATIENCE_MS = 50_000

/**
 * @typedef {object} AppFiles
 * @property {number} kept - Whole, and of this release
 * @property {number} of
 * @property {string[]} lost - Paths of the others
 *
 * @typedef {{ key: Request, path: string, answer: Response }} Damaged
 */

/**
 * It reads only.
 *
 * @param {ServiceWorker} worker
 * @returns {Promise<AppFiles | null>} Null where the worker does not say
 */
export async function appFiles(worker) {
  const [health, damaged] = await Promise.all([
    askWorker(worker, 'look'),
    damagedFiles()
  ])
  if (!health) return null
  const paths = damaged.map(({ path }) => path)
  const lost = [...new Set([...health.missing, ...paths])].sort()
  return { kept: health.of - lost.length, of: health.of, lost }
}

/**
 * What is damaged is taken away, so that the worker fetches it again; where it cannot,
 * the damaged one comes back: half a page is more than none.
 *
 * @param {ServiceWorker} worker
 */
export async function mendAppFiles(worker) {
  const damaged = await damagedFiles()
  const cache = await caches.open(PRECACHE)
  await Promise.all(damaged.map(({ key }) => cache.delete(key)))
  await askWorker(worker, 'health', MEND_PATIENCE_MS)
  for (const { key, answer } of damaged) {
    if (!isWiped() && !(await cache.match(key))) await cache.put(key, answer)
  }
}

/** @returns {Promise<Damaged[]>} */
async function damagedFiles() {
  if (!(await caches.has(PRECACHE))) return []
  const cache = await caches.open(PRECACHE)
  const keys = await cache.keys()
  const looked = await Promise.all(
    keys.map(async (key) => {
      const answer = await cache.match(key)
      const { pathname } = new URL(key.url)
      if (!answer || (await isWhole(pathname, answer.clone()))) return []
      return [{ key, path: pathname, answer }]
    })
  )
  return looked.flat()
}

/**
 * As far as can be told without the release's own list: a name with a hash in it says
 * what the bytes must be, and a page has an end.
 *
 * @param {string} path
 * @param {Response} answer
 */
export async function isWhole(path, answer) {
  const bytes = await answer.arrayBuffer().catch(() => new ArrayBuffer(0))
  if (bytes.byteLength === 0 || !answer.ok) return false
  const start = HASHED.exec(path)?.[1]
  if (start) return isHashedFrom(bytes, start)
  const isPage = (answer.headers.get('Content-Type') ?? '').startsWith('text/html')
  return !isPage || /<\/html>\s*$/.test(new TextDecoder().decode(bytes))
}
