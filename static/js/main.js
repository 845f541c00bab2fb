/**
 * On every page: leave fast, cover, keep the app offline, offer updates. A page with a
 * script of its own has this in it, so that each page loads one. The card page has its
 * parts: leaving and covering in card.js, which is there at once, the rest in
 * card-keep.js.
 */
import { coverWhenHidden } from './shared/cover.js'
import { everyPage } from './shared/every-page.js'
import { firstSteps } from './shared/first-steps.js'
import { returnToHandOver } from './shared/handed-over.js'
import { leaveFast } from './shared/leave.js'

returnToHandOver(document)
leaveFast(document)
coverWhenHidden(document)
firstSteps(document)
everyPage(document)
