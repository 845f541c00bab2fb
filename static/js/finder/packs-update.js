/** Ask the worker for newer packs of services. */

const PATIENCE_MS = 120_000

/**
 * @typedef {'current' | 'updated' | 'offline' | 'failed'} PackState
 */

/**
 * @returns {Promise<PackState>} "failed" too where there is no worker, or it never says
 */
export async function updatePacks() {
  if (!('serviceWorker' in navigator)) return 'failed'
  const { active } = await navigator.serviceWorker.ready
  if (!active) return 'failed'
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(() => resolve('failed'), PATIENCE_MS)
    port1.onmessage = ({ data }) => {
      clearTimeout(timer)
      port1.close()
      resolve(data?.state ?? 'failed')
    }
    active.postMessage('update-packs', [port2])
  })
}
