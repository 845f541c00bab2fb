/** A button that cannot be undone asks a second time, and can be told no. */
import { settle } from './settle.js'

/**
 * @param {HTMLElement} box - Holds a [data-ask], a [data-confirm] and a [data-cancel]
 * @param {() => Promise<void>} act - Settles once done, or once it has said it failed
 */
export function askTwice(box, act) {
  const ask = box.querySelector('[data-ask]')
  const confirm = box.querySelector('[data-confirm]')
  const cancel = box.querySelector('[data-cancel]')
  if (!(ask instanceof HTMLElement)) return
  if (!(confirm instanceof HTMLButtonElement) || !(cancel instanceof HTMLElement))
    return

  /** @param {boolean} isAsking */
  const show = (isAsking) => {
    ask.hidden = isAsking
    confirm.hidden = cancel.hidden = !isAsking
    if (isAsking) void settle(confirm).then(() => confirm.focus())
    else ask.focus()
  }
  ask.addEventListener('click', () => show(true))
  // A key that is held down presses again and again.
  confirm.addEventListener('keydown', (event) => {
    if (event.repeat) event.preventDefault()
  })
  cancel.addEventListener('click', () => show(false))
  confirm.addEventListener('click', () => void act().finally(() => show(false)))
}
