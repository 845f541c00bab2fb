/** My services on the phone's disk, in the app's one database. */
import { sealed, unsealed } from '../shared/kept-record.js'
import { changeKept, readKept } from '../shared/kept-store.js'
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
 * @throws {Error} It could not be read
 */
export async function loadMine() {
  const { state, content } = unsealed(await readKept(MINE), SCHEMA)
  return { state, entries: cleanEntries(content) }
}

/**
 * @param {(entries: Entry[]) => Entry[]} change - What it throws keeps the list as it was
 * @returns {Promise<Entry[]>} The list, once it is on the disk
 * @throws {MineNewerError} It is as it was
 * @throws {Error} Nothing was kept of it
 */
export function changeMine(change) {
  return changeKept(MINE, (raw) => {
    const { state, content } = unsealed(raw, SCHEMA)
    if (state === 'newer') throw new MineNewerError('A later release keeps this list')
    const answer = cleanEntries(change(cleanEntries(content)))
    return { record: answer.length ? sealed(SCHEMA, answer) : null, answer }
  })
}
