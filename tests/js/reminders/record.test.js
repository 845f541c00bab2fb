/** What is kept of the reminders is read back as it was, and never as something else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  BLANK,
  readReminders,
  sealReminders
} from '../../../static/js/reminders/record.js'

const ON = {
  ...BLANK,
  isOn: true,
  endpoint: 'https://push.example/abc',
  keyId: 'k1',
  times: ['08:00', '20:15'],
  days: [1, 3, 5],
  text: 'A note for you',
  words: { taken: 'Done' },
  renewedAt: '2026-11-22T08:00:00.000Z'
}

test('what was sealed is read back the same', () => {
  assert.deepEqual(readReminders(sealReminders(ON)), { state: 'kept', reminders: ON })
})

test('damage, a later release and nothing are told apart', () => {
  const sealed = sealReminders(ON)

  assert.equal(readReminders({ ...sealed, content: BLANK }).state, 'damaged')
  assert.equal(readReminders(undefined).state, 'none')
  assert.deepEqual(readReminders({ ...sealed, content: BLANK }).reminders, BLANK)
})

test('whatever is kept, only times, days and words that can be used come back', () => {
  fc.assert(
    fc.property(fc.anything(), fc.anything(), (times, text) => {
      const odd = /** @type {any} */ ({ ...ON, times, days: times, text, words: text })
      const { reminders } = readReminders(sealReminders(odd))

      assert.ok(reminders.times.every((time) => /^\d\d:(00|15|30|45)$/.test(time)))
      assert.ok(reminders.times.length <= 8 && reminders.days.length <= 7)
      assert.ok(reminders.text.length <= 40)
      assert.ok(Object.values(reminders.words).every((each) => each.length <= 80))
    })
  )
})

test('a time that cannot even be made text is left out', () => {
  const odd = /** @type {any} */ ({ ...ON, times: ['08:00', { toString: false }, 8] })

  const { state, reminders } = readReminders(sealReminders(odd))

  assert.deepEqual([state, reminders.times], ['kept', ['08:00']])
})

test('words that read backwards or break the line are made plain', () => {
  const { reminders } = readReminders(
    sealReminders({ ...ON, text: 'a\u202eb\nc\ud800', words: { taken: 'x\u2066y' } })
  )

  assert.equal(reminders.text, 'a b c')
  assert.equal(reminders.words['taken'], 'x y')
})
