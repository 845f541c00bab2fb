/** At set-up: which of the card's texts go into the private part. */
import { field, part } from './on-page.js'
import { TEXT_NAMES } from './private-texts.js'

/** @import { TextName } from './private-texts.js' */

/**
 * @param {Document} page
 * @param {readonly TextName[]} names - Those of which the card has something
 */
export function offerToMove(page, names) {
  part(page, '[data-movable]').hidden = names.length === 0
  for (const name of TEXT_NAMES) {
    const item = field(page, `move-${name}`).closest('.nhsuk-checkboxes__item')
    if (item instanceof HTMLElement) item.hidden = !names.includes(name)
  }
}

/**
 * @param {Document} page
 * @returns {TextName[]} Those that are offered and ticked
 */
export function chosenToMove(page) {
  return TEXT_NAMES.filter((name) => {
    const tick = field(page, `move-${name}`)
    const isOffered = tick.closest('[hidden]') === null
    return tick instanceof HTMLInputElement && tick.checked && isOffered
  })
}
