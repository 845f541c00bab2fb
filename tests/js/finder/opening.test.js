/** Open or not, against a diary written minute by minute; on a phone far from home. */
process.env.TZ = 'Pacific/Kiritimati'

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { isBankHoliday } from '../../../static/js/finder/bank-holidays.js'
import { ukTime } from '../../../static/js/finder/uk-time.js'
import { openState } from '../../../static/js/finder/opening.js'

const HOLIDAYS = {
  england: ['2026-01-01', '2026-08-31', '2026-12-25', '2027-12-27'],
  scotland: ['2026-01-01', '2026-01-02', '2026-12-25', '2027-12-27']
}
const DAY = 1440

/** One row, open on Wednesdays nine to five but for what is given. */
const row = (given = {}) => ({
  ...{ weekday: 3, opens: 540, closes: 1020, purpose: 'open', weeks: [] },
  ...{ everyWeeks: 1, anchor: '', validFrom: '', validTo: '', note: '' },
  ...{ bankHoliday: 'unknown', ...given }
})
const ALL_NIGHT = row({ purpose: 'phone', opens: 0, closes: DAY })
const at = (moment, hours, nation = 'england') =>
  openState(hours, nation, new Date(moment), HOLIDAYS)

describe('open or not', () => {
  // 2026-11-25 is a Wednesday, when UK clocks show UTC.
  const CASES = [
    ['before it opens', '2026-11-25T08:59:59Z', [row()], false],
    ['as it opens', '2026-11-25T09:00:00Z', [row()], true],
    ['in its last minute', '2026-11-25T16:59:59Z', [row()], true],
    ['as it closes', '2026-11-25T17:00:00Z', [row()], false],
    ['on another day', '2026-11-26T12:00:00Z', [row()], false],
    ['nobody has said', '2026-11-25T12:00:00Z', [], null],
    ['only its phone is answered', '2026-11-25T03:00:00Z', [row(), ALL_NIGHT], false],
    ['its phone is all there is', '2026-11-25T03:00:00Z', [ALL_NIGHT], true],
    ['a night that ends today', '2026-11-26T01:30:00Z', [row({ closes: 1560 })], true],
    ['a night that is over', '2026-11-26T02:00:00Z', [row({ closes: 1560 })], false],
    ['summer time', '2026-07-01T08:30:00Z', [row()], true],
    [
      'the hour that comes twice, first',
      '2026-10-25T00:30:00Z',
      [row({ weekday: 7, opens: 60, closes: 120 })],
      true
    ],
    [
      'the hour that comes twice, again',
      '2026-10-25T01:30:00Z',
      [row({ weekday: 7, opens: 60, closes: 120 })],
      true
    ],
    [
      'the hour that is left out',
      '2026-03-29T01:00:00Z',
      [row({ weekday: 7, opens: 60, closes: 120 })],
      false
    ],
    ['the fourth Wednesday', '2026-11-25T12:00:00Z', [row({ weeks: [4] })], true],
    ['not the third', '2026-11-25T12:00:00Z', [row({ weeks: [3] })], false],
    ['the last Wednesday', '2026-11-25T12:00:00Z', [row({ weeks: [-1] })], true],
    ['not yet the last', '2026-11-18T12:00:00Z', [row({ weeks: [-1] })], false],
    [
      'every other week, this one',
      '2026-11-25T12:00:00Z',
      [row({ everyWeeks: 2, anchor: '2026-11-09' })],
      true
    ],
    [
      'every other week, not this one',
      '2026-11-25T12:00:00Z',
      [row({ everyWeeks: 2, anchor: '2026-11-16' })],
      false
    ],
    [
      'every other week, from nobody knows when',
      '2026-11-25T12:00:00Z',
      [row({ everyWeeks: 2 })],
      null
    ],
    ['not yet', '2026-11-25T12:00:00Z', [row({ validFrom: '2026-11-26' })], null],
    ['no more', '2026-11-25T12:00:00Z', [row({ validTo: '2026-11-24' })], null],
    [
      'outside a needle exchange',
      '2026-11-25T18:00:00Z',
      [row({ purpose: 'needle-exchange' })],
      null
    ],
    ['Christmas', '2026-12-25T12:00:00Z', [row({ weekday: 5 })], null],
    [
      'Christmas, open',
      '2026-12-25T12:00:00Z',
      [row({ weekday: 5, bankHoliday: 'open' })],
      true
    ],
    [
      'Christmas, closed',
      '2026-12-25T12:00:00Z',
      [row({ weekday: 5, bankHoliday: 'closed' })],
      false
    ],
    ['a year nobody has dates of', '2029-01-03T12:00:00Z', [row()], null]
  ]
  for (const [name, moment, hours, expected] of CASES) {
    test(name, () => assert.equal(at(moment, hours).isOpen, expected))
  }

  test('a bank holiday of one nation is not one of another', () => {
    const second = [row({ weekday: 5, bankHoliday: 'closed' })]

    assert.equal(at('2026-01-02T12:00:00Z', second, 'scotland').isOpen, false)
    assert.equal(at('2026-01-02T12:00:00Z', second, 'england').isOpen, true)
    assert.equal(at('2026-01-02T12:00:00Z', second, '').isOpen, null)
    assert.equal(isBankHoliday(HOLIDAYS, '', '2026-01-01'), true)
    assert.equal(isBankHoliday({}, 'wales', '2026-01-01'), null)
  })
})

