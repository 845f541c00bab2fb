/** What is said to the server about reminders: address, keys, times and days; no more. */
import { apiAddress } from '../shared/api-address.js'

const PATIENCE_MS = 10_000
const PLACE = '/api/reminders/'

/**
 * The server could not be reached, or is in trouble itself. Nothing may be concluded.
 */
export class Unreached extends Error {
  name = 'Unreached'

  /** True when it has answered, and asks to be left alone for a while. */
  isLater = false
}

/**
 * The server has answered, and will not.
 */
export class Refused extends Error {
  name = 'Refused'

  /** @param {number} status */
  constructor(status) {
    super(`refused with ${status}`)
    this.status = status
  }
}

/**
 * @typedef {object} Key
 * @property {string} id
 * @property {string} key - In base64url, as subscribe() takes it
 */

/**
 * @returns {Promise<Key>} The one to subscribe with now
 * @throws {Unreached | Refused}
 */
export async function askKey() {
  const { id, key } = Object(await ask('GET', 'key'))
  if (typeof id !== 'string' || typeof key !== 'string') throw new Unreached('no key')
  return { id, key }
}

/**
 * Have it send to this subscription at these times from now on.
 *
 * @param {PushSubscription} subscription
 * @param {string} keyId
 * @param {{ times: string[], days: number[], safety: boolean }} wanted
 * @throws {Unreached | Refused}
 */
export async function put(subscription, keyId, { times, days, safety }) {
  const { endpoint, keys } = subscription.toJSON()
  await ask('PUT', 'subscription', {
    subscription: { endpoint, keys },
    times,
    days,
    safety,
    keyId
  })
}

/**
 * @param {string} endpoint
 * @returns {Promise<boolean>} False when the server does not know it any more
 * @throws {Unreached | Refused}
 */
export async function renew(endpoint) {
  try {
    await ask('POST', 'renew', { endpoint })
    return true
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return false
    throw error
  }
}

/**
 * Have the server delete all it keeps of it.
 *
 * @param {string} endpoint
 * @throws {Unreached | Refused}
 */
export async function forget(endpoint) {
  await ask('DELETE', 'subscription', { endpoint })
}

/**
 * @param {string} endpoint
 * @throws {Unreached | Refused}
 */
export async function sendTest(endpoint) {
  await ask('POST', 'test', { endpoint })
}

/**
 * @param {string} endpoint
 * @param {string} slot - To come once more in half an hour
 * @throws {Unreached | Refused}
 */
export async function sendLater(endpoint, slot) {
  await ask('POST', 'later', { endpoint, slot })
}

/**
 * No cookie goes with it, and no page's address.
 *
 * @param {string} method
 * @param {string} place
 * @param {object} [body]
 * @returns {Promise<unknown>} The answer's JSON; null where there is none
 * @throws {Unreached | Refused}
 */
async function ask(method, place, body) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const answer = await fetch(apiAddress(PLACE + place), {
      method,
      ...(body && {
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body)
      }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect: 'error',
      cache: 'no-store',
      signal: patience.signal
    })
    const { status } = answer
    if (status === 429 || status >= 500) {
      throw Object.assign(new Unreached(`answered ${status}`), { isLater: true })
    }
    if (!answer.ok) throw new Refused(status)
    return await answer.json().catch(() => null)
  } catch (cause) {
    if (cause instanceof Refused || cause instanceof Unreached) throw cause
    throw new Unreached('no answer', { cause })
  } finally {
    clearTimeout(timer)
  }
}
