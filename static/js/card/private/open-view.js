/** The private part while it is open: its texts, and what can be done with them. */
import { field, part } from './on-page.js'
import { TEXT_NAMES, areSame, cleanTexts } from './private-texts.js'

/** @import { OpenPart } from './private-part.js' */
/** @import { Texts } from './private-texts.js' */

/**
 * @param {Document} page
 * @param {Texts} texts
 */
export function fillTexts(page, texts) {
  for (const name of TEXT_NAMES) field(page, name).value = texts[name]
}

/**
 * @param {Document} page
 * @returns {Texts}
 */
export function typedTexts(page) {
  return cleanTexts(
    Object.fromEntries(TEXT_NAMES.map((name) => [name, field(page, name).value]))
  )
}

/**
 * @param {Document} page
 * @param {OpenPart} open
 * @param {boolean} canPasskey - Whether this browser can have one
 */
export function showChoices(page, open, canPasskey) {
  const hasPasskey = Boolean(open.record.keys.passkey)
  part(page, '[data-group="passkey"]').hidden = !(canPasskey || hasPasskey)
  part(page, '[data-add-passkey]').hidden = hasPasskey || !canPasskey
  part(page, '[data-remove-passkey]').hidden = !hasPasskey
  for (const name of TEXT_NAMES) {
    part(page, `[data-put-back="${name}"]`).hidden = open.texts[name] === ''
  }
  part(page, '[data-group="put-back"]').hidden = areSame(open.texts, cleanTexts(null))
}
