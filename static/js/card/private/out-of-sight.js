/** Tell when the page has been out of sight for long, or is gone. */

/**
 * A phone slows the clocks of a hidden page, so the time is looked at on return too.
 *
 * @param {Document} page
 * @param {object} acts
 * @param {number} acts.afterMs
 * @param {() => void} acts.onHidden - At once
 * @param {() => void} acts.onLong - Once for each time it was away that long
 * @param {() => void} acts.onGone - The page is being left, or has been emptied
 */
export function watchSight(page, { afterMs, onHidden, onLong, onGone }) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  let hiddenAt = 0
  const stop = () => {
    clearTimeout(timer)
    timer = undefined
  }
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'hidden') {
      hiddenAt = Date.now()
      timer ??= setTimeout(() => {
        timer = undefined
        onLong()
      }, afterMs)
      onHidden()
    } else if (timer !== undefined) {
      stop()
      if (Date.now() - hiddenAt >= afterMs) onLong()
    }
  })
  for (const gone of ['pagehide', 'carrycard-left']) {
    window.addEventListener(gone, () => {
      stop()
      onGone()
    })
  }
}
