/** Register the worker, look for new releases, and let the person say when to change. */

import { lookForCorrections, watchForNewWorker } from './corrections.js'
import { sayWhetherReady, showReady } from './ready-mark.js'
import { reloadUnlessLeft } from './reload.js'
import { isWiped } from './wiped-state.js'

const WORKER = '/service-worker.js'
const HOUR_MS = 3_600_000

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
    sayWhetherReady(page)
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
