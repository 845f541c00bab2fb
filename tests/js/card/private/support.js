/** Windows of one phone in memory, each with the private part's store of its own. */
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'
import { IDBFactory } from 'fake-indexeddb'

import { onDisk } from '../../support/disk.js'

const STORE = fileURLToPath(
  new URL('../../../../static/js/card/private/private-store.js', import.meta.url)
)
const bundle = buildSync({
  entryPoints: [STORE],
  bundle: true,
  format: 'iife',
  globalName: 'store',
  write: false
})
const evaluate = new Function(
  'indexedDB',
  'navigator',
  `${bundle.outputFiles[0].text}; return store`
)

/** A locked part of the right form. The store has no key, so nothing need be in it. */
export function locked(word, extra = {}) {
  const data = Buffer.from(`${word} `.repeat(8)).toString('base64')
  return {
    keys: {
      passphrase: {
        kdf: 'PBKDF2-SHA256',
        iterations: 600_000,
        salt: Buffer.alloc(16, 1).toString('base64'),
        iv: Buffer.alloc(12, 2).toString('base64'),
        data
      },
      ...extra
    },
    iv: Buffer.alloc(12, 3).toString('base64'),
    data
  }
}

export class Phone {
  factory = new IDBFactory()

  /** @returns A window; what is in `fails` goes wrong in it, as long as it is there */
  open() {
    const fails = new Set()
    const factory = {
      open: (...args) => {
        if (fails.has('open')) throw new DOMException('', 'UnknownError')
        const request = this.factory.open(...args)
        request.addEventListener('success', () => spoil(request.result, fails))
        return request
      }
    }
    return { store: evaluate(factory, undefined), fails }
  }

  /** What the disk holds, or `change` of it, with no window in between. */
  disk(change) {
    return onDisk(this.factory, change)
  }
}

function spoil(database, fails) {
  const begin = database.transaction.bind(database)
  database.transaction = (...args) => {
    const transaction = begin(...args)
    const store = transaction.objectStore('records')
    transaction.objectStore = () => ({
      get: (key) => store.get(key),
      delete: (key) => {
        if (fails.has('delete')) throw new DOMException('', 'UnknownError')
        return store.delete(key)
      },
      put: (value, key) => {
        const isGarbled = fails.has('garbled')
        const kept = isGarbled ? { ...value, data: 'AAAA' } : value
        const request = store.put(kept, key)
        // Full storage: the request succeeds, then the transaction is aborted.
        if (fails.has('full') || (fails.has('full after one') && wasOne(fails))) {
          request.addEventListener('success', () => transaction.abort())
        }
        return request
      }
    })
    return transaction
  }
}

function wasOne(fails) {
  const isFirst = !fails.has('one')
  fails.add('one')
  return !isFirst
}
