/** My services on the phone's disk, in the app's one database. */
import { answerTo, transact } from '../card/records-db.js'
import { sealed, unsealed } from './kept-record.js'
import { cleanEntries } from './my-services.js'

/** @import { Entry } from './my-services.js' */

export const MINE = 'finder.mine'
const SCHEMA = 1

/**
 * A later release wrote the list; it was left as it is.
 */
export class MineNewerError extends Error {
  name = 'MineNewerError'
}

/**
 * @returns {Promise<{ state: 'none' | 'whole' | 'damaged' | 'newer', entries: Entry[] }>}
 * @throws {DatabaseError} It could not be read
 */
export async function loadMine() {
  const raw = await transact('readonly', (store) => answerTo(store.get(MINE)))
  const { state, content } = unsealed(raw, SCHEMA)
  return { state, entries: cleanEntries(content) }
}

/**
 * Read, change and write in one transaction, so that two windows lose nothing.
 *
 * @param {(entries: Entry[]) => Entry[]} change - What it throws keeps the list as it was
 * @returns {Promise<Entry[]>} The list, once it is on the disk
 * @throws {MineNewerError}
 * @throws {DatabaseError} Nothing was kept of it
 */
export async function changeMine(change) {
  return transact('readwrite', async (store) => {
    const { state, content } = unsealed(await answerTo(store.get(MINE)), SCHEMA)
    if (state === 'newer') throw new MineNewerError('A later release keeps this list')
    const entries = cleanEntries(change(cleanEntries(content)))
    await answerTo(
      entries.length ? store.put(sealed(SCHEMA, entries), MINE) : store.delete(MINE)
    )
    return entries
  })
}

/** @import { DatabaseError } from '../card/records-db.js' */
