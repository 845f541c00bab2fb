/** Turning reminders on and off, and what state they are in on this browser. */
import { isIosTab } from '../shared/install.js'
import { withPatience } from '../card/with-patience.js'
import { alone, check, forgetOld, renewed, subscribe } from './check.js'
import { isMadeWith } from './push-key.js'
import { changeReminders, loadReminders } from './reminders-store.js'
import { Refused, Unreached, forget, put, sendTest } from './server.js'

/** @import { Reminders } from './record.js' */
/** @import { Key } from './server.js' */

/** The push service is another's, and may not be in reach. */
const SUBSCRIBE_PATIENCE_MS = 30_000
const WORKER_PATIENCE_MS = 10_000

/**
 * - unsupported: this browser has no push, or the app is not kept by it
 * - install: an iPhone or iPad, in a tab; it has push only on the home screen
 * - denied: the person, or the phone, has said no to notifications
 * - off, on
 * - unsure: on as far as this phone knows; the server could not be asked
 * - gone, blocked, key: on, but see `Trouble`: lost, no longer allowed, to be renewed
 * - newer: a later release keeps them
 *
 * @typedef {'unsupported' | 'install' | 'denied' | 'off' | 'on' | 'unsure' | 'gone'
 *   | 'blocked' | 'key' | 'newer'} State
 */

/**
 * @typedef {Pick<Reminders, 'times' | 'days' | 'safety' | 'text' | 'lang' | 'words'>} Wanted
 */

/**
 * @typedef {'on' | 'denied' | 'asked' | 'noPush' | 'unreached' | 'refused' | 'notKept'} Outcome
 *   - "asked": the person closed the question without an answer
 */

/** @returns {'unsupported' | 'install' | null} Null where reminders can work */
export function whyNot() {
  const isInstalled =
    window.matchMedia('(display-mode: standalone)').matches ||
    /** @type {any} */ (navigator).standalone === true
  if (isIosTab(navigator, isInstalled)) return 'install'
  const isThere =
    'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
  return isThere ? null : 'unsupported'
}

/**
 * Look, ask the server, and repair what can be.
 *
 * @returns {Promise<{ state: State, reminders: Reminders }>}
 * @throws {Error} What is kept could not be read
 */
export async function lookNow() {
  const { state: read, reminders: kept } = await loadReminders()
  if (read === 'newer') return { state: 'newer', reminders: kept }
  const reason = whyNot()
  if (reason) return { state: reason, reminders: kept }
  const registration = await worker()
  // On, and no worker: it was taken away, and the subscription with it.
  if (!registration)
    return { state: kept.isOn ? 'gone' : 'unsupported', reminders: kept }
  return alone(async () => {
    const { reminders: before } = await loadReminders()
    // An hour ago is too long for somebody who has come here to see.
    const asked = { ...before, renewedAt: '' }
    const after = await check(asked, {
      push: registration.pushManager,
      permission: Notification.permission,
      browser: navigator.userAgent,
      now: new Date()
    })
    const isNew = after !== asked
    const reminders = isNew ? await keepIfSame(before, after) : before
    return { state: stateOf(reminders, isNew), reminders }
  })
}

/**
 * @param {Reminders} reminders
 * @param {boolean} isSure - The server has answered, or need not be asked
 * @returns {State}
 */
export function stateOf({ isOn, trouble }, isSure) {
  if (!isOn) return Notification.permission === 'denied' ? 'denied' : 'off'
  if (trouble === 'denied') return 'blocked'
  if (trouble) return trouble
  return isSure ? 'on' : 'unsure'
}

/**
 * @param {Reminders} before
 * @param {Reminders} after
 * @returns {Promise<Reminders>} What is kept now: a change made meanwhile stands
 */
function keepIfSame(before, after) {
  return changeReminders((now) =>
    now.serial === before.serial
      ? { ...after, renewedAt: after.renewedAt || before.renewedAt }
      : now
  )
}

