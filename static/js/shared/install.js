/** Offer to install, and warn where a card typed in the browser would be left behind. */

import { askToKeep } from './keep-storage.js'

/** @param {Document} page */
export function installHelp(page) {
  const isInstalled =
    window.matchMedia('(display-mode: standalone)').matches ||
    /** @type {any} */ (navigator).standalone === true
  const iosTab = page.querySelector('[data-ios-tab]')
  if (iosTab instanceof HTMLElement) {
    iosTab.hidden = !isIosTab(navigator, isInstalled)
  }
  const section = page.querySelector('[data-module="install"]')
  if (!(section instanceof HTMLElement)) return
  const note = section.querySelector('[data-installed]')
  if (note instanceof HTMLElement) note.hidden = !isInstalled
  section.hidden = isInstalled && !note
  if (!isInstalled) offerButton(section)
  // Firefox asks the person each time, so only where the answer is explained.
  else if (note) void sayWhetherKept(section)
  window.addEventListener('appinstalled', () => void sayWhetherKept(section))
}

/**
 * Browsers promise to keep what an app stores most readily once it is installed.
 *
 * @param {HTMLElement} section
 */
async function sayWhetherKept(section) {
  const answer = await askToKeep()
  for (const words of section.querySelectorAll('[data-kept]')) {
    if (!(words instanceof HTMLElement)) continue
    words.hidden = words.dataset.kept !== answer
  }
}

/** @param {HTMLElement} section */
function offerButton(section) {
  const button = section.querySelector('[data-install]')
  if (!(button instanceof HTMLButtonElement)) return
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    button.hidden = false
    button.onclick = () => {
      button.hidden = true
      void (/** @type {any} */ (event).prompt())
    }
  })
}

/**
 * True in a browser tab on an iPhone or iPad, which shares no storage with the
 * installed app. An iPad says it is a Mac, but a Mac has no touch screen.
 *
 * @param {{ userAgent: string, maxTouchPoints: number }} device
 * @param {boolean} isInstalled
 */
export function isIosTab(device, isInstalled) {
  const isIos =
    /iPhone|iPad|iPod/.test(device.userAgent) ||
    (/Macintosh/.test(device.userAgent) && device.maxTouchPoints > 1)
  return isIos && !isInstalled
}
