/** Is the whole app on this phone, and a worker that brings it? */
import { withPatience } from '../card/with-patience.js'
import { appFiles, mendAppFiles } from './app-files.js'

/** @import { Check, Found } from './checks.js' */

/** Where it takes longer, it is looked for again. */
const WORKER_PATIENCE_MS = 3000

/** @type {Check} */
export const checkApp = {
  name: 'app',
  async look() {
    const worker = await workerHere()
    if (!worker) return { mark: 'bad', say: (await isComing()) ? 'coming' : 'never' }
    const files = await appFiles(worker)
    return files ? said(files) : { mark: 'bad', say: 'unread' }
  },
  async mend() {
    const worker = await workerHere()
    if (worker) await mendAppFiles(worker)
  }
}

/**
 * @param {import('./app-files.js').AppFiles} files
 * @returns {Found}
 */
export function said({ kept, of, lost }) {
  const fill = { kept, of }
  if (lost.length === 0) return { mark: 'good', say: 'whole', fill }
  return { mark: 'bad', say: 'lost', fill, names: lost }
}

/** @returns {Promise<ServiceWorker | null>} */
async function workerHere() {
  if (!('serviceWorker' in navigator)) return null
  const { controller, ready } = navigator.serviceWorker
  if (controller) return controller
  return withPatience(ready, WORKER_PATIENCE_MS, 'worker').then(
    ({ active }) => active,
    () => null
  )
}

/** @returns {Promise<boolean>} Whether this is a first visit that is not over yet */
async function isComing() {
  const registration = await navigator.serviceWorker?.getRegistration()
  return Boolean(registration?.installing)
}
