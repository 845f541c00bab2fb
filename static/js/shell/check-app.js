/** Is the whole app on this phone, and a worker that brings it? */
import { appFiles, mendAppFiles } from './app-files.js'
import { isComing, workerHere, workerNow } from './worker-here.js'

/** @import { Check, Found } from './checks.js' */

/** @type {Check} */
export const checkApp = {
  name: 'app',
  async look() {
    const worker = await workerHere()
    if (!worker) return { mark: 'bad', say: (await isComing()) ? 'coming' : 'never' }
    const files = await appFiles(worker)
    return files ? said(files, navigator.onLine) : { mark: 'bad', say: 'unread' }
  },
  async mend() {
    const worker = await workerNow()
    if (worker) await mendAppFiles(worker)
  }
}

/**
 * @param {import('./app-files.js').AppFiles} files
 * @param {boolean} isOnline - As far as the browser knows
 * @returns {Found}
 */
export function said({ kept, of, lost }, isOnline) {
  const fill = { kept, of }
  // A first visit has a small part at once, and the rest follows.
  if (isOnline && 2 * lost.length > of) return { mark: 'bad', say: 'coming' }
  if (lost.length === 0) return { mark: 'good', say: 'whole', fill }
  return { mark: 'bad', say: 'lost', fill, names: lost }
}
