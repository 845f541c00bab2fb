/**
 * On every page: keep the app offline, offer updates, leave fast. A page with a script
 * of its own has this in it, so that each page loads one.
 */
import { installHelp } from './shared/install.js'
import { keepOffline } from './shared/keep-offline.js'
import { leaveFast } from './shared/leave.js'
import { sayOverdue } from './shared/overdue.js'

leaveFast(document)
sayOverdue(document, new Date())
installHelp(document)
keepOffline(document)
