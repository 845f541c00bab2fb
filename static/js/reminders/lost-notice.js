/** On the log: that reminders no longer come is said there, until it is put away. */
import { changeReminders, loadReminders } from './reminders-store.js'

/** @param {Document} page */
export function sayIfLost(page) {
  const notice = page.querySelector('[data-reminders-lost]')
  if (!(notice instanceof HTMLElement)) return
  const show = () =>
    void loadReminders().then(
      ({ reminders: { isOn, trouble, isTold } }) => {
        notice.hidden = !isOn || trouble === '' || isTold
      },
      () => undefined
    )
  show()
  notice.querySelector('button')?.addEventListener('click', () => {
    notice.hidden = true
    void changeReminders((now) => ({ ...now, isTold: true })).catch(() => undefined)
  })
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel('carrycard')
  channel.addEventListener('message', ({ data }) => {
    if (Object(data).type === 'reminders-changed') show()
  })
}
