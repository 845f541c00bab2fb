/** Whether this browser has promised not to clear what it keeps for want of space. */

/** @typedef {'promised' | 'notPromised' | 'unknown'} Promised */

/**
 * Ask for the promise. Firefox asks the person; the others decide by themselves.
 *
 * @returns {Promise<Promised>} 'unknown' where the browser cannot be asked, as in some
 *   on Linux and all over plain http; never throws
 */
export function askToKeep() {
  return answer((storage) => storage.persist?.())
}

/**
 * Without asking for it.
 *
 * @returns {Promise<Promised>} Never throws
 */
export function whetherKept() {
  return answer((storage) => storage.persisted?.())
}

/**
 * @param {(storage: StorageManager) => Promise<boolean> | undefined} ask
 * @returns {Promise<Promised>}
 */
async function answer(ask) {
  try {
    const isKept = navigator.storage && (await ask(navigator.storage))
    if (typeof isKept !== 'boolean') return 'unknown'
    return isKept ? 'promised' : 'notPromised'
  } catch {
    return 'unknown'
  }
}
