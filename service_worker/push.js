/**
 * Reminders as they come in: each push shows one notification, whatever it brings; what
 * is tapped on it is done here, with or without a network.
 */
import { answerTo, transact } from '../static/js/card/records-db.js'
import { withPatience } from '../static/js/card/with-patience.js'
import { putInInbox } from '../static/js/log/inbox.js'
import { alone, check } from '../static/js/reminders/check.js'
import {
  TITLE,
  WORDS,
  placeOf,
  readMessage,
  shapeOf
} from '../static/js/reminders/message.js'
import {
  BLANK,
  REMINDERS,
  readReminders,
  sealReminders
} from '../static/js/reminders/record.js'
import { sendLater } from '../static/js/reminders/server.js'
import {
  SHOWN,
  noted,
  readShown,
  sealShown,
  turnOf
} from '../static/js/reminders/shown.js'

/** @import { Message, Shape } from '../static/js/reminders/message.js' */
/** @import { Reminders } from '../static/js/reminders/record.js' */

const PATIENCE_MS = 1500

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/** Listen for pushes, and for what is done with what they show. */
export function listenForPushes() {
  worker.addEventListener('push', (event) => event.waitUntil(onPush(event)))
  worker.addEventListener('notificationclick', (event) => event.waitUntil(onTap(event)))
  worker.addEventListener('pushsubscriptionchange', (event) =>
    /** @type {ExtendableEvent} */ (event).waitUntil(checkReminders())
  )
}

/** @param {PushEvent} event */
async function onPush(event) {
  const message = readMessage(event)
  await show(await shapeFor(message))
  await closeOlder(message.slot)
  tell({ type: 'reminder-shown', kind: message.kind })
}

/**
 * That it was shown is noted first, in the same step in which it is looked up: of two
 * that come at once one is the second. Nothing is lost by that, since both are shown.
 *
 * @param {Message} message
 * @returns {Promise<Shape>}
 */
async function shapeFor(message) {
  const { origin } = worker.location
  try {
    const { turn, reminders } = await inTime(
      transact('readwrite', async (store) => {
        const now = Date.now()
        const raw = await answerTo(store.get(REMINDERS))
        const shown = readShown(await answerTo(store.get(SHOWN)), now)
        const turn = turnOf(shown, message)
        if (message.slot && turn === 'first') {
          store.put(sealShown(noted(shown, message.id, false, now)), SHOWN)
        }
        return { turn, reminders: readReminders(raw).reminders }
      })
    )
    return shapeOf(message, turn, reminders, origin)
  } catch {
    return shapeOf(message, 'first', BLANK, origin)
  }
}

/** @param {Shape} shape */
async function show({ title, options }) {
  try {
    await worker.registration.showNotification(title, options)
  } catch {
    // An option it does not take; or notifications are off, and nothing can be shown.
    const body = WORDS['reminder']
    await worker.registration.showNotification(TITLE, { body }).catch(() => undefined)
  }
}

/**
 * Where a tag replaces nothing, as in Safari, the older of two of a slot is taken away.
 *
 * @param {string} slot
 */
async function closeOlder(slot) {
  if (!slot) return
  const all = await worker.registration.getNotifications().catch(() => [])
  const same = all.filter(({ tag }) => tag === slot)
  for (const older of same.slice(0, -1)) older.close()
}

/** @param {NotificationEvent} event */
async function onTap({ action, notification }) {
  const message = readMessage({
    notification: { tag: notification.tag, data: notification.data }
  })
  const { slot } = message
  if (action === 'taken' && slot) await writeDown(message, notification)
  else if (action === 'later' && slot) await askLater(message, notification)
  else {
    notification.close()
    await open(message)
  }
}

/**
 * The page, or the next that opens, takes it from the inbox into log and card.
 *
 * @param {Message} message
 * @param {Notification} notification
 */
async function writeDown(message, notification) {
  const { slot } = message
  try {
    await putInInbox({ slot, what: 'taken', at: new Date().toISOString() })
  } catch {
    return showAgain(message, notification, 'notWritten')
  }
  notification.close()
  // Should it come once more all the same, it says so.
  await transact('readwrite', async (store) => {
    const now = Date.now()
    const shown = readShown(await answerTo(store.get(SHOWN)), now)
    store.put(sealShown(noted(shown, slot, true, now)), SHOWN)
  }).catch(() => undefined)
}

/**
 * @param {Message} message
 * @param {Notification} notification
 */
async function askLater(message, notification) {
  const { slot } = message
  try {
    const subscription = await worker.registration.pushManager.getSubscription()
    if (!subscription) throw new Error('no subscription')
    await sendLater(subscription.endpoint, slot)
    notification.close()
  } catch {
    await showAgain(message, notification, '')
  }
}

/**
 * As it was, so that it stays; without a sound.
 *
 * @param {Message} message
 * @param {Notification} notification
 * @param {string} name - Of the words that it says instead; "" for the same as before
 */
async function showAgain(message, notification, name) {
  const reminders = await readKept()
  const { origin } = worker.location
  const { title, options } = shapeOf(message, 'again', reminders, origin)
  const words = name && (reminders.words[name] || WORDS[name])
  await show({ title, options: { ...options, body: words || notification.body } })
}

/**
 * No open page is led away from what is on it: there may be a form, or a card that was
 * handed over.
 *
 * @param {Message} message
 */
async function open(message) {
  const { lang } = await readKept()
  const place = placeOf(message, lang)
  const windows = await worker.clients.matchAll({
    type: 'window',
    includeUncontrolled: true
  })
  const there = windows.find(({ url }) => new URL(url).pathname === place)
  try {
    await (there ? there.focus() : worker.clients.openWindow(place))
  } catch {
    // Only a tap may open a window, and the browser says this was none.
  }
}

/** @returns {Promise<Reminders>} Blank ones where they cannot be read */
async function readKept() {
  try {
    const raw = await inTime(
      transact('readonly', (store) => answerTo(store.get(REMINDERS)))
    )
    return readReminders(raw).reminders
  } catch {
    return BLANK
  }
}

/**
 * @template T
 * @param {Promise<T>} answer
 * @returns {Promise<T>}
 * @throws {Error} It took longer than somebody who is to be reminded may wait
 */
function inTime(answer) {
  return withPatience(answer, PATIENCE_MS, 'the record')
}

/** @type {Promise<void> | null} */
let checking = null

/**
 * Compare browser and server with what is kept, and repair what can be. Never throws;
 * what fails is left for the next opening.
 *
 * @returns {Promise<void>}
 */
export function checkReminders() {
  checking ??= alone(compare)
    .catch(() => undefined)
    .finally(() => {
      checking = null
    })
  return checking
}

async function compare() {
  const reminders = await readKept()
  const after = await check(reminders, {
    push: worker.registration.pushManager,
    permission: Notification.permission,
    browser: navigator.userAgent,
    now: new Date()
  })
  if (after === reminders) return
  await transact('readwrite', async (store) => {
    const now = readReminders(await answerTo(store.get(REMINDERS))).reminders
    // Where a page has changed them meanwhile, what it kept is newer.
    if (now.serial !== reminders.serial) return
    store.put(sealReminders({ ...after, serial: after.serial + 1 }), REMINDERS)
  })
  tell({ type: 'reminders-changed' })
}

/** @param {{ type: string, kind?: string }} news */
function tell(news) {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel('carrycard')
  channel.postMessage(news)
  channel.close()
}
