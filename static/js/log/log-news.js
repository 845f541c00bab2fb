/** Hear that the log changed in another window or in the worker, or that time went by. */

const CHANNEL = 'carrycard'

/**
 * Without BroadcastChannel (Safari before 15.4) a page catches up when it comes back
 * into view.
 *
 * @param {Document} page
 * @param {() => unknown} act
 */
export function onLogNews(page, act) {
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') act()
  })
  if (typeof BroadcastChannel === 'undefined') return
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => {
    if (Object(data).type === 'log-changed') act()
  })
}
