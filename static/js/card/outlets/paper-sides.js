/** Which lines go on which side of the wallet card. Pure. */

import { isGeneral } from '../card-lines.js'

/** What staff read first; all else is on the back. */
const FRONT = ['title', 'not', 'act', 'form', 'dose']

/** Stands at the foot of each printed side. */
const FOOT = ['saved']

/**
 * @param {string} key
 * @returns {boolean} Whether it is a row with a label before what the person typed
 */
export const isTyped = (key) => !FRONT.includes(key) && !isGeneral({ key })

/**
 * @param {Line[]} lines - Of the whole card
 * @returns {{ front: Line[], back: Line[] }} Each line once; on the back the person's
 *   own lines come first
 */
export function sidesOf(lines) {
  const back = withoutFoot(lines).filter(({ key }) => !FRONT.includes(key))
  return {
    front: lines.filter(({ key }) => FRONT.includes(key)),
    back: [...back.filter((line) => !isGeneral(line)), ...back.filter(isGeneral)]
  }
}

/**
 * @param {Line[]} lines
 * @returns {Line[]}
 */
export const withoutFoot = (lines) => lines.filter(({ key }) => !FOOT.includes(key))

/** @import { Line } from '../card-lines.js' */
