/**
 * The card page: the fast copy at once, while the page is still being read; then the
 * stored card itself, which wins where they differ.
 */
import { wordsIn } from '../shared/words.js'
import { showOnFace } from './card-face.js'
import { readMirror } from './card-mirror.js'
import { loadCard } from './card-store.js'
import { keepAwake } from './keep-awake.js'

/** @import { Card } from './card-model.js' */

const REFRESH_MS = 30_000

const face = document.querySelector('[data-module="card-face"]')
if (face instanceof HTMLElement) start(face)
if (document.querySelector('[data-module="hand-over"]')) keepAwake(document)

/** @param {HTMLElement} element */
function start(element) {
  /** @type {Card | null} */
  let card = readMirror()?.card ?? null
  const show = () => showOnFace(element, card, new Date())
  show()

  const reread = async () => {
    try {
      const loaded = await loadCard()
      if (loaded.state !== 'newer' || loaded.card) card = loaded.card
      say(troubleOf(loaded))
    } catch {
      say('trouble')
    }
    show()
  }
  document.addEventListener('DOMContentLoaded', () => void reread())
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) void reread()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void reread()
  })
  setInterval(show, REFRESH_MS)
}

/**
 * @param {Awaited<ReturnType<typeof loadCard>>} loaded
 * @returns {'' | 'damaged' | 'newer' | 'trouble' | 'repaired'}
 */
function troubleOf({ state, troubles }) {
  if (state === 'damaged' || state === 'newer') return state
  return troubles.includes('database') ? 'trouble' : ''
}

/** @param {string} name - Of the words to show; '' shows none */
function say(name) {
  const status = document.querySelector('[data-card-status]')
  if (!(status instanceof HTMLElement)) return
  status.hidden = !name
  status.textContent = name && wordsIn(document, '[data-card-words]')(name)
}
