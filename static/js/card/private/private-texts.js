/** The three private texts: what they can hold, and their way from and to the card. Pure. */
import { LIMITS, cleanCard } from '../card-model.js'
import { cleanLine, cleanLines } from '../clean-text.js'

/** Every record is of one size, so that it does not tell how much was written. */
const PACKED_BYTES = 4096

/**
 * @typedef {object} Texts
 * @property {string} reason - One line
 * @property {string} conditions - May have several lines
 * @property {string} notes - May have several lines
 */

/** @typedef {keyof Texts} TextName */

/**
 * Each private text and the field of the card it may come from.
 *
 * @type {Readonly<Record<TextName, 'reason' | 'conditions' | 'note'>>}
 */
export const ON_THE_CARD = Object.freeze({
  reason: 'reason',
  conditions: 'conditions',
  notes: 'note'
})

/** @type {readonly TextName[]} */
export const TEXT_NAMES = Object.freeze(['reason', 'conditions', 'notes'])

/** @returns {Texts} */
export function blankTexts() {
  return { reason: '', conditions: '', notes: '' }
}

/**
 * Never throws.
 *
 * @param {unknown} raw
 * @returns {Texts}
 */
export function cleanTexts(raw) {
  const { reason, conditions, notes } = Object(raw)
  return {
    reason: cleanLine(reason, LIMITS.reason),
    conditions: cleanLines(conditions, LIMITS.conditions),
    notes: cleanLines(notes, LIMITS.note)
  }
}

/**
 * @param {Texts} one
 * @param {Texts} other
 * @returns {boolean}
 */
export function areSame(one, other) {
  return TEXT_NAMES.every((name) => one[name] === other[name])
}

/**
 * @param {Texts} texts
 * @returns {Uint8Array<ArrayBuffer>} Always of the same length
 */
export function packed(texts) {
  const bytes = new Uint8Array(PACKED_BYTES).fill(' '.charCodeAt(0))
  bytes.set(new TextEncoder().encode(JSON.stringify(cleanTexts(texts))))
  return bytes
}

/**
 * @param {Uint8Array} bytes
 * @returns {Texts}
 * @throws {SyntaxError} They are not packed texts
 */
export function unpacked(bytes) {
  return cleanTexts(JSON.parse(new TextDecoder().decode(bytes)))
}

/**
 * @param {Card} card
 * @returns {TextName[]} Those of which the card has something
 */
export function movable(card) {
  return TEXT_NAMES.filter((name) => card[ON_THE_CARD[name]] !== '')
}

/**
 * @param {Card} card
 * @param {readonly TextName[]} names
 * @returns {Texts} What the card says in those fields; the rest is blank
 */
export function takenFrom(card, names) {
  const texts = blankTexts()
  for (const name of names) texts[name] = card[ON_THE_CARD[name]]
  return cleanTexts(texts)
}

/**
 * A reason that is moved away is not shown either when another is typed later.
 *
 * @param {Card} card
 * @param {Texts} texts - Only a field that says exactly this is emptied
 * @returns {Card}
 */
export function without(card, texts) {
  /** @type {Card} */
  const left = { ...card }
  for (const name of TEXT_NAMES) {
    const field = ON_THE_CARD[name]
    if (texts[name] === '' || card[field] !== texts[name]) continue
    left[field] = ''
    if (field === 'reason') left.showReason = false
  }
  return cleanCard(left)
}

/**
 * @param {Card} card - An older one
 * @param {readonly TextName[]} names
 * @returns {Card} Without those fields, whatever they say
 */
export function blanked(card, names) {
  return without(card, takenFrom(card, names))
}

/**
 * @param {Card} card
 * @param {TextName} name
 * @param {string} text
 * @returns {Card | null} The card with the text after what it says already; null when
 *   it would have to be cut
 */
export function withText(card, name, text) {
  const field = ON_THE_CARD[name]
  const has = card[field]
  const isThere = has === text || has.split('\n').includes(text)
  const joined = [has, text].filter(Boolean).join(field === 'reason' ? '. ' : '\n')
  const wanted = isThere ? has : joined
  // Chosen when there was no reason to see, it was not chosen for this one.
  const showReason = card.showReason && card.reason !== ''
  const changed = cleanCard({ ...card, showReason, [field]: wanted })
  return changed[field] === wanted ? changed : null
}

/** @import { Card } from '../card-model.js' */
