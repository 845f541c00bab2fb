/** A button that cannot be undone asks a second time, and can be told no. */

/**
 * @param {HTMLElement} box - Holds a [data-ask], a [data-confirm] and a [data-cancel]
 * @param {() => Promise<void>} act - Settles once done, or once it has said it failed
 */
export function askTwice(box, act) {
  const ask = box.querySelector('[data-ask]')
  const confirm = box.querySelector('[data-confirm]')
  const cancel = box.querySelector('[data-cancel]')
  if (!(ask instanceof HTMLElement)) return
  if (!(confirm instanceof HTMLElement) || !(cancel instanceof HTMLElement)) return

  /** @param {boolean} isAsking */
  const show = (isAsking) => {
    ask.hidden = isAsking
    confirm.hidden = cancel.hidden = !isAsking
    ;(isAsking ? confirm : ask).focus()
  }
  ask.addEventListener('click', () => show(true))
  cancel.addEventListener('click', () => show(false))
  confirm.addEventListener('click', () => void act().finally(() => show(false)))
}
