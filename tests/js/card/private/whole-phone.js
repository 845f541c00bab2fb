/** A phone in memory with all that keeps the card and the private part. */
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'
import { IDBFactory } from 'fake-indexeddb'

import { onDisk } from '../../support/disk.js'
import { cachesOf, storageOf } from '../../support/stores.js'

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
    return evaluate(
      this.factory,
      storageOf(this.mirror),
      cachesOf(this.cache),
      undefined
    )
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
