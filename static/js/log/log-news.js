/** Windows of the app, and the worker, tell one another that the log has changed. */
import { CHANNEL } from '../shared/wiped-state.js'

const CHANGED = 'log-changed'

/** Without BroadcastChannel (Safari before 15.4) nobody is told. */
export function tellLogChanged() {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage({ type: CHANGED })
  channel.close()
}

/**
 * @param {() => void} act - Called also for a change of this page's own
 */
export function onLogChanged(act) {
  if (typeof BroadcastChannel === 'undefined') return
  new BroadcastChannel(CHANNEL).addEventListener('message', ({ data }) => {
    if (Object(data).type === CHANGED) act()
  })
}
