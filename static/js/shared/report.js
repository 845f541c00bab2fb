/** A line to copy into a report. Nothing is sent from here. */
import { copyText } from './copy-text.js'

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
  button.addEventListener('click', async () => {
    const isCopied = await copyText(line.textContent ?? '')
    done.hidden = !isCopied
    // Not allowed here: the line can still be read and typed.
    button.hidden = !isCopied
  })
}
