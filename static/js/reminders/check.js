/** Are the reminders still as this phone believes? Repairs what can be, in silence. */
import { bytesOfBase64 } from '../shared/base64.js'
import { isMadeWith } from './push-key.js'
import { Refused, askKey, forget, put, renew } from './server.js'

/** @import { Reminders } from './record.js' */
/** @import { Key } from './server.js' */

/** Once for each day's opening of the app, whenever in the day that is. */
const DUE_AFTER_MS = 20 * 3_600_000

/**
 * @typedef {object} Here - This browser, as it is now
 * @property {Pick<PushManager, 'getSubscription' | 'subscribe'>} push
 * @property {string} permission - "granted", "denied" or "default"
 * @property {string} browser - Its user agent
 * @property {Date} now
 */

/**
 * Looks at the browser each time, and asks the server where something is amiss or its
 * last yes is 20 hours old.
 *
 * @param {Reminders} before
 * @param {Here} here
 * @returns {Promise<Reminders>} As they are to be kept; the very same where nothing is
 *   new. Offline nothing is concluded but what the browser itself says
 */
export async function check(before, here) {
  const kept = await forgetOld(before)
  if (!kept.isOn) return kept
  const subscription = await here.push.getSubscription()
  const isHere = subscription !== null && here.permission === 'granted'
  if (!isHere && (here.permission !== 'granted' || needsTap(here))) {
    return inTrouble(kept, here.permission === 'denied' ? 'denied' : 'gone')
  }
  if (isHere && subscription.endpoint === kept.endpoint && !isDue(kept, here)) {
    return kept
  }
  try {
    return await repaired(kept, subscription, here)
  } catch (error) {
    // A refusal is an answer: nothing will come here as things are.
    const isRefused = error instanceof Refused
    return isHere && !isRefused ? kept : inTrouble(kept, 'gone')
  }
}

/**
 * @param {Reminders} kept
 * @param {PushSubscription | null} subscription
 * @param {Here} here
 * @returns {Promise<Reminders>}
 * @throws {Error} The server or the push service cannot be reached, or will not
 */
async function repaired(kept, subscription, here) {
  const key = await askKey()
  const isCurrent = subscription !== null && isMadeWith(subscription, key.key)
  if (subscription && (isCurrent || needsTap(here))) {
    const { endpoint } = subscription
    const keyId = isCurrent ? key.id : kept.keyId
    const isKnown = endpoint === kept.endpoint && (await renew(endpoint))
    if (!isKnown) await put(subscription, keyId, kept)
    const after = await forgetOld(renewed(kept, endpoint, keyId, here.now))
    return isCurrent ? after : inTrouble(after, 'key')
  }
  // A browser keeps one subscription a worker, and that one has the old key.
  await subscription?.unsubscribe()
  const fresh = await subscribe(here.push, key)
  await put(fresh, key.id, kept)
  return forgetOld(renewed(kept, fresh.endpoint, key.id, here.now))
}

/**
 * @param {Pick<PushManager, 'subscribe'>} push
 * @param {Key} key
 * @returns {Promise<PushSubscription>}
 * @throws {Error} The browser's own: not allowed, or no push service in reach
 */
export function subscribe(push, key) {
  return push.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOfBase64(key.key)
  })
}

/**
 * @param {Reminders} kept
 * @param {string} endpoint
 * @param {string} keyId
 * @param {Date} now
 * @returns {Reminders} The server has it; an address from before is to be forgotten
 */
export function renewed(kept, endpoint, keyId, now) {
  const { endpoint: old } = kept
  const isOther = old !== '' && old !== endpoint
  return {
    ...kept,
    endpoint,
    keyId,
    renewedAt: now.toISOString(),
    trouble: '',
    isTold: false,
    toForget: [...kept.toForget, ...(isOther ? [old] : [])].filter(
      (each) => each !== endpoint
    )
  }
}

/**
 * Tell the server of addresses it should have deleted, and could not be told of.
 *
 * @param {Reminders} kept
 * @returns {Promise<Reminders>} Those it would not hear of stay in the list
 */
export async function forgetOld(kept) {
  if (kept.toForget.length === 0) return kept
  const done = await Promise.allSettled(kept.toForget.map((each) => forget(each)))
  const toForget = kept.toForget.filter((_, at) => isUnreached(done[at]))
  return toForget.length === kept.toForget.length ? kept : { ...kept, toForget }
}

/** @param {PromiseSettledResult<void> | undefined} done */
function isUnreached(done) {
  return done?.status === 'rejected' && done.reason.name === 'Unreached'
}

/**
 * @param {Reminders} kept
 * @param {import('./record.js').Trouble} trouble
 * @returns {Reminders}
 */
function inTrouble(kept, trouble) {
  return kept.trouble === trouble ? kept : { ...kept, trouble, isTold: false }
}

/**
 * @param {Reminders} kept
 * @param {Here} here
 */
function isDue({ renewedAt, trouble }, { now }) {
  const since = now.getTime() - Date.parse(renewedAt)
  // "Not less" is also true of a moment that cannot be read; a clock may be set back.
  return trouble !== '' || !(since < DUE_AFTER_MS) || since < 0
}

/**
 * Safari subscribes only while a tap is being answered. Anything undone here could not
 * be done again.
 *
 * @param {{ browser: string }} here
 */
export function needsTap({ browser }) {
  return /AppleWebKit/.test(browser) && !/Chrom(e|ium)\//.test(browser)
}

/**
 * One page or worker at a time: two that subscribe at once undo each other's work.
 *
 * @template T
 * @param {() => Promise<T>} work - Reads what is kept only once it has begun
 * @returns {Promise<T>}
 */
export function alone(work) {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks ? locks.request('carrycard.reminders', work) : work()
}
