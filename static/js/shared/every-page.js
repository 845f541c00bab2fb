/** What every page does once it is on screen. */
import { installHelp } from './install.js'
import { keepOffline } from './keep-offline.js'
import { pointToChanges } from './corrections.js'
import { sayOverdue } from './overdue.js'
import { reportHelp } from './report.js'
import { readSeen } from './seen.js'
import { goWhenWiped } from './wiped.js'

/** @param {Document} page */
export function everyPage(page) {
  goWhenWiped(page)
  sayOverdue(page, new Date(), readSeen().serverDay)
  pointToChanges(page)
  reportHelp(page)
  installHelp(page)
  keepOffline(page)
}
