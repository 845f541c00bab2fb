/** What is written down while no page is open, until one takes it in. */

/** @param {{ slot: string, what: 'taken', at: string }} item */
export function putInInbox(item) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('carrycard', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('records')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction('records', 'readwrite')
      const store = transaction.objectStore('records')
      const get = store.get('log.inbox')
      get.onsuccess = () => {
        store.put([...(get.result ?? []), item], 'log.inbox')
      }
      transaction.oncomplete = () => resolve(undefined)
      transaction.onabort = () => reject(transaction.error)
      database.close()
    }
  })
}
