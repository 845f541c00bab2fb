/** A corrected fact reaches an open app fast; what changed is pointed to. */
import { sayOverdue } from './overdue.js'
import { reloadUnlessLeft } from './reload.js'
import { readSeen, writeSeen } from './seen.js'

const ANSWER_PATIENCE_MS = 10_000
const TAKE_OVER_PATIENCE_MS = 10_000
/** A server whose parts disagree must not have a page reload for ever. */
const MOST_TRIES = 3

let isAsking = false
let hasNewWorker = false

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

/** Another tab may have the new worker take over; this one then has old words. */
export function watchForNewWorker() {
  // The first worker of all takes over too, and has the very words of this page.
  let hadOne = navigator.serviceWorker.controller !== null
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    hasNewWorker = hadOne
    hadOne = true
  })
}

/**
 * Ask the server which edition it has. Where a safety correction is newer than this
 * page, say so, fetch the new release and show this page anew. Pages with the card or
 * a form on them have no such notice, and are left alone.
 *
 * @param {Document} page
 * @param {ServiceWorkerRegistration} registration
 */
export async function lookForCorrections(page, registration) {
  if (isAsking) return
  isAsking = true
  try {
    const newest = await askSafetyEdition(page)
    const notice = page.querySelector('[data-module="correction"]')
    if (!(notice instanceof HTMLElement) || newest === null) return
    notice.hidden = !(newest > editionOf(page).edition)
    if (!notice.hidden && triesAt(newest) < MOST_TRIES) {
      await takeCorrection(page, registration, newest)
    }
  } finally {
    isAsking = false
  }
}

/**
 * @param {Document} page
 * @param {ServiceWorkerRegistration} registration
 * @param {number} newest
 */
async function takeCorrection(page, registration, newest) {
  const isKept = navigator.serviceWorker.controller !== null
  if (isKept) {
    await registration.update().catch(() => undefined)
    // One that waits already may be older than the one that comes now.
    await installed(registration)
    if (registration.waiting) await takeOver(registration.waiting)
  }
  if (isKept && !hasNewWorker) return
  noteTry(newest)
  reloadUnlessLeft(page)
}

/**
 * @param {Document} page
 * @returns {Promise<number | null>} Null offline, too late, or for rubbish
 */
async function askSafetyEdition(page) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), ANSWER_PATIENCE_MS)
  try {
    const response = await fetch('/version.json', {
      cache: 'no-store',
      signal: patience.signal
    })
    const { content } = await response.json()
    const newest = content.safety_edition
    if (!response.ok || !Number.isInteger(newest)) return null
    noteDay(page, response.headers.get('Date'))
    return newest
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

/**
 * A clock that is wrong, or was set back, must not hide an overdue review. The day
 * named last counts, so that a server's wrong day heals with its next answer.
 *
 * @param {Document} page
 * @param {string | null} header
 */
function noteDay(page, header) {
  const moment = new Date(header ?? '')
  if (Number.isNaN(moment.getTime())) return
  const serverDay = moment.toISOString().slice(0, 10)
  const seen = readSeen()
  // Nothing is kept for somebody who has looked at no fact, or has wiped it all.
  if (seen.edition !== undefined && seen.serverDay !== serverDay)
    writeSeen({ serverDay })
  sayOverdue(page, new Date(), serverDay)
}

/**
 * @param {number} edition
 * @returns {number} How often this tab was shown anew for that edition
 */
function triesAt(edition) {
  const { correctedTo, tries } = window.history.state ?? {}
  return correctedTo === edition && Number.isInteger(tries) ? tries : 0
}

/** @param {number} edition */
function noteTry(edition) {
  const tries = triesAt(edition) + 1
  window.history.replaceState(
    { ...window.history.state, correctedTo: edition, tries },
    ''
  )
}

/**
 * @param {ServiceWorkerRegistration} registration
 * @returns {Promise<void>} Once nothing is being installed any more
 */
function installed(registration) {
  const coming = registration.installing
  if (!coming) return Promise.resolve()
  return new Promise((resolve) => {
    coming.addEventListener('statechange', () => {
      if (coming.state !== 'installing') resolve()
    })
  })
}

/**
 * @param {ServiceWorker} waiting
 * @returns {Promise<void>} Once it has taken over, or has had its time
 */
function takeOver(waiting) {
  return new Promise((resolve) => {
    const done = () => resolve()
    navigator.serviceWorker.addEventListener('controllerchange', done, { once: true })
    setTimeout(done, TAKE_OVER_PATIENCE_MS)
    waiting.postMessage('take-over')
  })
}
