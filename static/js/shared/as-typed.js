/** Answer a search box while it is being typed into. Nothing that is typed is sent. */
import { afterPause } from './after-pause.js'

const PAUSE_MS = 120

/**
 * @param {HTMLInputElement} input
 * @param {() => void} show - Called soon after typing stops, and at once for Enter
 */
export function asTyped(input, show) {
  const soon = afterPause(show, PAUSE_MS)
  input.addEventListener('input', soon)
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    soon.cancel()
    show()
    // Puts the keyboard of a phone away, so that the results can be seen.
    input.blur()
  })
}
