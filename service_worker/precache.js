/** What is kept for offline: one release, all of it or nothing, in Workbox's cache. */
import { PrecacheController } from 'workbox-precaching'
import { isAsBuilt } from './decisions.js'

export const PRECACHE = 'carrycard-precache'

/**
 * @typedef {object} Entry
 * @property {string} url - Path on this origin
 * @property {string | null} revision - Null where the address itself carries the hash
 * @property {string} integrity - SRI value: other bytes than these are refused
 */

/**
 * @typedef {object} PagePack - Every page of the release in one file
 * @property {string} url
 * @property {string} integrity
 * @property {string[]} paths - Of the pages in it
 */

/** Written into the built worker by pwa/shell/build.py. */
const { files, pages } = /** @type {{ files: Entry[], pages: PagePack }} */ (
  /** @type {any} */ (self).__WB_MANIFEST
)

/** A page is of the pack it came in, whose address carries its hash. */
const pageEntries = pages.paths.map((url) => ({ url, revision: pages.url }))

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
controller.addToCacheList([...files, ...pageEntries])

/**
 * Keep every file and page, or none: one refusal rejects, the install fails, and the
 * release before goes on serving. They are fetched side by side; Workbox's own install
 * takes them one by one, which costs a round trip each on a slow link.
 *
 * @param {ExtendableEvent} event
 * @returns {Promise<void>}
 */
async function install(event) {
  const before = await missing()
  try {
    await Promise.all([
      ...files.map((file) => keep(file, event)),
      keepPages(pages.paths)
    ])
    // The release before may have taken over meanwhile and tidied up.
    const lost = await missing()
    if (lost.files.length + lost.paths.length > 0) {
      throw new Error('a kept file has gone again')
    }
  } catch (error) {
    await drop(before)
    throw error
  }
}

/**
 * A release that could not be kept leaves nothing: the space is the card's.
 *
 * @param {{ files: Entry[], paths: string[] }} added
 */
async function drop(added) {
  const cache = await caches.open(PRECACHE)
  const urls = [...added.files.map(({ url }) => url), ...added.paths]
  await Promise.all(urls.map((url) => cache.delete(keyOf(url))))
}

/**
 * @param {string} url
 * @returns {string} Under which it is kept: with the revision in it
 */
function keyOf(url) {
  return controller.getCacheKeyForURL(url) ?? url
}

/** @returns {Promise<{ files: Entry[], paths: string[] }>} What of this release is lost */
async function missing() {
  const cache = await caches.open(PRECACHE)
  const isLost = async (/** @type {string} */ url) => !(await cache.match(keyOf(url)))
  const lostFiles = await Promise.all(files.map(({ url }) => isLost(url)))
  const lostPages = await Promise.all(pages.paths.map(isLost))
  return {
    files: files.filter((_, index) => lostFiles[index]),
    paths: pages.paths.filter((_, index) => lostPages[index])
  }
}

/**
 * Fetch the pack and keep these of its pages. The hash makes sure that it is of this
 * release, even where the server has a newer one by now.
 *
 * @param {string[]} paths
 * @returns {Promise<void>} Rejects if one page could not be kept
 */
async function keepPages(paths) {
  const response = await fetch(
    new Request(pages.url, {
      integrity: pages.integrity,
      // Only the worker wants it; and a bad copy must not come back for years.
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'error'
    })
  )
  if (!isAsBuilt(new URL(response.url), response)) throw new Error('not the page pack')
  const pack = await response.json()
  const cache = await caches.open(PRECACHE)
  await Promise.all(
    paths.map((path) =>
      cache.put(
        keyOf(path),
        new Response(pack.pages[path], {
          headers: { ...pack.headers, ...pack.own[path] }
        })
      )
    )
  )
}

/**
 * @param {Entry} entry
 * @param {ExtendableEvent} event
 */
async function keep(entry, event) {
  try {
    await fetchFile(entry, event, entry.revision ? 'reload' : 'default')
  } catch {
    // What the browser kept of it may be damaged.
    await fetchFile(entry, event, 'reload')
  }
}

/**
 * @param {Entry} entry
 * @param {ExtendableEvent} event
 * @param {RequestCache} cache
 */
async function fetchFile({ url, integrity }, event, cache) {
  const request = new Request(url, {
    integrity,
    cache,
    credentials: 'same-origin',
    redirect: 'error'
  })
  const cacheKey = controller.getCacheKeyForURL(url)
  const done = controller.strategy.handleAll({ event, request, params: { cacheKey } })
  await Promise.all(done)
}

export const precache = {
  controller,
  /** How many files and pages a release keeps */
  count: files.length + pages.paths.length,
  install,
  keepPages,
  keyOf,
  missing,
  /**
   * Delete entries of other releases, in our cache only.
   *
   * @param {ExtendableEvent} event
   */
  activate: (event) => controller.activate(event)
}
