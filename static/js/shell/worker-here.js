/** The worker that brings this app with no signal, where there is one. */
import { withPatience } from '../card/with-patience.js'

/** Where it takes longer, it is looked for again. */
const PATIENCE_MS = 3000

/** @returns {Promise<ServiceWorker | null>} Waits a little for the first visit's */
export async function workerHere() {
  if (!('serviceWorker' in navigator)) return null
  const { controller, ready } = navigator.serviceWorker
  if (controller) return controller
  return withPatience(ready, PATIENCE_MS, 'worker').then(
    ({ active }) => active,
    () => null
  )
}

/** @returns {Promise<ServiceWorker | null>} Without waiting for one */
export async function workerNow() {
  return (await registered())?.active ?? null
}

/** @returns {Promise<boolean>} Whether this is a first visit that is not over yet */
export async function isComing() {
  return Boolean((await registered())?.installing)
}

async function registered() {
  return navigator.serviceWorker?.getRegistration()
}
