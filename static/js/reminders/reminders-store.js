/** The reminders on the phone's disk, as pages read and change them. */
import { answerTo, transact } from '../card/records-db.js'
import { REMINDERS, readReminders, sealReminders } from './record.js'

/** @import { Reminders } from './record.js' */

/**
 * A later release wrote them; they were left as they are.
 */
export class RemindersNewerError extends Error {
  name = 'RemindersNewerError'
}

/**
 * @returns {Promise<ReturnType<typeof readReminders>>}
 * @throws {import('../card/records-db.js').DatabaseError} They could not be read
 */
export function loadReminders() {
  return transact('readonly', async (store) =>
    readReminders(await answerTo(store.get(REMINDERS)))
  )
}

/**
 * Read, change and write in one transaction, then read back.
 *
 * @param {(reminders: Reminders) => Reminders} change - Gets blank ones where there are
 *   none, or where they were damaged
 * @returns {Promise<Reminders>} As they are on the disk
 * @throws {RemindersNewerError} Nothing was changed
 * @throws {Error} Nothing was kept of it
 */
export async function changeReminders(change) {
  const wanted = await transact('readwrite', async (store) => {
    const { state, reminders } = readReminders(await answerTo(store.get(REMINDERS)))
    if (state === 'newer') throw new RemindersNewerError('A later release keeps them')
    const after = { ...change(reminders), serial: reminders.serial + 1 }
    await answerTo(store.put(sealReminders(after), REMINDERS))
    return after
  })
  const { state, reminders } = await loadReminders()
  if (state !== 'kept' || reminders.serial < wanted.serial) {
    throw new Error('The reminders were not kept')
  }
  return reminders
}
