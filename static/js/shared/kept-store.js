/** One small record in the app's database: read, or changed as a whole. */
import { answerTo, transact } from '../card/records-db.js'

/**
 * @param {string} key
 * @returns {Promise<unknown>} As it was kept; undefined where there is none
 * @throws {import('../card/records-db.js').DatabaseError} It could not be read
 */
export function readKept(key) {
  return transact('readonly', (store) => answerTo(store.get(key)))
}

/**
 * Read, decide and write in one transaction, so that two windows lose nothing.
 *
 * @template T
 * @param {string} key
 * @param {(raw: unknown) => { record: unknown, answer: T }} decide - A record of null
 *   takes it away; what it throws keeps it as it was
 * @returns {Promise<T>} The answer, once it is on the disk
 * @throws {import('../card/records-db.js').DatabaseError} Nothing was kept of it
 */
export function changeKept(key, decide) {
  return transact('readwrite', async (store) => {
    const { record, answer } = decide(await answerTo(store.get(key)))
    if (record === null) await answerTo(store.delete(key))
    else await answerTo(store.put(record, key))
    return answer
  })
}
