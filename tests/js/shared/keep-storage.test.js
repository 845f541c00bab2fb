import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'

import { askToKeep, whetherKept } from '../../../static/js/shared/keep-storage.js'

// Older releases of Node have none.
const real = Object.getOwnPropertyDescriptor(globalThis, 'navigator')
afterEach(() => {
  if (real) Object.defineProperty(globalThis, 'navigator', real)
  else delete globalThis.navigator
})

const fails = () => Promise.reject(new TypeError('not here'))

for (const [what, storage, answer] of [
  ['promises', { persist: async () => true, persisted: async () => true }, 'promised'],
  [
    'does not',
    { persist: async () => false, persisted: async () => false },
    'notPromised'
  ],
  ['has neither, as WebKitGTK', {}, 'unknown'],
  ['has no such storage', undefined, 'unknown'],
  ['fails', { persist: fails, persisted: fails }, 'unknown']
]) {
  test(`a browser that ${what} is said to be: ${answer}`, async () => {
    browserWith(storage)

    assert.deepEqual([await askToKeep(), await whetherKept()], [answer, answer])
  })
}

test('looking does not ask', async () => {
  browserWith({ persist: () => assert.fail('asked'), persisted: async () => false })

  assert.equal(await whetherKept(), 'notPromised')
})

function browserWith(storage) {
  const value = { storage }
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true })
}
