/** The service worker: which event does what. Each decision is in its own file. */
import { precache } from './precache.js'
import { install, keepRest } from './keeping.js'
import { listen } from './routes.js'
import { health, look } from './health.js'
import { updatePacks } from './packs.js'
import { checkReminders, listenForPushes } from './push.js'

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

worker.addEventListener('install', (event) => {
  event.waitUntil(install(worker.registration.active === null))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(tidy().then(() => worker.clients.claim()))
  // Not waited for: pages are answered meanwhile.
  void keepRest().then(updatePacks)
})

worker.addEventListener('message', (event) => {
  const port = event.ports[0]
  if (event.data === 'take-over') event.waitUntil(worker.skipWaiting())
  if (event.data === 'look' && port) {
    event.waitUntil(look().then((answer) => port.postMessage(answer)))
  }
  if (event.data === 'health' && port) {
    event.waitUntil(health().then((answer) => port.postMessage(answer)))
  }
  if (event.data === 'update-packs') {
    event.waitUntil(updatePacks().then((answer) => port?.postMessage(answer)))
  }
  if (event.data === 'check-reminders') {
    event.waitUntil(checkReminders().then(() => port?.postMessage('done')))
    // Every page that opens, or comes to the front, sends this one.
    event.waitUntil(keepRest())
  }
})

/**
 * A release that is being installed, or waits, has its files in the same cache. Then
 * nothing is deleted: the release that takes over next tidies up.
 */
async function tidy() {
  const { installing, waiting } = worker.registration
  if (!installing && !waiting) await precache.tidy()
}

listen()
listenForPushes()
