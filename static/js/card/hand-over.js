/** The hand-over view: nothing but the card, until its owner holds the way out. */
import { setHandedOver, viewHere } from '../shared/handed-over.js'

const HOLD_MS = 1500
const PRESS_AGAIN_MS = 10_000
const LEAVE_PATIENCE_MS = 500

/** @param {Document} page */
export function handOver(page) {
  const hold = page.querySelector('[data-hold]')
  const close = page.querySelector('[data-leave-card]')
  if (!(hold instanceof HTMLElement) || !(close instanceof HTMLAnchorElement)) return
  setHandedOver(viewHere())
  keepBackHere()
  offerFullScreen(page)
  openForStaff(page)
  close.hidden = true
  hold.hidden = false
  const help = page.querySelector('[data-hold-help]')
  leaveByHolding(hold, {
    leave: () => leave(close.href),
    explain: (how) => {
      if (!(help instanceof HTMLElement)) return
      help.hidden = false
      help.textContent =
        page.querySelector(`[data-hold-words="${how}"]`)?.textContent ?? ''
    }
  })
}

/**
 * A browser passes over an entry that was made before anybody touched the page, so it
 * is made anew at the first touch.
 */
function keepBackHere() {
  const stay = () => {
    if (history.state?.handed !== true) history.pushState({ handed: true }, '')
  }
  stay()
  window.addEventListener('pointerdown', stay)
  window.addEventListener('keydown', stay)
  window.addEventListener('popstate', stayUnlessLeft)

  function stayUnlessLeft() {
    if (!isLeaving) stay()
  }
}

let isLeaving = false

/** @param {string} address */
function leave(address) {
  if (isLeaving) return
  isLeaving = true
  setHandedOver(null)
  if (history.state?.handed !== true) return window.location.replace(address)
  // Off the entry made above first, so that Back does not lead here again.
  const go = () => window.location.replace(address)
  window.addEventListener('popstate', go)
  // Should that never come, the way out must not be lost.
  setTimeout(go, LEAVE_PATIENCE_MS)
  history.back()
}

/**
 * A finger has to stay on it. A keyboard, a switch or a screen reader presses twice.
 *
 * @param {HTMLElement} button
 * @param {{ leave: () => void, explain: (how: 'finger' | 'keys') => void }} then
 */
function leaveByHolding(button, { leave, explain }) {
  /** @type {number | undefined} */
  let timer
  let pressedAt = -Infinity
  const begin = (/** @type {PointerEvent} */ event) => {
    // One finger, and its own timer only: a second one must not leave the first running.
    end()
    if (!event.isPrimary || event.button !== 0) return
    button.classList.add('hold--held')
    timer = window.setTimeout(leave, HOLD_MS)
  }
  const end = () => {
    button.classList.remove('hold--held')
    window.clearTimeout(timer)
  }
  button.addEventListener('pointerdown', begin)
  for (const name of ['pointerup', 'pointerleave', 'pointercancel']) {
    button.addEventListener(name, end)
  }
  button.addEventListener('contextmenu', (event) => event.preventDefault())
  button.addEventListener('click', (event) => {
    if (event.detail !== 0) return explain('finger')
    if (event.timeStamp - pressedAt < PRESS_AGAIN_MS) return leave()
    pressedAt = event.timeStamp
    explain('keys')
  })
}

/** @param {Document} page */
function offerFullScreen(page) {
  const button = page.querySelector('[data-fullscreen]')
  if (!(button instanceof HTMLElement) || !page.fullscreenEnabled) return
  const show = () => {
    button.hidden = page.fullscreenElement !== null
  }
  button.addEventListener('click', () => {
    void page.documentElement.requestFullscreen().catch(() => undefined)
  })
  page.addEventListener('fullscreenchange', show)
  show()
}

/** @param {Document} page */
function openForStaff(page) {
  const part = page.querySelector('[data-staff]')
  const door = page.querySelector('[data-staff-door]')
  // Tapped before this script was here: the link alone led down to a closed part.
  if (window.location.hash === '#staff' && part instanceof HTMLDetailsElement) {
    part.open = true
    part.scrollIntoView()
  }
  door?.addEventListener('click', (event) => {
    if (!(part instanceof HTMLDetailsElement)) return
    event.preventDefault()
    part.open = !part.open
    if (!part.open) return window.scrollTo(0, 0)
    part.scrollIntoView()
    part.querySelector('summary')?.focus({ preventScroll: true })
  })
}
