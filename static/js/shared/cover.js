/** An empty cover over the page while the app is out of sight, where it was chosen. */

import { isWiped } from './wiped.js'

const KEY = 'carrycard.cover'

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
 * The phone takes the picture for its list of apps as the page goes out of sight. What
 * it shows then is up to the phone, and a screenshot is never stopped.
 *
 * @param {Document} page
 */
export function coverWhenHidden(page) {
  const look = () => {
    const isHidden = page.visibilityState === 'hidden'
    page.documentElement?.classList.toggle('covered', isHidden && isCoverChosen())
  }
  page.addEventListener('visibilitychange', look)
  for (const moment of ['blur', 'focus', 'pageshow', 'pagehide']) {
    window.addEventListener(moment, look)
  }
}
