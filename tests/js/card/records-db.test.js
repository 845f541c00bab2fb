/** After a wipe no page makes the database anew. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { IDBFactory } from 'fake-indexeddb'

import { answerTo, transact } from '../../../static/js/card/records-db.js'
import { tellWiped } from '../../../static/js/shared/wiped.js'

test('a database that was asked for before the wipe is not made after it', async () => {
  const factory = new IDBFactory()
  Object.assign(globalThis, { indexedDB: factory })

  const reading = transact('readonly', (store) => answerTo(store.get('any')))
  tellWiped()

  await assert.rejects(reading, { name: 'DatabaseError' })
  assert.deepEqual(await factory.databases(), [])
  await assert.rejects(
    transact('readonly', () => 1),
    { name: 'DatabaseError' }
  )
})
