/** Register the worker, look for new releases, and let the person say when to change. */

import { lookForCorrections, watchForNewWorker } from './corrections.js'
import { reloadUnlessLeft } from './reload.js'
import { isWiped } from './wiped-state.js'

const WORKER = '/service-worker.js'
const HOUR_MS = 3_600_000
const ANSWER_PATIENCE_MS = 10_000

/**
 * Starts after the page has loaded, so that keeping the app never delays showing it.
 *
 * @param {Document} page
 */
export function keepOffline(page) {
  if (!('serviceWorker' in navigator)) return
  if (page.readyState === 'complete') void start(page)
  else window.addEventListener('load', () => void start(page))
}

/** @param {Document} page */
async function start(page) {
  try {
    const registration = await navigator.serviceWorker.register(workerAddress(), {
      updateViaCache: 'none'
    })
    watchForUpdates(page, registration)
    await navigator.serviceWorker.ready
    await sayWhetherReady(page)
  } catch {
    // No worker here: a private window, or storage is off. The page itself still works.
    showReady(page, 'never-ready')
  }
}

/**
 * Under Trusted Types a worker's address needs a policy; ours lets one address through.
 *
 * @returns {string}
 */
function workerAddress() {
  const types = /** @type {any} */ (window).trustedTypes
  if (!types) return WORKER
  const policy = types.createPolicy('sw', {
    createScriptURL: (/** @type {string} */ address) => {
      if (address === WORKER) return address
      throw new TypeError(`not our worker: ${address}`)
    }
  })
  return policy.createScriptURL(WORKER)
}

/**
 * iOS does not look for a new worker when an installed app comes back to the front.
 *
 * @param {Document} page
 * @param {ServiceWorkerRegistration} registration
 */
function watchForUpdates(page, registration) {
  watchForNewWorker()
  const look = () => {
    // Looking would make the database anew.
    if (isWiped()) return
    void registration.update().catch(() => undefined)
    void lookForCorrections(page, registration)
    registration.active?.postMessage('check-reminders')
  }
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') look()
  })
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) look()
  })
  window.addEventListener('online', look)
  setInterval(look, HOUR_MS)
  // What came from the phone's own store may be older than what the server has.
  if (navigator.serviceWorker.controller) void lookForCorrections(page, registration)
  // The worker has the code for it, so that no page has to bring it along.
  registration.active?.postMessage('check-reminders')

  offer(page, registration)
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', () =>
      offer(page, registration)
    )
  })
}

/**
 * A new release waits until the person takes it, or until every page of the app is
 * closed. Pages with the card or a form on them have no such notice.
 *
 * @param {Document} page
 * @param {ServiceWorkerRegistration} registration
 */
function offer(page, registration) {
  const notice = page.querySelector('[data-module="update"]')
  const button = notice?.querySelector('button')
  if (!(notice instanceof HTMLElement) || !button) return
  notice.hidden = !(registration.waiting && navigator.serviceWorker.controller)
  button.onclick = () => {
    navigator.serviceWorker.addEventListener(
      'controllerchange',
      () => reloadUnlessLeft(page),
      { once: true }
    )
    registration.waiting?.postMessage('take-over')
  }
}

/**
 * "Ready" is shown only after the worker has counted its files.
 *
 * @param {Document} page
 */
async function sayWhetherReady(page) {
  if (!page.querySelector('[data-module="ready"]')) return
  const worker =
    navigator.serviceWorker.controller ?? (await navigator.serviceWorker.ready).active
  showReady(page, worker && (await isHealthy(worker)) ? 'ready' : 'not-ready')
}

/**
 * @param {ServiceWorker} worker
 * @returns {Promise<boolean>} False too when the worker does not answer in time
 */
function isHealthy(worker) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = (event) => resolve(event.data.ready === true)
    setTimeout(() => resolve(false), ANSWER_PATIENCE_MS)
    worker.postMessage('health', [port2])
  })
}

/**
 * @param {Document} page
 * @param {'ready' | 'not-ready' | 'never-ready'} state
 */
function showReady(page, state) {
  for (const name of ['ready', 'not-ready', 'never-ready']) {
    const words = page.querySelector(`[data-${name}]`)
    if (words instanceof HTMLElement) words.hidden = name !== state
  }
}