/**
 * Turn them on, or change what they do. Called while a tap is being answered: Safari
 * subscribes at no other time, so the key is there already.
 *
 * @param {Wanted} wanted
 * @param {Key} key
 * @returns {Promise<Outcome>} Unless "on", nothing is as it was not before
 */
export async function turnOn(wanted, key) {
  const registration = await worker()
  if (!registration) return 'noPush'
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'asked'
  return alone(() => subscribeAndKeep(registration.pushManager, wanted, key))
}

/**
 * @param {PushManager} push
 * @param {Wanted} wanted
 * @param {Key} key
 * @returns {Promise<Outcome>}
 */
async function subscribeAndKeep(push, wanted, key) {
  const { reminders: before } = await loadReminders()
  const there = await push.getSubscription()
  const isUsable = there !== null && isMadeWith(there, key.key)
  let subscription = isUsable ? there : null
  try {
    if (!subscription) {
      await there?.unsubscribe()
      subscription = await withPatience(
        subscribe(push, key),
        SUBSCRIBE_PATIENCE_MS,
        'the push service'
      )
    }
  } catch (error) {
    return Object(error).name === 'NotAllowedError' ? 'denied' : 'noPush'
  }
  try {
    await put(subscription, key.id, wanted)
  } catch (error) {
    // One the server does not know would only be in the way.
    if (!before.isOn) await subscription.unsubscribe().catch(() => false)
    return error instanceof Refused ? 'refused' : 'unreached'
  }
  const { endpoint } = subscription
  try {
    const kept = await changeReminders((now) => ({
      ...renewed(now, endpoint, key.id, new Date()),
      ...wanted,
      isOn: true
    }))
    await keepForgetting(kept)
    return 'on'
  } catch {
    if (!before.isOn) await undo(subscription)
    return 'notKept'
  }
}

/** @param {PushSubscription} subscription */
async function undo(subscription) {
  await Promise.allSettled([forget(subscription.endpoint), subscription.unsubscribe()])
}

/**
 * Nothing comes from then on, even where the server could not be told: the push service
 * no longer knows this browser. What the server keeps is deleted at the next opening.
 *
 * @returns {Promise<'off' | 'offUntold' | 'notKept'>} "offUntold": not yet told
 */
export async function turnOff() {
  return alone(async () => {
    const registration = await worker()
    const subscription = await registration?.pushManager.getSubscription()
    try {
      const off = await changeReminders((now) => ({
        ...now,
        isOn: false,
        endpoint: '',
        renewedAt: '',
        trouble: '',
        toForget: each(now.toForget, now.endpoint, subscription?.endpoint)
      }))
      await subscription?.unsubscribe()
      const { toForget } = await keepForgetting(off)
      return toForget.length === 0 ? 'off' : 'offUntold'
    } catch {
      return 'notKept'
    }
  })
}

/**
 * @param {string[]} before
 * @param {(string | undefined)[]} more
 */
function each(before, ...more) {
  return [...new Set([...before, ...more])]
    .filter((one) => one !== undefined && one)
    .map(String)
}

/**
 * @param {Reminders} kept
 * @returns {Promise<Reminders>}
 */
async function keepForgetting(kept) {
  const after = await forgetOld(kept)
  if (after === kept) return kept
  return changeReminders((now) => ({ ...now, toForget: after.toForget }))
}

/**
 * @returns {Promise<'sent' | 'gone' | 'unreached' | 'refused'>} "gone": the server does
 *   not know this browser any more
 */
export async function askForTest() {
  const { reminders } = await loadReminders()
  try {
    await sendTest(reminders.endpoint)
    return 'sent'
  } catch (error) {
    if (error instanceof Unreached && !error.isLater) return 'unreached'
    return error instanceof Refused && error.status === 404 ? 'gone' : 'refused'
  }
}

/** @returns {Promise<ServiceWorkerRegistration | null>} Null where none comes up */
async function worker() {
  try {
    return await withPatience(
      navigator.serviceWorker.ready,
      WORKER_PATIENCE_MS,
      'the worker'
    )
  } catch {
    return null
  }
}
