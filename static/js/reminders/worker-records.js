/**
 * Records of the app's database for the service worker: one transaction, then closed,
 * so that no page has to wait for it. Without the pages' own module, which is larger.
 */

const PATIENCE_MS = 1500

/**
 * @template T
 * @param {string[]} keys
 * @param {(raws: unknown[]) => { answer: T, records: unknown[] }} decide - Gets what is
 *   kept under each key; a record of undefined is left as it is
 * @returns {Promise<T>} Once it is on the disk
 * @throws {unknown} Nothing was kept, or it took longer than a notification may wait;
 *   then it may be kept yet
 */
export function changeRecords(keys, decide) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer from the database')), PATIENCE_MS)
    const opening = indexedDB.open('carrycard', 1)
    // There is nothing: none is made here, so that a wiped phone stays so.
    opening.onupgradeneeded = () => opening.transaction?.abort()
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      database.onversionchange = () => database.close()
      try {
        const transaction = database.transaction('records', 'readwrite')
        const store = transaction.objectStore('records')
        const gets = keys.map((key) => store.get(key))
        /** @type {T} */
        let answer
        // Requests are answered in order: with the last, all are there.
        const last = gets[gets.length - 1]
        if (last) {
          last.onsuccess = () => {
            const decided = decide(gets.map((get) => get.result))
            answer = decided.answer
            decided.records.forEach((record, place) => {
              if (record !== undefined) store.put(record, keys[place])
            })
          }
        }
        transaction.oncomplete = () => resolve(answer)
        transaction.onabort = () => reject(transaction.error)
      } catch (error) {
        reject(error)
      }
      // Closes once the transaction is over.
      database.close()
    }
  })
}
