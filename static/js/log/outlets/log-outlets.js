/**
 * The pages that put the log into another form. They have most of their code in common,
 * so they share one script, which a phone keeps once; each part looks for its own page.
 */
import '../../main.js'
import './calendar-page.js'
import './share-page.js'
