/**
 * What is kept of the card before an import may hold what has gone from the card, or
 * from the private part. It is taken out of there too.
 */
import { BEFORE, makeBefore, readBefore } from '../card-before.js'
import { answerTo } from '../records-db.js'
import { isWhole } from '../sealed.js'

/**
 * @param {IDBObjectStore} store - Of the transaction that this is to be a part of
 * @param {(before: Before) => Partial<Before>} change - Gives the fields that change
 * @returns {Promise<boolean>} False when a later release kept it: it is as it was
 */
export async function changeBefore(store, change) {
  const raw = await answerTo(store.get(BEFORE))
  if (raw === undefined) return true
  const before = readBefore(raw)
  if (!before && isWhole(raw)) return false
  if (before) {
    const { keptAt } = before
    const changed = makeBefore({ ...before, ...change(before) }, new Date(keptAt))
    await answerTo(store.put(changed, BEFORE))
  } else {
    // Damaged: it cannot be cleaned, and could not be brought back either.
    await answerTo(store.delete(BEFORE))
  }
  return true
}

/**
 * @param {IDBObjectStore} store
 * @returns {Promise<boolean>} Whether no locked part is left in it
 */
export function takePartOut(store) {
  return changeBefore(store, () => ({ privatePart: null }))
}

/** @import { Before } from '../card-before.js' */
