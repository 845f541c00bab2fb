/**
 * The card's truth: two slots of the database, written in turn.
 *
 * A save goes to the slot that does not hold the current card, so the card before is
 * whole on the disk until the new one is.
 */
import { answerTo, transact } from './records-db.js'

export const SLOT_A = 'card.a'
export const SLOT_B = 'card.b'

/**
 * @returns {Promise<unknown[]>} What slot a and slot b hold, unchecked
 * @throws {DatabaseError} The database could not be read; nothing has changed
 */
export function lookAtSlots() {
  return transact('readonly', slotsIn)
}

/**
 * @param {IDBObjectStore} store
 * @returns {Promise<unknown[]>} What slot a and slot b hold, as this transaction sees it
 */
export function slotsIn(store) {
  return Promise.all([SLOT_A, SLOT_B].map(async (key) => answerTo(store.get(key))))
}
