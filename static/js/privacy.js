/** Wipe everything this app keeps in this browser. */
import './main.js'
import { eraseCard } from './card/card-store.js'
import { askTwice } from './shared/ask-twice.js'
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
  try {
    await eraseCard()
    const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? []
    await Promise.all(registrations.map((each) => each.unregister()))
    const names = 'caches' in window ? await caches.keys() : []
    const ours = names.filter((name) => name.startsWith('carrycard-'))
    await Promise.all(ours.map((name) => caches.delete(name)))
    await deleteDatabase()
    return true
  } catch {
    return false
  }
}

/** @returns {Promise<void>} */
function deleteDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('carrycard')
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
    // Another window holds it open; the card in it is erased already.
    request.onblocked = () => resolve()
  })
}
