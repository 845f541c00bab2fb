/** What the person typed: is it whole, in each place where it is kept? */
import {
  isDamaged,
  isSame,
  isSlot,
  lookEverywhere,
  newestCopy
} from '../card/card-copies.js'
import { needsNothing } from '../card/card-repair.js'
import { loadCard } from '../card/card-store.js'
import { lookAtPrivate } from '../card/private/private-store.js'
import { loadMine } from '../finder/my-services-store.js'
import * as logCopies from '../log/log-copies.js'
import { loadLog } from '../log/log-store.js'

/** @import { Check, Found } from './checks.js' */
/** @import { Copy as LogCopy, Held } from '../log/log-copies.js' */

/** @type {Check} */
export const checkCard = {
  name: 'card',
  look: async () => cardSaid(await lookEverywhere()),
  mend: loadCard
}

/** @type {Check} */
export const checkPrivate = {
  name: 'private',
  look: async () => stateSaid((await lookAtPrivate()).state)
}

/** @type {Check} */
export const checkLog = {
  name: 'log',
  async look() {
    const copies = await logCopies.lookEverywhere()
    return logSaid(copies, logCopies.bestOf(copies))
  },
  mend: loadLog
}

/** @type {Check} */
export const checkMine = {
  name: 'mine',
  async look() {
    const { state } = await loadMine()
    return stateSaid(state === 'whole' ? 'kept' : state)
  }
}

/**
 * @param {'kept' | 'none' | 'damaged' | 'newer'} state
 * @returns {Found}
 */
export function stateSaid(state) {
  if (state === 'none') return { mark: 'none', say: 'none' }
  return { mark: state === 'kept' ? 'good' : 'bad', say: state }
}

/**
 * @param {import('../card/card-copies.js').Copy[]} copies
 * @returns {Found}
 */
export function cardSaid(copies) {
  if (copies.every((copy) => !copy.isReachable)) return { mark: 'bad', say: 'unread' }
  const top = newestCopy(copies)
  if (top?.isNewer) return stateSaid('newer')
  if (!top && copies.some(isDamaged)) return stateSaid('damaged')
  const isAsItShouldBe = needsNothing(copies)
  if (!isAsItShouldBe) return copySaid(lostCopies(copies, top))
  return stateSaid(top ? 'kept' : 'none')
}

/**
 * @param {import('../card/card-copies.js').Copy[]} copies
 * @param {import('../card/card-copies.js').Copy | undefined} top
 * @returns {string[]} The places in which it is not as it should be
 */
function lostCopies(copies, top) {
  const isRight = (/** @type {import('../card/card-copies.js').Copy} */ copy) =>
    copy.isReachable && (!top || isSame(copy, top))
  const slots = copies.filter(isSlot)
  const isInDatabase = slots.some(isRight) && !slots.some(isDamaged)
  const outside = copies.filter((copy) => !isSlot(copy) && !isRight(copy))
  return [...(isInDatabase ? [] : ['database']), ...outside.map(({ place }) => place)]
}

/**
 * @param {string[]} names
 * @returns {Found}
 */
const copySaid = (names) => ({ mark: 'bad', say: 'copy', names })

/**
 * @param {LogCopy[]} copies - Both slots, then the mirror
 * @param {Held} held
 * @returns {Found}
 */
export function logSaid(copies, { state, record, generation }) {
  if (copies.every((copy) => !copy.isReachable)) return { mark: 'bad', say: 'unread' }
  if (state !== 'kept') return stateSaid(state)
  const isRight = (/** @type {LogCopy} */ copy) =>
    copy.record?.checksum === record?.checksum
  const [mirror] = copies.filter(({ place }) => place === 'mirror')
  const slots = copies.filter(({ place }) => place !== 'mirror')
  const right = slots.filter(isRight)
  const isInDatabase = right.length > 0 && !slots.some(logCopies.isDamaged)
  // Of a long log the mirror has the newest part; then both slots have all of it.
  const isMirrored =
    mirror !== undefined &&
    (isRight(mirror) || (right.length === 2 && mirror.generation === generation))
  if (isInDatabase && isMirrored) {
    return record?.isPart ? { mark: 'bad', say: 'part' } : stateSaid('kept')
  }
  return copySaid([
    ...(isInDatabase ? [] : ['database']),
    ...(isMirrored ? [] : ['mirror'])
  ])
}
