/** What the worker says it keeps of the app. */

const ANSWER_PATIENCE_MS = 10_000

/**
 * @typedef {object} Health
 * @property {boolean} ready - All of this release is kept
 * @property {string[]} missing - Paths that are not
 * @property {number} kept - How many are
 * @property {number} of - How many there are to keep
 */

/**
 * @param {ServiceWorker} worker
 * @param {'look' | 'health'} wish - Only look; or fetch first what is missing
 * @param {number} [patienceMs]
 * @returns {Promise<Health | null>} Null when it does not answer in time
 */
export function askWorker(worker, wish, patienceMs = ANSWER_PATIENCE_MS) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => answer(null), patienceMs)
    /** @param {Health | null} health */
    const answer = (health) => {
      clearTimeout(timer)
      port1.close()
      resolve(health)
    }
    port1.onmessage = ({ data }) => answer(data)
    worker.postMessage(wish, [port2])
  })
}
