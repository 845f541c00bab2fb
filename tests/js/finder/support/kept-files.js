/** A browser's Cache Storage and network, as far as the postcodes need them. */
import { createHash } from 'node:crypto'

const ORIGIN = 'https://phone.test'
const whole = (/** @type {any} */ request) =>
  new URL(typeof request === 'string' ? request : request.url, ORIGIN).href

/** @returns {any} In place of `caches` */
export function cacheStorage() {
  /** @type {Map<string, Map<string, Response>>} */
  const stores = new Map()
  let room = Infinity
  return {
    /** @param {number} puts - So many more fit */
    leaveRoomFor: (puts) => (room = puts),
    has: async (/** @type {string} */ name) => stores.has(name),
    delete: async (/** @type {string} */ name) => stores.delete(name),
    async open(/** @type {string} */ name) {
      const store = stores.get(name) ?? new Map()
      stores.set(name, store)
      return {
        match: async (/** @type {any} */ request) => store.get(whole(request))?.clone(),
        keys: async () => [...store.keys()].map((url) => new Request(url)),
        delete: async (/** @type {any} */ request) => store.delete(whole(request)),
        async put(/** @type {any} */ request, /** @type {Response} */ answer) {
          if (room-- <= 0) throw new DOMException('No room', 'QuotaExceededError')
          store.set(whole(request), answer)
        }
      }
    }
  }
}

/**
 * @param {Map<string, Uint8Array | string>} files - By path; others answer 404
 * @returns {typeof fetch & { asked: string[] }} Checks the integrity, as browsers do
 */
export function network(files) {
  /** @type {string[]} */
  const asked = []
  const answer = async (/** @type {any} */ url, /** @type {any} */ init = {}) => {
    init.signal?.throwIfAborted()
    asked.push(url)
    const body = files.get(url)
    if (body === undefined) return new Response('', { status: 404 })
    if (init.integrity && init.integrity !== integrityOf(body)) {
      throw new TypeError('Failed integrity')
    }
    return new Response(/** @type {any} */ (body))
  }
  return /** @type {any} */ (Object.assign(answer, { asked }))
}

/** @param {Uint8Array | string} body */
export const integrityOf = (body) =>
  `sha256-${createHash('sha256').update(body).digest('base64')}`
