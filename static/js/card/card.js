/**
 * The card at once: the fast copy is shown while the page is still being read. Kept
 * small, since the page waits for it; card-keep.js follows with the stored card.
 */
import { leaveFast } from '../shared/leave.js'
import { showDose, showOnFace } from './card-face.js'
import { readMirror } from './card-mirror.js'

/** @import { Card } from './card-model.js' */

const REFRESH_MS = 30_000

leaveFast(document)
const face = document.querySelector('[data-module="card-face"]')
if (face instanceof HTMLElement) start(face)
window.addEventListener('load', () => requestAnimationFrame(loadTheRest))

/** @param {HTMLElement} element */
function start(element) {
  /** @type {Card | null} */
  let card = readMirror()?.card ?? null
  showOnFace(element, card, new Date())
  setInterval(() => showDose(element, card, new Date()), REFRESH_MS)
  element.addEventListener('card-loaded', (event) => {
    const loaded = /** @type {CustomEvent<Card | null>} */ (event).detail
    // Left alone where nothing changed: a link may have the focus, or a finger on it.
    if (JSON.stringify(loaded) === JSON.stringify(card)) return
    card = loaded
    showOnFace(element, card, new Date())
  })
}

/**
 * The script that reads and mends the stored card waits in a template until the card
 * has been painted; the page's own markup names it, so its hash is checked like any.
 */
function loadTheRest() {
  const rest = document.querySelector('template[data-after-load]')
  if (!(rest instanceof HTMLTemplateElement)) return
  setTimeout(() => document.body.append(document.importNode(rest.content, true)))
}
