/** This app's one IndexedDB database, and transactions that mean what they say. */
import { isWiped } from '../shared/wiped-state.js'
import { withPatience } from './with-patience.js'

const DATABASE = 'carrycard'
const STORE = 'records'

/**
 * Never raised. A browser refuses to open a database at a lower version than it has,
 * so after a roll-back no phone that saw the higher one could read its card. What is
 * kept changes form by the schema number in each record instead.
 */
const VERSION = 1

const OPEN_PATIENCE_MS = 3000
const READ_PATIENCE_MS = 3000
/** A strict write waits for the disk, which a busy phone can hold up for seconds. */
const WRITE_PATIENCE_MS = 10_000

/**
 * The browser would not open the database, or gave up a transaction.
 */
export class DatabaseError extends Error {
  name = 'DatabaseError'

  /** True when a write may have been kept all the same: only reading can tell. */
  unsure = false
}

/** @type {Promise<IDBDatabase> | null} */
let connecting = null

/**
 * Run one transaction over all records.
 *
 * A connection that has died (Safari ends them in the background) is opened anew,
 * once. There is one connection a page, and it makes way when asked to.
 *
 * @template T
 * @param {'readonly' | 'readwrite'} mode - A write is strict: on the disk, not on its way
 * @param {(store: IDBObjectStore) => T | Promise<T>} act - Waits for nothing but this
 *   store's requests; what it throws aborts the transaction
 * @returns {Promise<T>} What `act` returned, once the transaction is complete
 * @throws {DatabaseError} Nothing of it was kept, unless `unsure`
 * @throws {unknown} What `act` threw; nothing of it was kept
 */
export async function transact(mode, act) {
  if (isWiped()) throw new DatabaseError('Everything was wiped')
  let database = await connection()
  let transaction = begin(database, mode)
  if (transaction instanceof Error) {
    letGo(database)
    database = await connection()
    transaction = begin(database, mode)
  }
  // No waiting from here to act(): a transaction left idle completes on its own.
  if (transaction instanceof Error) {
    throw new DatabaseError('The database has gone away', { cause: transaction })
  }
  try {
    return await settled(transaction, act)
  } catch (error) {
    if (isLost(error)) letGo(database)
    throw error
  }
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>} Its result; for a write that is a promise, not yet a fact
 * @throws {Error} The browser's own error, or ours when it gave none
 */
export function answerTo(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () =>
      reject(request.error ?? new DatabaseError('A request failed without a reason'))
  })
}

/**
 * Read back what was written; where it is not there, take it away again.
 *
 * @param {(store: IDBObjectStore) => Promise<boolean>} isThere
 * @param {(store: IDBObjectStore) => Promise<void>} takeBack
 * @returns {Promise<void>}
 * @throws {DatabaseError} It did not read back the same, and was taken away again
 *   unless `unsure`
 */
export async function confirm(isThere, takeBack) {
  /** @type {unknown} */
  let cause = 'it read back as something else'
  try {
    if (await transact('readonly', isThere)) return
  } catch (error) {
    cause = error
  }
  const error = new DatabaseError('What was written could not be confirmed', { cause })
  await transact('readwrite', takeBack).catch(() => {
    error.unsure = true
  })
  throw error
}

/**
 * @param {IDBDatabase} database
 * @param {'readonly' | 'readwrite'} mode
 * @returns {IDBTransaction | Error}
 */
function begin(database, mode) {
  try {
    return database.transaction(
      STORE,
      mode,
      mode === 'readwrite' ? { durability: 'strict' } : {}
    )
  } catch (error) {
    return /** @type {Error} */ (error)
  }
}

/**
 * Full storage shows only as an abort, with no error on any request and sometimes
 * none on the transaction: so it is `abort` that is listened to.
 *
 * @template T
 * @param {IDBTransaction} transaction
 * @param {(store: IDBObjectStore) => T | Promise<T>} act
 * @returns {Promise<T>}
 */
function settled(transaction, act) {
  const patienceMs =
    transaction.mode === 'readwrite' ? WRITE_PATIENCE_MS : READ_PATIENCE_MS
  return new Promise((resolve, reject) => {
    /** @type {unknown} */
    let thrown = null
    const timer = setTimeout(() => {
      const error = new DatabaseError(`A transaction took over ${patienceMs} ms`)
      error.unsure = !aborted(transaction)
      reject(error)
    }, patienceMs)
    const acted = attempt(act, transaction)
    acted.catch((error) => {
      thrown = error
      aborted(transaction)
    })
    transaction.oncomplete = () => {
      clearTimeout(timer)
      resolve(acted)
    }
    transaction.onabort = () => {
      clearTimeout(timer)
      if (thrown && !transaction.error) return reject(thrown)
      const cause = transaction.error ?? 'the browser gave no reason'
      reject(new DatabaseError('A transaction was aborted', { cause }))
    }
  })
}

/**
 * @template T
 * @param {(store: IDBObjectStore) => T | Promise<T>} act
 * @param {IDBTransaction} transaction
 * @returns {Promise<T>} What it returned or threw, begun before this returns
 */
async function attempt(act, transaction) {
  return act(transaction.objectStore(STORE))
}

/**
 * @param {IDBTransaction} transaction
 * @returns {boolean} False when it was too late to abort
 */
function aborted(transaction) {
  try {
    transaction.abort()
    return true
  } catch {
    return false
  }
}

/** @returns {Promise<IDBDatabase>} */
function connection() {
  connecting ??= open().catch((cause) => {
    connecting = null
    throw new DatabaseError('The database would not open', { cause })
  })
  return connecting
}

/** @returns {Promise<IDBDatabase>} */
async function open() {
  // It may have come to that while the connection before was being let go.
  if (isWiped()) throw new DatabaseError('Everything was wiped')
  /** @type {Promise<IDBDatabase>} */
  const opened = new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION)
    request.onupgradeneeded = () => {
      // Asked for before the wipe: nothing may be made anew after it.
      if (isWiped()) request.transaction?.abort()
      else request.result.createObjectStore(STORE)
    }
    request.onerror = () => reject(request.error ?? new Error('no reason given'))
    request.onsuccess = () => {
      const database = request.result
      if (isWiped()) {
        database.close()
        return reject(new Error('everything was wiped'))
      }
      database.onversionchange = () => letGo(database)
      database.onclose = () => letGo(database)
      resolve(database)
    }
  })
  try {
    return await withPatience(opened, OPEN_PATIENCE_MS, 'IndexedDB')
  } catch (error) {
    opened.then(letGo, () => {}) // should it open after all, nobody is waiting
    throw error
  }
}

/**
 * Close a connection; the next transaction opens another.
 *
 * @param {IDBDatabase} database
 */
function letGo(database) {
  connecting = null
  database.close()
}

/**
 * Safari: "UnknownError: Connection to Indexed Database server lost". A transaction
 * that took too long (it has no cause) is a sign of the same.
 *
 * @param {unknown} error
 */
function isLost(error) {
  if (!(error instanceof DatabaseError)) return false
  const name = error.cause instanceof Error ? error.cause.name : ''
  return !error.cause || name === 'UnknownError' || name === 'InvalidStateError'
}
