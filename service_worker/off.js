/**
 * The kill switch, served in the worker's place when CARRYCARD_WORKER=off: removes
 * this app's worker and its release caches. The card is not touched: its copies are in
 * IndexedDB, localStorage and the cache named below.
 */
const CARD_CACHE = 'carrycard-card'

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

worker.addEventListener('install', () => {
  void worker.skipWaiting()
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(dropReleases().then(() => worker.registration.unregister()))
})

async function dropReleases() {
  const names = await caches.keys()
  const ours = names.filter(
    (name) => name.startsWith('carrycard-') && name !== CARD_CACHE
  )
  await Promise.all(ours.map((name) => caches.delete(name)))
}
