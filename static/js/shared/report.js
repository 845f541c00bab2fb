/** A line to copy into a report. Nothing is sent from here. */

/** @param {Document} page */
export function reportHelp(page) {
  const box = page.querySelector('[data-module="report"]')
  const button = box?.querySelector('[data-copy]')
  const line = box?.querySelector('[data-copy-text]')
  const done = box?.querySelector('[data-copied]')
  if (!(button instanceof HTMLElement) || !line || !(done instanceof HTMLElement))
    return
  if (!navigator.clipboard) return
  button.hidden = false
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(line.textContent ?? '').then(
      () => (done.hidden = false),
      // Not allowed here: the line can still be read and typed.
      () => (button.hidden = true)
    )
  })
}
