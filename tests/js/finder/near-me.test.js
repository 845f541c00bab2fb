/** Where the phone is: told once, or plainly not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whereIAm } from '../../../static/js/finder/near-me.js'

/**
 * @param {(ok: any, fail: any, options: any) => void} getCurrentPosition
 */
const phone = (getCurrentPosition) => /** @type {any} */ ({ getCurrentPosition })

test('a position is asked for once, roughly, and its accuracy is kept', async () => {
  /** @type {any[]} */
  const asked = []

  const here = await whereIAm(
    phone((ok, _, options) => {
      asked.push(options)
      ok({ coords: { latitude: 53.8, longitude: -1.5, accuracy: 1500 } })
    })
  )

  assert.deepEqual(here, { latitude: 53.8, longitude: -1.5, radiusKm: 1.5 })
  assert.equal(asked.length, 1)
  assert.equal(asked[0].enableHighAccuracy, false)
})

for (const [code, trouble] of /** @type {const} */ ([
  [1, 'denied'],
  [2, 'failed'],
  [3, 'slow']
])) {
  test(`an error ${code} is said as ${trouble}`, async () => {
    await assert.rejects(whereIAm(phone((_, fail) => fail({ code }))), { trouble })
  })
}

test('a browser that cannot tell is said to have failed', async () => {
  await assert.rejects(whereIAm(undefined), { trouble: 'failed' })
})

test('slowness is said while the answer may still come', async () => {
  /** @type {string[]} */
  const order = []

  const here = await whereIAm(
    phone((ok) => setTimeout(() => ok({ coords: { accuracy: 5 } }), 20)),
    { onSlow: () => order.push('slow'), patienceMs: 1 }
  )

  assert.deepEqual(order, ['slow'])
  assert.equal(here.radiusKm, 0.005)
})
