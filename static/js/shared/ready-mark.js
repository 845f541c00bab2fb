/** "Ready to work offline": said while it is so, and never otherwise. */
import { isWiped } from './wiped-state.js'
import { askWorker } from './worker-health.js'

/** While it is not ready the worker is asked again, less and less often. */
const FIRST_PAUSE_MS = 2000
const LONGEST_PAUSE_MS = 60_000

/** @typedef {'ready' | 'not-ready' | 'never-ready' | ''} Mark */

/**
 * The worker counts its files each time, and fetches those that are missing. What it
 * counted is not said of a time at which nobody was looking.
 *
 * @param {Document} page
 */
export function sayWhetherReady(page) {
  if (!page.querySelector('[data-module="ready"]')) return
  let turn = 0
  let pauseMs = FIRST_PAUSE_MS
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  const ask = async () => {
    const mine = ++turn
    clearTimeout(timer)
    // What is missing would be fetched again.
    if (isWiped()) return
    const worker =
      navigator.serviceWorker.controller ?? (await navigator.serviceWorker.ready).active
    const health = worker && (await askWorker(worker, 'health'))
    if (mine !== turn || page.visibilityState !== 'visible') return
    showReady(page, health?.ready ? 'ready' : 'not-ready')
    if (health?.ready) return
    timer = setTimeout(() => void ask(), pauseMs)
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
  }
  const askAnew = () => {
    pauseMs = FIRST_PAUSE_MS
    void ask()
  }
  page.addEventListener('visibilitychange', () => {
    if (page.visibilityState === 'visible') return askAnew()
    turn += 1
    clearTimeout(timer)
    showReady(page, '')
  })
  window.addEventListener('online', askAnew)
  askAnew()
}

/**
 * @param {Document} page
 * @param {Mark} mark - "" says nothing
 */
export function showReady(page, mark) {
  for (const name of ['ready', 'not-ready', 'never-ready']) {
    const words = page.querySelector(`[data-${name}]`)
    if (words instanceof HTMLElement) words.hidden = name !== mark
  }
}
