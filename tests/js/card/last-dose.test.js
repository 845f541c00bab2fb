import assert from 'node:assert/strict'
import { test } from 'node:test'

import { blankCard } from '../../../static/js/card/card-model.js'
import {
  certainlyPast,
  doseMoment,
  lastDose,
  momentOfDose
} from '../../../static/js/card/last-dose.js'

process.env.TZ = 'Europe/London'

const UNKNOWN = { known: false }

/** Name; dose on the wall; the moment now (UTC); what has gone by, null if not known. */
const TABLE = [
  ['a day and five hours', '2026-11-21 08:00', '2026-11-22T13:59:59Z', '29 hours ago'],
  ['this minute', '2026-11-21 08:00', '2026-11-21T08:00:00Z', 'less than 1 hour ago'],
  ['59 minutes', '2026-11-21 08:00', '2026-11-21T08:59:59Z', 'less than 1 hour ago'],
  ['one hour', '2026-11-21 08:00', '2026-11-21T09:59:59Z', '1 hour ago'],
  ['two hours', '2026-11-21 08:00', '2026-11-21T10:00:00Z', '2 hours ago'],
  ['72 hours', '2026-11-21 08:00', '2026-11-24T08:59:59Z', '72 hours ago'],
  ['73 hours', '2026-11-21 08:00', '2026-11-24T09:00:00Z', '3 days ago'],
  ['400 days', '2026-11-21 08:00', '2027-12-26T08:00:00Z', '400 days ago'],
  ['a second over 400 days', '2026-11-21 08:00', '2027-12-26T08:00:01Z', null],
  [
    '5 minutes ahead',
    '2026-11-21 08:00',
    '2026-11-21T07:55:00Z',
    'less than 1 hour ago'
  ],
  ['over 5 minutes ahead', '2026-11-21 08:00', '2026-11-21T07:54:59Z', null],
  [
    'over the spring change',
    '2026-03-28 20:00',
    '2026-03-29T07:00:00Z',
    '11 hours ago'
  ],
  [
    'over the autumn change',
    '2026-10-24 20:00',
    '2026-10-25T08:00:00Z',
    '13 hours ago'
  ],
  ['a day only, today', '2026-11-21', '2026-11-21T23:59:00Z', 'today'],
  ['a day only, yesterday', '2026-11-21', '2026-11-22T00:00:00Z', 'yesterday'],
  [
    'a day only, over the spring change',
    '2026-03-28',
    '2026-03-29T22:59:00Z',
    'yesterday'
  ],
  ['a day only, summer midnight', '2026-06-01', '2026-06-02T23:00:00Z', '2 days ago'],
  ['a day only, 400 days', '2026-11-21', '2027-12-26T12:00:00Z', '400 days ago'],
  ['a day only, 401 days', '2026-11-21', '2027-12-27T12:00:00Z', null],
  ['a day only, tomorrow', '2026-11-22', '2026-11-21T12:00:00Z', null],
  ['a day only, in 5 minutes', '2026-11-22', '2026-11-21T23:55:00Z', 'today'],
  ['nothing', '', '2026-11-21T12:00:00Z', null],
  ['no such day', '2026-02-30 08:00', '2026-03-02T12:00:00Z', null],
  ['no such time', '2026-11-21 25:00', '2026-11-21T12:00:00Z', 'today'],
  ['no clock', '2026-11-21 08:00', 'never', null]
]

for (const [name, dose, now, elapsed] of TABLE) {
  test(`last dose, ${name}: ${elapsed ?? 'not known'}`, () => {
    const shown = lastDose(card(dose), new Date(now))

    assert.equal(shown.known ? shown.elapsed : null, elapsed)
  })
}

