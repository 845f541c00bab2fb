/**
 * The card at once: the fast copy is shown while the page is still being read. Kept
 * small, since the page waits for it; card-keep.js follows with the stored card.
 */
import { coverWhenHidden } from '../shared/cover.js'
import { returnToHandOver } from '../shared/handed-over.js'
import { leaveFast } from '../shared/leave.js'
import { showDose, showOnFace } from './card-face.js'
import { readMirror } from './card-mirror.js'
import { certainlyPast } from './last-dose.js'
import { readSeen } from '../shared/seen.js'

/** @typedef {{ card: Card | null, savedAt: string }} Kept - `savedAt` is UTC, or '' */

const REFRESH_MS = 30_000

returnToHandOver(document)
leaveFast(document)
coverWhenHidden(document)
const face = document.querySelector('[data-module="card-face"]')
if (face instanceof HTMLElement) start(face)
window.addEventListener('load', () => requestAnimationFrame(loadTheRest))

/** @param {HTMLElement} element */
function start(element) {
  const { serverDay } = readSeen()
  const mirrored = readMirror()
  let shown = toShow({
    card: mirrored?.card ?? null,
    savedAt: mirrored?.card ? mirrored.savedAt : ''
  })
  showOnFace(element, shown, new Date())
  setInterval(() => showDose(element, shown, new Date()), REFRESH_MS)
  element.addEventListener('card-loaded', (event) => {
    const loaded = toShow(/** @type {CustomEvent<Kept>} */ (event).detail)
    // Left alone where nothing changed: a link may have the focus, or a finger on it.
    if (JSON.stringify(loaded) === JSON.stringify(shown)) return
    shown = loaded
    showOnFace(element, shown, new Date())
  })

  /** @param {Kept} kept */
  function toShow({ card, savedAt }) {
    return { card, savedAt, notBefore: certainlyPast(savedAt, serverDay) }
  }
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

/** @import { Card } from './card-model.js' */
