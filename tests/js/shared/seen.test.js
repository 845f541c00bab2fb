/** What this phone last saw is kept, and rubbish in its place does no harm. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'

/** Each test has a page of its own: what was wiped is remembered by the module. */
let page = 0
const load = () => import(`../../../static/js/shared/seen.js?page=${(page += 1)}`)

/** @type {Map<string, string>} */
let kept

beforeEach(() => {
  kept = new Map()
  Object.assign(globalThis, {
    localStorage: {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ value) =>
        kept.set(key, value),
      removeItem: (/** @type {string} */ key) => kept.delete(key)
    }
  })
})

test('at first nothing was seen', async () => {
  const { readSeen } = await load()

  assert.deepEqual(readSeen(), {})
})

test('news takes the place of what it names, the rest stays', async () => {
  const { readSeen, writeSeen } = await load()
  writeSeen({ edition: 3 })
  writeSeen({ serverDay: '2026-11-22' })
  writeSeen({ edition: 4 })

  assert.deepEqual(readSeen(), { edition: 4, serverDay: '2026-11-22' })
})

for (const rubbish of [
  'x',
  '{',
  'null',
  '[]',
  '7',
  '{"edition":"3","serverDay":"tomorrow"}',
  '{"edition":1.5,"serverDay":20261122}'
]) {
  test(`${rubbish} counts as nothing seen`, async () => {
    const { readSeen } = await load()
    kept.set('carrycard.seen', rubbish)

    assert.deepEqual(readSeen(), {})
  })
}

test('where storage is refused nothing breaks', async () => {
  const { readSeen, writeSeen } = await load()
  const refuse = () => {
    throw new DOMException('no', 'SecurityError')
  }
  Object.assign(globalThis, { localStorage: { getItem: refuse, setItem: refuse } })

  writeSeen({ edition: 3 })

  assert.deepEqual(readSeen(), {})
})
