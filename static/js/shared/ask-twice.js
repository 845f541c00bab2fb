/** A button that cannot be undone asks a second time. */

/**
 * @param {HTMLElement} box - Holds a [data-ask] and a [data-confirm] button
 * @param {() => Promise<void>} act - Settles once done, or once it has said it failed
 */
export function askTwice(box, act) {
  const ask = box.querySelector('[data-ask]')
  const confirm = box.querySelector('[data-confirm]')
  if (!(ask instanceof HTMLElement) || !(confirm instanceof HTMLElement)) return
  ask.addEventListener('click', () => {
    ask.hidden = true
    confirm.hidden = false
    confirm.focus()
  })
  confirm.addEventListener('click', () => {
    confirm.hidden = true
    void act().finally(() => {
      ask.hidden = false
    })
  })
}
