/** Erase the log, and all else in the database that is not the card's. */
import { SLOT_A, SLOT_B } from '../card/card-slots.js'
import { answerTo, transact } from '../card/records-db.js'
import { dropMirror } from './log-mirror.js'

/** Their own erasure leaves a mark in them as long as a copy may be somewhere. */
const CARD = [SLOT_A, SLOT_B]

/**
 * The mirror goes first: with it left behind, the log would come back.
 *
 * @returns {Promise<void>} Settles once the log, what was tapped on reminders, and every
 *   other record beside the card's are gone
 * @throws {Error} Something may still be there
 */
export async function eraseLog() {
  dropMirror()
  await transact('readwrite', async (store) => {
    for (const key of await answerTo(store.getAllKeys())) {
      if (!CARD.includes(String(key))) store.delete(key)
    }
  })
}
