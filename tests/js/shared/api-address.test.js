/** What is sent goes where the build was told that the server is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiAddress } from '../../../static/js/shared/api-address.js'

for (const [base, expected] of /** @type {const} */ ([
  ['', '/api/reminders/key'],
  ['/app', '/app/api/reminders/key'],
  ['https://api.card.example', 'https://api.card.example/api/reminders/key'],
  ['__CARRYCARD_API__', '/api/reminders/key']
])) {
  test(`with "${base}" ${expected} is asked`, () => {
    assert.equal(apiAddress('/api/reminders/key', base), expected)
  })
}
