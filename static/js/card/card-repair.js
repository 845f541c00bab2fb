/** After a look everywhere: make every copy hold the newest card again. */
import { isDamaged, isSame, isSlot, newestCopy } from './card-copies.js'
import { keepInCache, keepInMirror } from './card-outside.js'
import { inFixedOrder } from './sealed.js'
import { slotsIn } from './card-slots.js'
import { transact } from './records-db.js'

/**
 * @typedef {object} Repair
 * @property {string[]} repaired - 'database', 'mirror', 'cache': now whole again
 * @property {string[]} troubles - The same: could not be read or made whole
 */

/**
 * @param {readonly Copy[]} copies
 * @returns {boolean} Whether nothing is stored at all, or all that is needed is whole
 */
export function needsNothing(copies) {
  const top = newestCopy(copies)
  if (copies.some((copy) => !copy.isReachable)) return false
  if (!top) return true
  return (
    top.record !== null &&
    top.record.card !== null &&
    copies.filter(isSlot).some((copy) => isSame(copy, top)) &&
    copies.every((copy) => (isSlot(copy) ? !isDamaged(copy) : isSame(copy, top)))
  )
}

/**
 * Copies `top` as it is, byte for byte: what this release does not know of it stays.
 * Never throws: a copy that fails is among `troubles`, and taken away if out of date.
 *
 * @param {readonly Copy[]} copies
 * @param {Copy} top - The newest of them, a card of this release
 * @returns {Promise<Repair>}
 */
export async function repair(copies, top) {
  const [repaired, troubles] = [new Set(), new Set()]
  const record = /** @type {CardRecord} */ (top.raw)

  const wrong = wrongSlots(copies.filter(isSlot), top)
  if (wrong.length > 0) {
    const isDone = await rewrite(wrong, copies.filter(isSlot), record)
    ;(isDone ? repaired : troubles).add('database')
  }
  for (const copy of copies.filter((copy) => !isSlot(copy) && !isSame(copy, top))) {
    const outcome =
      copy.place === 'mirror' ? keepInMirror(record) : await keepInCache(record)
    ;(outcome === 'kept' ? repaired : troubles).add(copy.place)
  }
  return { repaired: [...repaired], troubles: [...troubles] }
}

/**
 * @param {Copy[]} slots
 * @param {Copy} top
 * @returns {Copy[]} Those that are damaged; or, if `top` is in neither, the older one
 */
function wrongSlots(slots, top) {
  const damaged = slots.filter(isDamaged)
  if (damaged.length > 0 || slots.some((slot) => isSame(slot, top))) return damaged
  const [older] = [...slots].sort((one, other) => one.generation - other.generation)
  return [older]
}

/**
 * @param {Copy[]} wrong
 * @param {Copy[]} seen
 * @param {CardRecord} record
 * @returns {Promise<boolean>} False when refused, or when another tab changed a slot
 *   since it was seen: what that tab did then stands
 */
async function rewrite(wrong, seen, record) {
  try {
    await transact('readwrite', async (store) => {
      const slots = await slotsIn(store)
      const isAsSeen = seen.every(
        ({ raw }, index) => inFixedOrder(raw) === inFixedOrder(slots[index])
      )
      if (!isAsSeen) throw new Error('A slot changed meanwhile')
      for (const { place } of wrong) store.put(record, place)
    })
    return true
  } catch {
    return false
  }
}

/** @import { Copy } from './card-copies.js' */
/** @import { CardRecord } from './card-record.js' */
