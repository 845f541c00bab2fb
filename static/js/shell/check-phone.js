/** What this browser itself has to do: send reminders, and not throw things away. */
import { loadReminders } from '../reminders/reminders-store.js'
import { lookNow, whyNot } from '../reminders/subscribing.js'
import { askToKeep, whetherKept } from '../shared/keep-storage.js'

/** @import { Reminders } from '../reminders/record.js' */
/** @import { Check, Found } from './checks.js' */

/** @type {Check} */
export const checkReminders = {
  name: 'reminders',
  async look() {
    const { state, reminders } = await loadReminders()
    if (state === 'damaged' || state === 'newer') return { mark: 'bad', say: state }
    if (!reminders.isOn) return { mark: 'none', say: 'off' }
    if (whyNot() !== null) return { mark: 'bad', say: 'gone' }
    const registration = await navigator.serviceWorker.getRegistration()
    const subscription = await registration?.pushManager.getSubscription()
    return remindersSaid(reminders, {
      permission: Notification.permission,
      endpoint: subscription?.endpoint ?? ''
    })
  },
  mend: lookNow,
  needsTap: true
}

/** @type {Check} */
export const checkKeeping = {
  name: 'keeping',
  async look() {
    const say = await whetherKept()
    return { mark: say === 'promised' ? 'good' : 'unsure', say }
  },
  mend: askToKeep,
  needsTap: true
}

/**
 * @param {Reminders} reminders - That are on
 * @param {{ permission: string, endpoint: string }} here - As this browser says now
 * @returns {Found}
 */
export function remindersSaid({ endpoint, trouble, renewedAt }, here) {
  if (here.permission === 'denied') return { mark: 'bad', say: 'denied' }
  const isSame = here.endpoint !== '' && here.endpoint === endpoint
  if (!isSame || here.permission !== 'granted') return { mark: 'bad', say: 'gone' }
  if (trouble) return { mark: 'bad', say: trouble }
  const answered = new Date(renewedAt)
  return Number.isNaN(answered.getTime())
    ? { mark: 'good', say: 'on' }
    : { mark: 'good', say: 'answered', fill: { day: answered } }
}
