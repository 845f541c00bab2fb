/** On every page: keep the app offline, offer updates, leave fast. */
import { installHelp } from './shared/install.js'
import { keepOffline } from './shared/keep-offline.js'
import { leaveFast } from './shared/leave.js'
import { sayOverdue } from './shared/overdue.js'

leaveFast(document)
sayOverdue(document, new Date())
installHelp(document)
keepOffline(document)
