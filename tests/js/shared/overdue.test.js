/** A review is overdue from the day after it was due, whatever the network. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOverdue } from '../../../static/js/shared/overdue.js'

for (const [what, now, expected] of /** @type {const} */ ([
  ['the evening of the day', '2026-11-22T23:00:00', false],
  ['the morning after', '2026-11-23T00:00:01', true]
])) {
  test(`on ${what} it is ${expected ? '' : 'not '}overdue`, () => {
    assert.equal(isOverdue('2026-11-22', new Date(now)), expected)
  })
}

test('a date that cannot be read counts as overdue', () => {
  assert.equal(isOverdue('soon', new Date('2026-11-22')), true)
})
