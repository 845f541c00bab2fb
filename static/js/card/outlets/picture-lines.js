/** Which lines of the card may stand on a picture that anyone can see. Pure. */

/** What the person chooses with one tick each; the rest is the same for everyone. */
const CHOICES = /** @type {const} */ ({
  name: ['name'],
  call: ['contacts'],
  allergies: ['allergies'],
  rest: [
    'born',
    'language',
    'otherMedicines',
    'conditions',
    'prescriber',
    'note',
    'reason'
  ]
})

/** Says nothing on a picture: it has its own day. */
const NEVER = ['saved']

/** @typedef {Record<keyof typeof CHOICES, boolean>} Chosen */

/**
 * @param {Line[]} all - Of the whole card
 * @param {Chosen} chosen
 * @returns {{ lines: Line[], others: number }} In the same order; `others` were not
 *   chosen and are on the card
 */
export function linesForPicture(all, chosen) {
  const known = all.filter(({ key }) => !NEVER.includes(key))
  const unwanted = new Set(
    Object.entries(CHOICES).flatMap(([choice, keys]) =>
      chosen[/** @type {keyof Chosen} */ (choice)] ? [] : keys
    )
  )
  const lines = known.filter(({ key }) => !unwanted.has(/** @type {never} */ (key)))
  return { lines, others: known.length - lines.length }
}

/** @import { Line } from '../card-lines.js' */
