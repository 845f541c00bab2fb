import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  FORMS,
  LIMITS,
  blankCard,
  cleanCard,
  isBlank
} from '../../../static/js/card/card-model.js'

const anyText = fc.string({ unit: 'binary', maxLength: 600 })
const anyCard = fc.record(
  Object.fromEntries(
    Object.keys(blankCard()).map((key) => [
      key,
      fc.oneof(anyText, fc.boolean(), fc.jsonValue(), fc.constantFrom(...FORMS))
    ])
  ),
  { requiredKeys: [] }
)

test('anything at all is made into a card', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.anything(), anyCard), (raw) => {
      assert.deepEqual(Object.keys(cleanCard(raw)), Object.keys(blankCard()))
    }),
    { numRuns: 2000 }
  )
})

test('cleaning a clean card changes nothing', () => {
  fc.assert(
    fc.property(anyCard, (raw) => {
      const card = cleanCard(raw)
      assert.deepEqual(cleanCard(card), card)
      assert.deepEqual(cleanCard(JSON.parse(JSON.stringify(card))), card)
    }),
    { numRuns: 2000 }
  )
})

test('no text of a card has control characters, overrides or broken halves', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { name, note } = cleanCard({ name: text, note: text })
      assert.doesNotMatch(name, /[\p{Cc}\u202a-\u202e\u2066-\u2069\p{Surrogate}]/u)
      assert.doesNotMatch(note, /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
      assert.ok(name.length <= LIMITS.name && note.length <= LIMITS.note)
    })
  )
})

test('an object that throws when read makes a blank card', () => {
  const trap = () => {
    throw new Error('trap')
  }
  const hostile = new Proxy({}, { get: trap, getOwnPropertyDescriptor: trap })

  assert.deepEqual(cleanCard(hostile), blankCard())
})

test('unknown fields are left behind, __proto__ too', () => {
  const raw = JSON.parse('{"name": "Sam", "__proto__": {"liver": true}, "extra": 1}')

  assert.deepEqual(cleanCard(raw), { ...blankCard(), name: 'Sam' })
  assert.equal(cleanCard(Object.create({ name: 'inherited' })).name, '')
})

const REASON = { reason: 'Mine alone', showReason: true }

const CLEANED = [
  ['spaces around a name go', { name: '  Sam  ' }, 'name', 'Sam'],
  ['a name is one line', { name: 'Sam\nExample' }, 'name', 'Sam Example'],
  ['a note may have lines', { note: 'a\r\nb\tc' }, 'note', 'a\nb c'],
  [
    'text is cut to its limit',
    { strength: 'x'.repeat(61) },
    'strength',
    'x'.repeat(60)
  ],
  [
    'a cut never leaves half a character',
    { strength: 'x'.repeat(59) + '💊' },
    'strength',
    'x'.repeat(59)
  ],
  ['an override goes', { prescriberPhone: '\u202e321' }, 'prescriberPhone', '321'],
  ['a right-to-left mark stays', { name: 'א\u200fב' }, 'name', 'א\u200fב'],
  ['a number is not text', { name: 7 }, 'name', ''],
  ['a day that does not exist goes', { bornOn: '1990-02-30' }, 'bornOn', ''],
  ['a leap day stays', { bornOn: '1992-02-29' }, 'bornOn', '1992-02-29'],
  ['a time past midnight goes', { lastDoseTime: '24:00' }, 'lastDoseTime', ''],
  ['an unknown form goes', { form: 'patch' }, 'form', ''],
  ['a known form stays', { form: 'low-dose' }, 'form', 'low-dose'],
  ['"true" is not a tick', { liver: 'true' }, 'liver', false],
  ['a tick stays', { kidney: true }, 'kidney', true],
  ['a reason is shown if so chosen', REASON, 'showReason', true],
  [
    'with no reason there is none to show',
    { ...REASON, reason: ' ' },
    'showReason',
    false
  ],
  [
    'blank contacts go and three stay',
    { contacts: [{}, 1, ...[1, 2, 3, 4].map((n) => ({ name: `n${n}`, phone: n }))] },
    'contacts',
    [1, 2, 3].map((n) => ({ name: `n${n}`, phone: '' }))
  ],
  [
    'a moment of another day goes',
    {
      lastDoseOn: '2026-11-21',
      lastDoseTime: '08:00',
      lastDoseAt: '2026-11-20T08:00:00.000Z'
    },
    'lastDoseAt',
    ''
  ],
  [
    'a moment of that day in a far zone stays',
    {
      lastDoseOn: '2026-11-21',
      lastDoseTime: '08:00',
      lastDoseAt: '2026-11-20T18:00:00.000Z'
    },
    'lastDoseAt',
    '2026-11-20T18:00:00.000Z'
  ]
]

for (const [name, raw, field, expected] of CLEANED) {
  test(name, () => {
    assert.deepEqual(cleanCard(raw)[field], expected)
  })
}

test('a card with nothing but a tick to show the reason is blank', () => {
  assert.equal(isBlank(blankCard()), true)
  assert.equal(isBlank({ ...blankCard(), showReason: true }), true)
  assert.equal(isBlank({ ...blankCard(), kidney: true }), false)
  assert.equal(isBlank({ ...blankCard(), contacts: [{ name: '', phone: '1' }] }), false)
})
