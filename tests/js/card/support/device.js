/** A phone in memory: what is on its disk, and pages that can fail or die on it. */
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'
import { IDBFactory } from 'fake-indexeddb'

import { onDisk } from '../../support/disk.js'

const STORE = fileURLToPath(new URL('./phone-entry.js', import.meta.url))
const MIRROR_KEY = 'carrycard.card'
const CACHE_KEY = '/card/kept-copy'

// Bundled, so that each page is an instance of its own with storage of its own.
const bundle = buildSync({
  entryPoints: [STORE],
  bundle: true,
  format: 'iife',
  globalName: 'store',
  write: false
})
const evaluate = new Function(
  ...['indexedDB', 'localStorage', 'caches', 'navigator', 'setTimeout'],
  'BroadcastChannel',
  `${bundle.outputFiles[0].text}; return store`
)

export class Device {
  factory = new IDBFactory()
  mirror = new Map()
  cache = new Map()
  locks = fakeLocks()

  /** @param {object} [options] - See Page */
  launch(options) {
    return new Page(this, options)
  }

  /** What the disk holds, or `change` of it, with no page in between. */
  records(change) {
    return onDisk(this.factory, change)
  }

  mirrored() {
    return parsed(this.mirror.get(MIRROR_KEY))
  }

  cached() {
    return parsed(this.cache.get(CACHE_KEY))
  }

  /** Damage one copy, if it is there. */
  async corrupt(kind) {
    if (kind === 'database emptied') this.factory = new IDBFactory()
    if (kind === 'cache deleted') this.cache.clear()
    if (kind === 'cache garbage') replace(this.cache, CACHE_KEY, () => '\u0000{')
    if (kind === 'mirror garbage') replace(this.mirror, MIRROR_KEY, () => '{"a":')
    if (kind === 'mirror truncated') {
      replace(this.mirror, MIRROR_KEY, (text) => text.slice(0, -9))
    }
    if (kind === 'mirror deleted') this.mirror.clear()
    if (kind === 'slot a' || kind === 'slot b') {
      const key = kind === 'slot a' ? 'card.a' : 'card.b'
      await this.records((store, records) => {
        const record = records.get(key)
        if (record) store.put(damaged(record), key)
      })
    }
  }
}

/** Thrown by every storage call of a page that has died. */
class Died extends Error {}

export class Page {
  isDead = false
  steps = 0
  seen = []
  #open = new Set()

  /**
   * @param {Device} device
   * @param {object} [options]
   * @param {string[]} [options.fails] - Steps that fail until `fails` is changed
   * @param {boolean} [options.withLocks]
   * @param {boolean} [options.isImpatient] - Time runs 100 times faster
   * @param {object} [options.instead] - Browser objects to use in place of ours
   */
  constructor(device, options = {}) {
    const { fails = [], withLocks = true, isImpatient = false, instead = {} } = options
    this.device = device
    this.fails = new Set(fails)
    const own = {
      indexedDB: this.#database(),
      localStorage: this.#localStorage(),
      caches: this.#caches(),
      navigator: withLocks ? { locks: device.locks } : undefined,
      setTimeout: (act, ms) => setTimeout(act, isImpatient ? ms / 100 : ms),
      ...instead
    }
    const { indexedDB, localStorage, caches, navigator } = own
    this.store = evaluate(indexedDB, localStorage, caches, navigator, own.setTimeout)
  }

  /** From now on, fail in these ways, and die at the given step if any. */
  arm({ fails = [], diesAt = Infinity } = {}) {
    this.fails = new Set(fails)
    this.diesAt = diesAt
    this.steps = 0
    this.seen = []
  }

  close() {
    this.isDead = true
    for (const transaction of this.#open) transaction.abort()
    this.#open.clear()
  }

  #step(name) {
    if (this.isDead) throw new Died(name)
    this.steps += 1
    this.seen.push(name)
    if (this.steps === this.diesAt) {
      this.close()
      throw new Died(name)
    }
    if (this.fails.has(name)) throw failure(name)
  }

  #database() {
    return {
      open: (...args) => {
        this.#step('open')
        const request = this.device.factory.open(...args)
        if (this.fails.has('open hangs')) return {}
        request.addEventListener('success', () => this.#adopt(request.result))
        return request
      }
    }
  }

  #adopt(database) {
    const begin = database.transaction.bind(database)
    this.connection = database
    database.transaction = (names, mode, options) => {
      this.#step(`begin ${mode}`)
      const transaction = begin(names, mode, options)
      this.durability = options.durability
      this.#open.add(transaction)
      const ended = () => this.#open.delete(transaction)
      transaction.addEventListener('complete', ended)
      transaction.addEventListener('abort', ended)
      const store = transaction.objectStore('records')
      transaction.objectStore = () => this.#objectStore(store, transaction)
      return transaction
    }
  }

  #objectStore(store, transaction) {
    return {
      get: (key) => {
        this.#step('get')
        return store.get(key)
      },
      put: (value, key) => {
        this.#step('put')
        const isGarbled = this.fails.has('garbled')
        const request = store.put(isGarbled ? { ...value, generation: 0 } : value, key)
        // Full storage: the request succeeds, then the transaction is aborted.
        if (this.fails.has('commit')) {
          request.addEventListener('success', () => transaction.abort())
        }
        this.#step('after put')
        return request
      },
      delete: (key) => {
        this.#step('delete')
        const request = store.delete(key)
        this.#step('after delete')
        return request
      }
    }
  }

  #localStorage() {
    const { mirror } = this.device
    return {
      getItem: (key) => {
        this.#step('mirror read')
        return mirror.get(key) ?? null
      },
      setItem: (key, value) => {
        this.#step('mirror write')
        mirror.set(key, value)
        this.#step('after mirror write')
      },
      removeItem: (key) => {
        this.#step('mirror drop')
        mirror.delete(key)
      }
    }
  }

  #caches() {
    const { cache } = this.device
    return {
      match: async (key) => {
        this.#step('cache read')
        const text = cache.get(key)
        await aMoment()
        return text === undefined ? undefined : new Response(text)
      },
      open: async () => ({
        put: async (key, response) => {
          this.#step('cache write')
          const text = await response.text()
          await aMoment()
          this.#step('cache write lands')
          cache.set(key, text)
          this.#step('after cache write')
        }
      }),
      delete: async () => {
        this.#step('cache drop')
        await aMoment()
        this.#step('cache drop lands')
        cache.clear()
        return true
      }
    }
  }
}

function failure(name) {
  if (name.startsWith('begin')) return new DOMException(name, 'InvalidStateError')
  return new DOMException(name, 'QuotaExceededError')
}

function fakeLocks() {
  let last = Promise.resolve()
  return {
    request: (_name, _options, work) => {
      const turn = last.then(work)
      last = turn.catch(() => {})
      return turn
    }
  }
}

const aMoment = () => new Promise((resolve) => setImmediate(resolve))

const parsed = (text) => (text === undefined ? undefined : JSON.parse(text))

/** Well formed, so that only its checksum can tell. */
function damaged(record) {
  const card = record.card && { ...record.card, name: `${record.card.name}?` }
  return { ...record, card, generation: record.generation + 1 }
}

function replace(map, key, change) {
  if (map.has(key)) map.set(key, change(map.get(key)))
}
