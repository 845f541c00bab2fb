/** Keep the screen on while the card is being shown to somebody. */

/**
 * A wake lock is lost whenever the page is hidden, so it is taken again on return.
 * Where there is none, or the phone refuses (low battery), nothing else changes.
 *
 * @param {Document} page
 */
export function keepAwake(page) {
  const take = () => {
    if (page.visibilityState !== 'visible') return
    void navigator.wakeLock?.request('screen').catch(() => undefined)
  }
  page.addEventListener('visibilitychange', take)
  take()
}
