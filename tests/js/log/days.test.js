import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  dayView,
  monthOf,
  slotFor,
  summary,
  weekOf
} from '../../../static/js/log/days.js'
import { cleanLog } from '../../../static/js/log/log-model.js'
import { presets } from '../../../static/js/log/plan.js'
import { anyLog, entry } from './support/any-log.js'

const logOf = (times, ...entries) =>
  cleanLog({ entries, plan: { form: 'tablet', times, since: '2026-11-01' } })
const DAILY = presets.daily('08:00')
const TWICE = [...DAILY, ...presets.daily('20:00')]
const slots = (planned) => planned.map(({ slot }) => slot)

test('an entry answers the planned time it names, and the others stay open', () => {
  const named = entry('2026-11-22', '08:10', { slot: '2026-11-22T20:00' })

  const { open, taken } = dayView(logOf(TWICE, named), '2026-11-22')

  assert.deepEqual(slots(open), ['2026-11-22T08:00'])
  assert.deepEqual(taken, [named])
})

test('an entry that names none answers the nearest', () => {
  const log = logOf(TWICE, entry('2026-11-22', '19:00'))

  assert.deepEqual(slots(dayView(log, '2026-11-22').open), ['2026-11-22T08:00'])
})

test('a dose answers the planned time nearest to it, unless that was answered', () => {
  const log = logOf(TWICE, entry('2026-11-22', '08:00'))
  const slot = (on, time) => slotFor(log, { on: `2026-11-${on}`, time })

  assert.equal(slot(22, '09:00'), '')
  assert.equal(slot(22, '15:00'), '2026-11-22T20:00')
  assert.equal(slot(22, ''), '2026-11-22T20:00')
  assert.equal(slot(23, '00:30'), '2026-11-22T20:00')
  assert.equal(slot(23, '04:00'), '2026-11-23T08:00')
  assert.equal(slot(20, '19:30'), '2026-11-20T20:00')
  assert.equal(slotFor(logOf([]), { on: '2026-11-20', time: '08:00' }), '')
})

test('one past midnight that answers the evening before is counted there', () => {
  const late = entry('2026-11-23', '00:20', { slot: '2026-11-22T20:00' })
  const log = logOf(TWICE, entry('2026-11-22', '08:00'), late)

  assert.equal(dayView(log, '2026-11-22').open.length, 0)
  assert.equal(dayView(log, '2026-11-23').taken.length, 0)
})

test('what was skipped is not open, and not taken', () => {
  const log = logOf(DAILY, entry('2026-11-21', '08:00', { what: 'skipped' }))

  assert.equal(dayView(log, '2026-11-21').open.length, 0)
  assert.deepEqual(summary(log, '2026-11-22', 2), { plannedDays: 1, takenDays: 0 })
})

test('taken on 12 of 14 planned days', () => {
  const days = Array.from(
    { length: 14 },
    (_, at) => `2026-11-${String(at + 9).padStart(2, '0')}`
  )
  const taken = days.filter((_, at) => at !== 3 && at !== 7).map((day) => entry(day))

  assert.deepEqual(summary(logOf(DAILY, ...taken), '2026-11-22', 14), {
    plannedDays: 14,
    takenDays: 12
  })
})

test('today counts once nothing of it is open', () => {
  const log = (...entries) => logOf(DAILY, entry('2026-11-21'), ...entries)

  assert.equal(summary(log(), '2026-11-22', 2).plannedDays, 1)
  assert.equal(summary(log(entry('2026-11-22')), '2026-11-22', 2).plannedDays, 2)
})

test('a week is Monday to Sunday and a month all of its days', () => {
  const log = logOf(DAILY)

  assert.equal(weekOf(log, '2026-11-22')[0].day, '2026-11-16')
  assert.equal(weekOf(log, '2026-11-16').at(-1).day, '2026-11-22')
  assert.deepEqual(
    ['2026-02', '2028-02-29', '2026-12-31'].map((day) => monthOf(log, day).length),
    [28, 29, 31]
  )
})

test('an injection is due on its day, also once it was taken that day', () => {
  const log = cleanLog({
    plan: { form: 'injection', since: '2026-10-01' },
    entries: ['2026-10-25', '2026-11-22'].map((on) =>
      entry(on, '10:00', { form: 'injection' })
    )
  })

  const due = monthOf(log, '2026-11').filter(({ isDue }) => isDue)

  assert.deepEqual(
    due.map(({ day }) => day),
    ['2026-11-22']
  )
})

test('no view loses an entry or answers more than was recorded', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const days = new Set(log.entries.map(({ slot, on }) => slot.slice(0, 10) || on))
      const views = [...days].map((day) => dayView(log, day))

      const seen = views.flatMap(({ taken, skipped }) => [...taken, ...skipped])
      assert.equal(seen.length, log.entries.length)
      for (const { planned, open, taken, skipped } of views) {
        assert.ok(planned.length - open.length <= taken.length + skipped.length)
      }
    }),
    { numRuns: 200 }
  )
})
