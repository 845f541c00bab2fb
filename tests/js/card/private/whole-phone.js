/** A phone in memory with all that keeps the card and the private part. */
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'
import { IDBFactory } from 'fake-indexeddb'

import { onDisk } from '../../support/disk.js'

const CARD = fileURLToPath(new URL('../../../../static/js/card/', import.meta.url))
const MODULES = {
  store: 'card-store',
  before: 'card-before',
  bring: 'backup/bring-back',
  move: 'private/private-move',
  kept: 'private/private-store',
  part: 'private/private-part'
}
const bundle = buildSync({
  stdin: {
    contents: Object.entries(MODULES)
      .map(([name, file]) => `export * as ${name} from './${file}.js'`)
      .join('\n'),
    resolveDir: CARD
  },
  bundle: true,
  format: 'iife',
  globalName: 'app',
  write: false
})
const evaluate = new Function(
  ...['indexedDB', 'localStorage', 'caches', 'navigator'],
  `${bundle.outputFiles[0].text}; return app`
)

export class WholePhone {
  factory = new IDBFactory()
  mirror = new Map()
  cache = new Map()

  /** @returns A window, with storage that works */
  open() {
    return evaluate(this.factory, storage(this.mirror), caches(this.cache), undefined)
  }

  /** What the disk holds, or `change` of it, with no window in between. */
  disk(change) {
    return onDisk(this.factory, change)
  }

  /** Everything that is kept anywhere, as text. */
  async everything() {
    return JSON.stringify([...(await this.disk()), ...this.mirror, ...this.cache])
  }
}

const storage = (kept) => ({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, value),
  removeItem: (key) => void kept.delete(key)
})

const caches = (kept) => ({
  match: async (key) => {
    const text = kept.get(key)
    return text === undefined ? undefined : new Response(text)
  },
  open: async () => ({
    put: async (key, response) => void kept.set(key, await response.text())
  }),
  delete: async () => kept.clear() ?? true
})