test('day and time are shown as on the wall', () => {
  assert.deepEqual(
    lastDose(card('2026-11-21 08:00'), new Date('2026-11-22T13:00:00Z')),
    {
      known: true,
      date: 'Sat 21 Nov 2026',
      time: '08:00',
      zone: 'GMT',
      elapsed: '29 hours ago'
    }
  )
  const summer = lastDose(card('2026-07-01 00:30'), new Date('2026-07-01T12:00:00Z'))
  assert.deepEqual(
    [summer.date, summer.time, summer.zone],
    ['Wed 1 Jul 2026', '00:30', 'BST']
  )
  const dayOnly = lastDose(card('2026-07-01'), new Date('2026-07-01T12:00:00Z'))
  assert.deepEqual(
    [dayOnly.date, dayOnly.time, dayOnly.zone],
    ['Wed 1 Jul 2026', '', '']
  )
})

test('the stored moment is believed after a journey to another zone', () => {
  const taken = { ...card('2026-11-21 08:00'), lastDoseAt: '2026-11-20T22:00:00.000Z' }

  assert.deepEqual(lastDose(taken, new Date('2026-11-21T08:00:00Z')), {
    known: true,
    date: 'Fri 20 Nov 2026',
    time: '22:00',
    zone: 'GMT',
    elapsed: '10 hours ago'
  })
})

test('without a stored moment the wall clock of this device is read', () => {
  const taken = { ...card('2026-07-01 08:00'), lastDoseAt: '' }

  assert.equal(lastDose(taken, new Date('2026-07-01T09:00:00Z')).elapsed, '2 hours ago')
})

test('a time the clocks skip is read as later, one they repeat as the first', () => {
  assert.equal(momentOfDose('2026-03-29', '01:30'), '2026-03-29T01:30:00.000Z')
  assert.equal(momentOfDose('2026-10-25', '01:30'), '2026-10-25T00:30:00.000Z')
})

test('what is no day or no time has no moment', () => {
  assert.equal(momentOfDose('', '08:00'), '')
  assert.equal(momentOfDose('2026-11-21', ''), '')
  assert.equal(momentOfDose('2026-02-30', '08:00'), '')
})

test('with a clock that stands before the save the dose is not known', () => {
  const taken = card('2026-11-21 08:00')
  const savedAt = '2026-11-22T12:00:00.000Z'
  const at = (/** @type {string} */ now) => lastDose(taken, new Date(now), savedAt)

  assert.deepEqual(at('2026-11-22T11:54:59Z'), UNKNOWN)
  assert.equal(at('2026-11-22T11:55:00Z').elapsed, '27 hours ago')
  assert.deepEqual(
    lastDose(card('2026-11-21'), new Date('2026-11-21T12:00:00Z'), savedAt),
    UNKNOWN
  )
})

test('the day a server named counts too, a day less for its own clock', () => {
  const savedAt = '2026-11-22T12:00:00.000Z'

  assert.equal(certainlyPast(savedAt), savedAt)
  assert.equal(certainlyPast('', undefined), '')
  assert.equal(certainlyPast(savedAt, '2026-11-23'), savedAt)
  assert.equal(certainlyPast(savedAt, '2026-11-25'), '2026-11-24T00:00:00.000Z')
})

test('what is kept of a dose on paper is its moment, without how long ago', () => {
  const dose = lastDose(card('2026-11-21 08:00'), new Date('2026-11-22T13:00:00Z'))

  assert.equal(doseMoment(dose), 'Sat 21 Nov 2026 08:00 GMT')
  assert.equal(
    doseMoment(lastDose(card('2026-11-21'), new Date('2026-11-22T13:00:00Z'))),
    'Sat 21 Nov 2026'
  )
})

test('a blank card has no last dose', () => {
  assert.deepEqual(lastDose(blankCard(), new Date()), UNKNOWN)
})

function card(dose) {
  const [lastDoseOn, lastDoseTime = ''] = dose.split(' ')
  const lastDoseAt = momentOfDose(lastDoseOn, lastDoseTime)
  return { lastDoseOn, lastDoseTime, lastDoseAt }
}
