/** One piece of work on the card at a time, over all tabs of this app. */

const LOCK = 'carrycard.card'
const PATIENCE_MS = 3000

/** @type {Promise<unknown>} */
let before = Promise.resolve()

/**
 * Wait for this page's earlier work, then for that of other tabs. A tab that keeps
 * the lock for over 3 seconds is not waited for: transactions still keep two saves
 * apart, so the work goes on and is told.
 *
 * Without Web Locks (Safari before 15.4) only this page's own work is kept apart.
 *
 * @template T
 * @param {(isAlone: boolean) => Promise<T>} work
 * @returns {Promise<T>} What the work returned or threw
 */
export function oneAtATime(work) {
  const turn = before.then(() => withLock(work))
  before = turn.catch(() => {})
  return turn
}

/**
 * @template T
 * @param {(isAlone: boolean) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withLock(work) {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  if (!locks) return work(true)
  const impatience = new AbortController()
  const timer = setTimeout(() => impatience.abort(), PATIENCE_MS)
  let hasBegun = false
  try {
    return await locks.request(LOCK, { signal: impatience.signal }, () => {
      clearTimeout(timer)
      hasBegun = true
      return work(true)
    })
  } catch (error) {
    if (hasBegun) throw error
    return work(false)
  } finally {
    clearTimeout(timer)
  }
}
