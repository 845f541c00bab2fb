/**
 * An empty cover over the page while the app is out of sight, where it was chosen or the
 * page asks for it.
 */

import { isWiped } from './wiped.js'

const KEY = 'carrycard.cover'
/** On the page's own element, while it shows what only its owner should see. */
const ASKED = 'data-cover'

/** @returns {boolean} False where nothing was chosen, or storage is off */
export function isCoverChosen() {
  try {
    return localStorage.getItem(KEY) === 'on'
  } catch {
    return false
  }
}

/**
 * @param {boolean} isChosen
 * @returns {boolean} Whether this browser kept the choice
 */
export function chooseCover(isChosen) {
  if (isWiped()) return false
  try {
    if (isChosen) localStorage.setItem(KEY, 'on')
    else localStorage.removeItem(KEY)
  } catch {
    // Asked below.
  }
  return isCoverChosen() === isChosen
}

/**
 * Ask for the cover on this page, whatever was chosen.
 *
 * @param {Document} page
 * @param {boolean} isAsked
 */
export function askForCover(page, isAsked) {
  const root = page.documentElement
  root?.toggleAttribute(ASKED, isAsked)
  if (isAsked && page.visibilityState === 'hidden') root?.classList.add('covered')
}

/**
 * The phone takes the picture for its list of apps as the page goes out of sight. What
 * it shows then is up to the phone, and a screenshot is never stopped.
 *
 * @param {Document} page
 */
export function coverWhenHidden(page) {
  const look = () => {
    const root = page.documentElement
    const isWanted = root?.hasAttribute(ASKED) || isCoverChosen()
    root?.classList.toggle('covered', page.visibilityState === 'hidden' && isWanted)
  }
  page.addEventListener('visibilitychange', look)
  for (const moment of ['blur', 'focus', 'pageshow', 'pagehide']) {
    window.addEventListener(moment, look)
  }
}
