/** Delete everything this app keeps in this browser, and look whether it is gone. */
import { withPatience } from '../card/with-patience.js'
import { forget } from '../reminders/server.js'
import { clearSession, ourKeys, tellWiped } from './wiped.js'

/** @typedef {'card' | 'held' | 'settings' | 'files' | 'worker'} Kind */

const DATABASE = 'carrycard'
const PATIENCE_MS = 3000
/** While the card may still be in the database, these say that it should be erased. */
const CARD_KEY = 'carrycard.card'
const CARD_CACHE = 'carrycard-card'

/**
 * The card first, since it matters most. Other windows of the app go blank.
 *
 * @param {() => Promise<void>} eraseCard - Takes the card, the log, and all that goes with
 *   them, out of every place they are in
 * @returns {Promise<Kind[]>} What is left after all; empty when nothing is. This page
 *   keeps nothing more, whatever comes of it
 */
export async function wipe(eraseCard) {
  // A database that will not open can often still be deleted.
  const isErased =
    (await attempt(eraseCard)) ||
    ((await inTime(deleteDatabase)) && (await attempt(eraseCard)))
  tellWiped()
  const isDeleted = await inTime(deleteDatabase)
  const isCardGone = isErased || isDeleted
  await inTime(() => clearStorage(isCardGone))
  await inTime(dropSubscriptions)
  await inTime(unregisterWorkers)
  await inTime(() => dropCaches(isCardGone))
  return whatIsLeft({ isErased, isDeleted })
}

/** @param {boolean} isCardGone */
function clearStorage(isCardGone) {
  clearSession()
  for (const key of ourKeys(localStorage)) {
    if (isCardGone || key !== CARD_KEY) localStorage.removeItem(key)
  }
}

async function dropSubscriptions() {
  for (const registration of await registrations()) {
    const subscription = await registration.pushManager?.getSubscription()
    if (!subscription) continue
    // Offline nobody hears of it: the server then finds out when it sends.
    void forget(subscription.endpoint).catch(() => undefined)
    await subscription.unsubscribe()
  }
}

async function unregisterWorkers() {
  await Promise.all((await registrations()).map((each) => each.unregister()))
}

/** @param {boolean} isCardGone */
async function dropCaches(isCardGone) {
  const names = (await ourCaches()).filter((name) => isCardGone || name !== CARD_CACHE)
  await Promise.all(names.map((name) => caches.delete(name)))
}

/**
 * It is deleted as soon as other windows have let go, which they are told to do.
 *
 * @returns {Promise<void>} Settles once it is gone; never, while one holds it open
 * @throws {Error} The browser would not
 */
function deleteDatabase() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(DATABASE)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

/**
 * @param {{ isErased: boolean, isDeleted: boolean }} done
 * @returns {Promise<Kind[]>} A place that cannot be looked at is said to hold something
 */
async function whatIsLeft({ isErased, isDeleted }) {
  /** @type {[Kind, () => Promise<boolean> | boolean][]} */
  const looks = [
    [isErased ? 'held' : 'card', async () => !isDeleted || (await hasDatabase())],
    ['settings', () => isAny(localStorage) || isAny(sessionStorage)],
    ['files', async () => (await ourCaches()).length > 0],
    ['worker', async () => (await registrations()).length > 0]
  ]
  /** @type {Kind[]} */
  const left = []
  for (const [kind, look] of looks) {
    if (await isThere(look)) left.push(kind)
  }
  return left
}

/**
 * @param {() => Promise<boolean> | boolean} look
 * @returns {Promise<boolean>}
 */
async function isThere(look) {
  try {
    return await patiently(look)
  } catch {
    return true
  }
}

/** @param {Storage} storage */
const isAny = (storage) => ourKeys(storage).length > 0

/** @returns {Promise<readonly ServiceWorkerRegistration[]>} */
async function registrations() {
  return (await navigator.serviceWorker?.getRegistrations()) ?? []
}

/** @returns {Promise<string[]>} */
async function ourCaches() {
  const names = 'caches' in window ? await caches.keys() : []
  return names.filter((name) => name.startsWith('carrycard-'))
}

/** @returns {Promise<boolean>} False where the browser does not list its databases */
async function hasDatabase() {
  if (!('databases' in indexedDB)) return false
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE)
}

/**
 * @param {() => unknown} work
 * @returns {Promise<boolean>} Whether it was done
 */
async function attempt(work) {
  try {
    await work()
    return true
  } catch {
    return false
  }
}

/**
 * @param {() => unknown} work
 * @returns {Promise<boolean>} Whether it was done before patience ran out
 */
const inTime = (work) => attempt(() => patiently(work))

/**
 * @template T
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
const patiently = (work) =>
  withPatience(Promise.resolve().then(work), PATIENCE_MS, 'wiping')
