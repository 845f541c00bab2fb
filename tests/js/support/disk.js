/** What the disk of a phone in memory holds, with no page in between. */

/**
 * @param {IDBFactory} factory
 * @param {(store: IDBObjectStore, records: Map<string, unknown>) => void} [change]
 * @returns {Promise<Map<string, unknown>>} What it held before the change
 */
export function onDisk(factory, change = () => {}) {
  return new Promise((resolve, reject) => {
    const opening = factory.open('carrycard', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('records')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const transaction = database.transaction('records', 'readwrite')
      const store = transaction.objectStore('records')
      const keys = store.getAllKeys()
      const values = store.getAll()
      const held = () => new Map(keys.result.map((key, at) => [key, values.result[at]]))
      values.onsuccess = () => change(store, held())
      transaction.oncomplete = () => {
        database.close()
        resolve(held())
      }
    }
  })
}
