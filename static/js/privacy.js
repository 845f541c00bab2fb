/** Wipe everything this app keeps in this browser. */
import './main.js'
import { eraseCard } from './card/card-store.js'
import { askTwice } from './shared/ask-twice.js'
import { forgetSeen } from './shared/seen.js'
import { wordsIn } from './shared/words.js'

const box = document.querySelector('[data-module="wipe"]')
if (box instanceof HTMLElement) {
  box.hidden = false
  const words = wordsIn(document, '[data-wipe-words]')
  askTwice(box, async () => {
    const status = box.querySelector('[data-status]')
    const isWiped = await wipe()
    if (status) status.textContent = words(isWiped ? 'wiped' : 'notWiped')
  })
}

/**
 * The card first, since it matters most; then the app's own files.
 *
 * @returns {Promise<boolean>} False if anything may be left
 */
async function wipe() {
  // A database that will not open can often still be deleted.
  const isErased =
    (await succeeds(eraseCard)) ||
    ((await succeeds(() => deleteDatabase({ isErased: false }))) &&
      (await succeeds(eraseCard)))
  const rest = await Promise.all([
    succeeds(() => Promise.resolve(forgetSeen())),
    succeeds(unregisterWorkers),
    succeeds(() => dropCaches(isErased)),
    succeeds(() => deleteDatabase({ isErased }))
  ])
  return isErased && rest.every(Boolean)
}

async function unregisterWorkers() {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
  await Promise.all(registrations.map((each) => each.unregister()))
}

/** @param {boolean} isErased - If not, the card's own cache says that it should be */
async function dropCaches(isErased) {
  const names = 'caches' in window ? await caches.keys() : []
  const ours = names.filter(
    (name) => name.startsWith('carrycard-') && (isErased || name !== 'carrycard-card')
  )
  await Promise.all(ours.map((name) => caches.delete(name)))
}

/**
 * @param {() => Promise<unknown>} work
 * @returns {Promise<boolean>}
 */
function succeeds(work) {
  return Promise.resolve()
    .then(work)
    .then(
      () => true,
      () => false
    )
}

/**
 * @param {{ isErased: boolean }} options
 * @returns {Promise<void>}
 */
function deleteDatabase({ isErased }) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('carrycard')
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
    // Another window holds it open; the card in it is erased already.
    request.onblocked = () => (isErased ? resolve() : reject(new Error('held open')))
  })
}
