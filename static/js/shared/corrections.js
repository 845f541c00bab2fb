/** A corrected fact reaches an open app fast; what changed is pointed to. */
import { sayOverdue } from './overdue.js'
import { readSeen, writeSeen } from './seen.js'

/**
 * @param {Document} page
 * @returns {{ edition: number, safetyEdition: number }} Of the content on this page
 */
function editionOf(page) {
  const { edition, safetyEdition } = page.documentElement.dataset
  return { edition: Number(edition), safetyEdition: Number(safetyEdition) }
}

/**
 * Point to the changes where the edition here is newer than the one last looked at.
 *
 * @param {Document} page
 */
export function pointToChanges(page) {
  const notice = page.querySelector('[data-corrected]')
  if (!(notice instanceof HTMLElement)) return
  const { edition, safetyEdition } = editionOf(page)
  const seen = readSeen().edition
  if (seen === undefined) {
    writeSeen({ edition })
    return
  }
  const newest = notice.dataset['corrected'] === 'any' ? edition : safetyEdition
  notice.hidden = !(seen < newest)
}

/**
 * Ask the server which edition it has. Where a safety correction is newer than this
 * page, say so, fetch the new release and show this page anew. Pages with the card or
 * a form on them have no such notice, and are left alone.
 *
 * @param {Document} page
 * @param {ServiceWorkerRegistration | undefined} registration
 */
export async function lookForCorrections(page, registration) {
  const answer = await askVersion(page)
  const notice = page.querySelector('[data-module="correction"]')
  if (!(notice instanceof HTMLElement) || !answer) return
  if (!(answer.safetyEdition > editionOf(page).edition)) return
  notice.hidden = false
  if (wasJustReloaded()) return
  if (!registration || !navigator.serviceWorker.controller) {
    window.location.reload()
    return
  }
  navigator.serviceWorker.addEventListener(
    'controllerchange',
    () => window.location.reload(),
    { once: true }
  )
  await registration.update().catch(() => undefined)
  await waiting(registration)
  registration.waiting?.postMessage('take-over')
}

/**
 * @param {Document} page
 * @returns {Promise<{ safetyEdition: number } | null>} Null offline, or for rubbish
 */
async function askVersion(page) {
  try {
    const response = await fetch('/version.json', { cache: 'no-store' })
    if (!response.ok) return null
    noteDay(page, response.headers.get('Date'))
    const { content } = await response.json()
    return { safetyEdition: Number(content.safety_edition) }
  } catch {
    return null
  }
}

/**
 * A clock that is wrong, or was set back, must not hide an overdue review.
 *
 * @param {Document} page
 * @param {string | null} header
 */
function noteDay(page, header) {
  const moment = new Date(header ?? '')
  if (Number.isNaN(moment.getTime())) return
  const serverDay = moment.toISOString().slice(0, 10)
  if (serverDay > (readSeen().serverDay ?? '')) writeSeen({ serverDay })
  sayOverdue(page, new Date(), readSeen().serverDay)
}

/** Once only: a server whose parts disagree would have the page reload for ever. */
function wasJustReloaded() {
  const [opened] = performance.getEntriesByType('navigation')
  const kind = /** @type {PerformanceNavigationTiming | undefined} */ (opened)?.type
  return kind === 'reload'
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<void>} Once a new worker waits, or there is none to wait for
 */
function waiting(registration) {
  const coming = registration.installing
  if (registration.waiting || !coming) return Promise.resolve()
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state !== 'installing') resolve()
    })
  })
}
