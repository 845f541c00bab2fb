/** What was wiped stays wiped. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { readSeen, writeSeen } from '../../../static/js/shared/seen.js'
import { chooseCover } from '../../../static/js/shared/cover.js'
import { isWiped, ourKeys, tellWiped } from '../../../static/js/shared/wiped.js'

/** @type {Map<string, string>} */
const kept = new Map()
Object.assign(globalThis, {
  localStorage: {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) =>
      kept.set(key, value),
    removeItem: (/** @type {string} */ key) => kept.delete(key)
  }
})

test('only keys of this app are taken for its own', () => {
  const storage = /** @type {Storage} */ (
    /** @type {unknown} */ ({ 'carrycard.seen': '', carrycard: '', other: '' })
  )

  assert.deepEqual(ourKeys(storage), ['carrycard.seen'])
})

// Last, since a page that has wiped stays so.
test('after wiping, a page keeps nothing more and tells the others', async () => {
  const other = new BroadcastChannel('carrycard')
  const heard = new Promise((resolve) => {
    other.onmessage = (event) => resolve(event.data)
  })
  writeSeen({ edition: 3 })
  assert.equal(readSeen().edition, 3)

  tellWiped()
  kept.clear()
  writeSeen({ serverDay: '2026-11-22' })

  assert.equal(isWiped(), true)
  assert.equal(chooseCover(true), false)
  assert.equal(kept.size, 0)
  assert.equal(await heard, 'wiped')
  other.close()
})
