/** The four places a card is kept, and which of them is right. */
import { lookAtCache } from './card-cache.js'
import { lookAtMirror } from './card-mirror.js'
import { examine, newest } from './card-record.js'
import { lookAtSlots } from './card-slots.js'

/**
 * @typedef {'card.a' | 'card.b' | 'mirror' | 'cache'} Place
 */

/**
 * @typedef {object} Copy
 * @property {Place} place
 * @property {boolean} isReachable - Whether the browser let us look
 * @property {unknown} raw - What is there, unchecked; undefined when nothing is
 * @property {CardRecord | null} record - What it says, when whole and of this release
 * @property {boolean} isNewer - Whole, and of a newer release
 * @property {number} generation - 0 unless whole
 */

/**
 * Never throws.
 *
 * @param {{ withDatabase?: boolean }} [options] - Leave out a database that has
 *   just failed to answer, so as not to wait for it again
 * @returns {Promise<Copy[]>} Both slots, then the mirror, then the cache
 */
export async function lookEverywhere({ withDatabase = true } = {}) {
  const slots = withDatabase ? lookAtSlots() : Promise.reject(new Error('left out'))
  const [[a, b], mirror, cache] = await Promise.all([
    slots.then(
      (raws) => raws.map(look),
      () => [unreachable, unreachable]
    ),
    Promise.resolve()
      .then(lookAtMirror)
      .then(look, () => unreachable),
    lookAtCache().then(look, () => unreachable)
  ])
  return [
    { place: 'card.a', ...a },
    { place: 'card.b', ...b },
    { place: 'mirror', ...mirror },
    { place: 'cache', ...cache }
  ]
}

/**
 * @param {readonly Copy[]} copies - In order of trust: of two alike, the first
 * @returns {Copy | undefined} The newest whole copy, of this release or a newer one
 */
export function newestCopy(copies) {
  const ours = newest(copies.map((copy) => copy.record))
  const ourCopy = copies.find((copy) => ours && copy.record === ours)
  const generation = ours?.generation ?? 0
  const theirs = copies.filter((copy) => copy.isNewer && copy.generation >= generation)
  return theirs[0] ?? ourCopy
}

/**
 * Higher than any generation seen. It also keeps up with the clock, so that after
 * an erasure no number comes twice and a tab left open cannot mistake one card for
 * another.
 *
 * @param {readonly Copy[]} copies
 * @param {Date} now
 * @returns {number}
 */
export function nextGeneration(copies, now) {
  const highest = Math.max(0, ...copies.map((copy) => copy.generation))
  return Math.max(highest + 1, Math.floor(now.getTime() / 1000))
}

/**
 * @param {Copy} copy
 * @returns {boolean} Whether something is there that no release wrote like that
 */
export function isDamaged(copy) {
  return copy.raw !== undefined && !copy.record && !copy.isNewer
}

/**
 * @param {Copy} copy
 * @param {Copy} other
 * @returns {boolean} Whether both hold the same record
 */
export function isSame(copy, other) {
  return (
    copy.generation === other.generation &&
    copy.record !== null &&
    copy.record.checksum === other.record?.checksum
  )
}

/** @param {Copy} copy */
export const isSlot = ({ place }) => place === 'card.a' || place === 'card.b'

/**
 * @param {unknown} raw
 * @returns {Omit<Copy, 'place'>}
 */
export function look(raw) {
  return { isReachable: true, raw, ...examine(raw) }
}

const unreachable = { ...look(undefined), isReachable: false }

/** @import { CardRecord } from './card-record.js' */
