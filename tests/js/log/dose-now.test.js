/** A dose taken now is stored as the wall clock shows it and as the moment it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

process.env.TZ = 'Europe/London'
const { doseNow, isSoonAfter } = await import('../../../static/js/log/dose-now.js')

test('in summer the wall clock is an hour ahead of the stored moment', () => {
  assert.deepEqual(doseNow(new Date('2026-07-01T07:30:45Z')), {
    lastDoseOn: '2026-07-01',
    lastDoseTime: '08:30',
    lastDoseAt: '2026-07-01T07:30:00.000Z'
  })
})

test('just after midnight the dose belongs to the new day', () => {
  assert.equal(doseNow(new Date('2026-12-31T00:01:00Z')).lastDoseOn, '2026-12-31')
})

for (const [what, last, expected] of /** @type {const} */ ([
  ['a minute ago', '2026-11-22T11:59:00.000Z', true],
  ['six hours ago', '2026-11-22T06:00:00.000Z', false],
  ['never', '', false],
  ['in the future', '2026-11-22T13:00:00.000Z', false]
])) {
  test(`a dose ${what} ${expected ? 'asks' : 'does not ask'} before another`, () => {
    assert.equal(isSoonAfter(last, new Date('2026-11-22T12:00:00Z')), expected)
  })
}
