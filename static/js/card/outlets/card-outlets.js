/**
 * The pages that put the card into another form. They have most of their code in common,
 * so they share one script, which a phone keeps once; each part looks for its own page.
 */
import './card-paper.js'
import './card-phone.js'
import './card-picture.js'
import './card-share.js'
