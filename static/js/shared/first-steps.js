/** The first steps on the home page: there until they are done or put away. */
import { isWiped } from './wiped-state.js'

const KEY = 'carrycard.start'
const CARD_KEY = 'carrycard.card'

/** @param {Document} page */
export function firstSteps(page) {
  const box = page.querySelector('[data-module="start"]')
  if (!(box instanceof HTMLElement)) return
  const done = { install: isInstalled(), card: hasCard() }
  box.hidden = isPutAway() || (done.install && done.card)
  for (const [step, isDone] of Object.entries(done)) {
    const mark = box.querySelector(`[data-step="${step}"]`)
    if (mark instanceof HTMLElement) mark.hidden = !isDone
  }
  const button = box.querySelector('button')
  if (!button) return
  button.hidden = false
  button.addEventListener('click', () => {
    putAway()
    box.hidden = true
    // It had the focus; what comes next has it now.
    const next = box.nextElementSibling?.querySelector('a')
    next?.focus()
  })
}

function isInstalled() {
  return (
    window.matchMedia('(display-mode: standalone)').matches ||
    /** @type {any} */ (navigator).standalone === true
  )
}

/** As far as its fast copy says: enough for a tick. */
function hasCard() {
  try {
    return Boolean(JSON.parse(localStorage.getItem(CARD_KEY) ?? '{}').card)
  } catch {
    return false
  }
}

function isPutAway() {
  try {
    return localStorage.getItem(KEY) !== null
  } catch {
    return false
  }
}

function putAway() {
  try {
    if (!isWiped()) localStorage.setItem(KEY, 'done')
  } catch {
    // Storage is off: they are there again at the next visit.
  }
}
