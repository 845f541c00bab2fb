/** A phone in memory, and pages on it of this release and of the release before. */
import { readFileSync } from 'node:fs'

import { IDBFactory } from 'fake-indexeddb'

import { withChecksum } from '../../../static/js/card/sealed.js'
import { onDisk } from '../support/disk.js'
import { cachesOf, storageOf } from '../support/stores.js'
import { BEFORE, bundled } from './bundle.js'

const pageOf = (/** @type {string} */ script) =>
  new Function(
    ...[
      'indexedDB',
      'localStorage',
      'caches',
      'navigator',
      'window',
      'BroadcastChannel'
    ],
    `${script}; return app`
  )

/** Each release as a page that begins anew: with no memory but the phone's. */
export const RELEASES = {
  head: pageOf(bundled()),
  before: pageOf(readFileSync(BEFORE, 'utf8'))
}

export class Phone {
  factory = new IDBFactory()
  local = new Map()
  cache = new Map()
  /** Saved by the person, outside the browser. */
  files = new Map()

  /** @param {keyof typeof RELEASES} release */
  open(release) {
    const { factory, local, cache } = this
    const page = [factory, storageOf(local), cachesOf(cache), undefined, undefined]
    return RELEASES[release](...page, undefined)
  }

  /** @returns {Promise<Map<string, unknown>>} What the database holds */
  disk(change) {
    return onDisk(this.factory, change)
  }

  /**
   * Put something there as a release did.
   *
   * @param {{ where: string, key: string, kept: unknown }} fixture
   */
  async put({ where, key, kept }) {
    if (where === 'database') await this.disk((store) => store.put(kept, key))
    else this.#outside()[where].set(key, asText(kept))
  }

  /** @returns {Promise<Map<string, unknown>>} All there is, by place and key */
  async everything() {
    const all = [...(await this.disk())].map(([key, raw]) => [`database ${key}`, raw])
    for (const [where, kept] of Object.entries(this.#outside())) {
      for (const [key, text] of kept) all.push([`${where} ${key}`, parse(text)])
    }
    return new Map(all)
  }

  /** Each record becomes one of a release to come: whole, and with more in it. */
  async ageToNewer() {
    await this.disk((store, records) => {
      for (const [key, raw] of records) store.put(newer(raw), key)
    })
    for (const kept of Object.values(this.#outside())) {
      for (const [key, text] of kept) kept.set(key, asText(newer(parse(text))))
    }
  }

  #outside() {
    return { localStorage: this.local, cache: this.cache, file: this.files }
  }
}

/** @param {any} raw */
export function newer(raw) {
  if (raw?.checksum === undefined) return raw
  const { checksum: _, ...content } = raw
  const number = 'schema' in content ? 'schema' : 'version'
  return withChecksum({ ...content, [number]: content[number] + 1, more: ['new'] })
}

const asText = (raw) => (typeof raw === 'string' ? raw : JSON.stringify(raw))

const parse = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
