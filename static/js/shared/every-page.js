/** What every page does once it is on screen. */
import { installHelp } from './install.js'
import { keepOffline } from './keep-offline.js'
import { sayOverdue } from './overdue.js'

/** @param {Document} page */
export function everyPage(page) {
  sayOverdue(page, new Date())
  installHelp(page)
  keepOffline(page)
}
