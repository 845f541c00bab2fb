/** The form says what is wrong, on the field where it was typed. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, plainPhone } from '../../../static/js/card/card-faults.js'
import { blankCard } from '../../../static/js/card/card-model.js'

const NOON = new Date('2026-11-22T12:00:00Z')
const FINE = { unreadable: [], phones: {} }

test('an empty card has no fault', () => {
  assert.deepEqual(faultsOf(blankCard(), FINE, NOON), [])
})

for (const [what, change, typed, expected] of /** @type {const} */ ([
  ['a birth tomorrow', { bornOn: '2026-11-23' }, FINE, ['bornOn', 'badBirth']],
  [
    'a birth date that cannot be read',
    {},
    { ...FINE, unreadable: ['bornOn'] },
    ['bornOn', 'badBirth']
  ],
  ['a dose tomorrow', { lastDoseOn: '2026-11-23' }, FINE, ['lastDoseOn', 'badDose']],
  [
    'a dose an hour from now',
    {
      lastDoseOn: '2026-11-22',
      lastDoseTime: '13:00',
      lastDoseAt: '2026-11-22T13:00:00.000Z'
    },
    FINE,
    ['lastDoseOn', 'badDose']
  ],
  [
    'a time that cannot be read',
    { lastDoseOn: '2026-11-21' },
    { ...FINE, unreadable: ['lastDoseTime'] },
    ['lastDoseTime', 'badTime']
  ],
  [
    'a time without a date',
    { lastDoseTime: '08:00' },
    FINE,
    ['lastDoseOn', 'doseTimeAlone']
  ],
  [
    'letters in the second phone, the first left out',
    {},
    { ...FINE, phones: { contactPhone1: '', contactPhone2: 'ask Alex' } },
    ['contactPhone2', 'badPhone']
  ]
])) {
  test(`${what} is named on its field`, () => {
    const [field, word] = expected

    const faults = faultsOf({ ...blankCard(), ...change }, typed, NOON)

    assert.deepEqual(faults, [{ field, word }])
  })
}

test('a dose some minutes ahead passes, since clocks differ', () => {
  const card = {
    ...blankCard(),
    lastDoseOn: '2026-11-22',
    lastDoseTime: '12:03',
    lastDoseAt: '2026-11-22T12:03:00.000Z'
  }

  assert.deepEqual(faultsOf(card, FINE, NOON), [])
})

test('a number pasted with the marks a phone hides around it passes', () => {
  const pasted = '\u202a07700\u00a0900\u2011123\u202c'

  assert.equal(plainPhone(pasted), '07700 900-123')
  assert.deepEqual(
    faultsOf(blankCard(), { ...FINE, phones: { prescriberPhone: pasted } }, NOON),
    []
  )
})