test('today is told in order, with what is not sure', () => {
  const { today, isBankHoliday: is } = at('2026-12-25T08:00:00Z', [
    row({ weekday: 5, opens: 840 }),
    row({ weekday: 5, closes: 720, bankHoliday: 'open', note: 'Soup' }),
    row({ weekday: 4 })
  ])

  assert.equal(is, true)
  assert.deepEqual(
    today.map(({ opens, closes, isSure, note }) => [opens, closes, isSure, note]),
    [
      [540, 720, true, 'Soup'],
      [840, 1020, false, '']
    ]
  )
})

/** Each minute from two days back to nine days on, as 'sure', 'doubtful' or undefined. */
function diary(hours, nation, firstDay) {
  const marked = new Map()
  for (let day = firstDay - 1; day <= firstDay + 8; day += 1) {
    const date = new Date(day * 86_400_000)
    const [iso, ofMonth] = [date.toISOString().slice(0, 10), date.getUTCDate()]
    const month = date.getUTCMonth()
    let nth = 0
    let last = 0
    for (let each = 1; each <= 31; each += 1) {
      const other = new Date(Date.UTC(date.getUTCFullYear(), month, each))
      if (other.getUTCMonth() !== month || other.getUTCDay() !== date.getUTCDay())
        continue
      if (each <= ofMonth) nth += 1
      last = each
    }
    const holiday =
      iso < '2026-01-01' || iso > '2027-12-31' ? null : HOLIDAYS[nation].includes(iso)
    for (const each of hours) {
      if (each.weekday % 7 !== date.getUTCDay()) continue
      const isIts =
        each.weeks.includes(nth) || (each.weeks.includes(-1) && last === ofMonth)
      if (each.weeks.length > 0 && !isIts) continue
      if (holiday && each.bankHoliday === 'closed') continue
      const isSure = holiday === false || each.bankHoliday === 'open'
      for (let minute = each.opens; minute < each.closes; minute += 1) {
        const when = day * DAY + minute
        if (marked.get(when) !== 'sure') marked.set(when, isSure ? 'sure' : 'doubtful')
      }
    }
  }
  return marked
}

/** Minutes since 1970 on a clock in London, by another way than the code's. */
function londonMinutes(moment) {
  const told = moment.toLocaleString('sv-SE', { timeZone: 'Europe/London' })
  return Math.floor(Date.parse(`${told.replace(' ', 'T')}Z`) / 60_000)
}

test('UK clocks are as the table of time zones has them', () => {
  const changes = Array.from({ length: 20 }, (_, at) => [
    Date.UTC(2026 + at, 2, 31),
    Date.UTC(2026 + at, 9, 31)
  ]).flat()
  const near = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -14_000, max: 1_500 }))
    .map(([day, minutes]) => new Date(day + minutes * 60_000))
  const any = fc.date({
    ...{ min: new Date('1997-01-01'), max: new Date('2037-01-01'), noInvalidDate: true }
  })
  fc.assert(
    fc.property(fc.oneof(near, any), (moment) => {
      const { day, minutes } = ukTime(moment)

      assert.equal(day * DAY + minutes, londonMinutes(moment))
    }),
    { numRuns: 200 }
  )
})

function changeIn(marked, now, isOpen) {
  const firstDay = Math.floor(now / DAY)
  const limit = isOpen ? now + 7 * DAY : (firstDay + 9) * DAY - 1
  for (let each = now + 1; each <= limit; each += 1) {
    if (isOpen && marked.get(each) === 'sure') continue
    if (!isOpen && !marked.has(each)) continue
    const isTold = isOpen ? !marked.has(each) : marked.get(each) === 'sure'
    return isTold ? each : null
  }
  return null
}

test('the state and the next change agree with a diary of every minute', () => {
  const anyRow = fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      opens: fc.integer({ min: 0, max: 1439 }),
      lasts: fc.integer({ min: 1, max: 1440 }),
      weeks: fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 5, -1), { minLength: 1 })
      ),
      bankHoliday: fc.constantFrom('open', 'closed', 'unknown')
    })
    .map(({ lasts, ...rest }) => row({ ...rest, closes: rest.opens + lasts }))
  const anyMoment = fc.oneof(
    fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2027-12-20'),
      noInvalidDate: true
    }),
    ...['2026-03-29', '2026-10-25', '2026-12-25', '2026-08-31'].map((day) =>
      fc
        .integer({ min: -900, max: 1800 })
        .map((minutes) => new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000))
    )
  )
  fc.assert(
    fc.property(
      fc.array(anyRow, { minLength: 1, maxLength: 8 }),
      fc.constantFrom('england', 'scotland'),
      anyMoment,
      (hours, nation, moment) => {
        const state = openState(hours, nation, moment, HOLIDAYS)

        const now = londonMinutes(moment)
        const marked = diary(hours, nation, Math.floor(now / DAY))
        const mark = marked.get(now)
        const expected = mark === 'sure' ? true : mark === 'doubtful' ? null : false
        assert.equal(state.isOpen, expected)
        const next = state.nextChange
        const told =
          next && Date.parse(`${next.date}T00:00:00Z`) / 60_000 + next.minutes
        const due = expected === null ? null : changeIn(marked, now, expected)
        assert.equal(told, due)
      }
    ),
    { numRuns: 150 }
  )
})
