/**
 * The kill switch, served in the worker's place when CARRYCARD_WORKER=off: removes
 * this app's worker and its release caches. The card is not touched: its copies are in
 * IndexedDB, localStorage and the cache named below.
 */
import {
  changeReminders,
  loadReminders
} from '../static/js/reminders/reminders-store.js'

const CARD_CACHE = 'carrycard-card'

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

worker.addEventListener('install', () => {
  void worker.skipWaiting()
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    dropReleases()
      .then(() => worker.registration.unregister())
      // Last, so that nothing that goes wrong in it keeps a broken worker alive.
      .then(noteLoss)
      .catch(() => undefined)
  )
})

async function dropReleases() {
  const names = await caches.keys()
  const ours = names.filter(
    (name) => name.startsWith('carrycard-') && name !== CARD_CACHE
  )
  await Promise.all(ours.map((name) => caches.delete(name)))
}

/**
 * With the worker goes what the browser had at its push service: no reminder comes any
 * more. The log says so, until a worker is there again and repairs it.
 */
async function noteLoss() {
  // To look into a database that is not there would make it.
  const databases = (await indexedDB.databases?.()) ?? []
  if (!databases.some(({ name }) => name === 'carrycard')) return
  const { reminders } = await loadReminders()
  if (!reminders.isOn || reminders.trouble) return
  await changeReminders((now) => ({ ...now, trouble: 'gone', isTold: false }))
}
