import assert from 'node:assert/strict'
import { test } from 'node:test'

import { gapOf } from '../../../static/js/log/gap.js'
import { cleanLog } from '../../../static/js/log/log-model.js'
import { presets } from '../../../static/js/log/plan.js'
import { entry } from './support/any-log.js'

const NOW = new Date('2026-11-22T12:00:00')
const DAILY = { form: 'tablet', times: presets.daily('08:00'), since: '2026-11-01' }
const gap = (plan, ...entries) => gapOf(cleanLog({ plan, entries }), NOW)

test('three planned days in a row with nothing taken are a gap, two are none', () => {
  assert.deepEqual(gap(DAILY, entry('2026-11-18')), { days: 3 })
  assert.equal(gap(DAILY, entry('2026-11-19')), null)
})

test('today is not counted, and a dose today ends the gap', () => {
  assert.equal(gap(DAILY, entry('2026-11-18'), entry('2026-11-22')), null)
})

test('days that were skipped count, since nothing was taken', () => {
  const skipped = ['19', '20', '21'].map((day) =>
    entry(`2026-11-${day}`, '08:00', { what: 'skipped' })
  )

  assert.deepEqual(gap(DAILY, entry('2026-11-18'), ...skipped), { days: 3 })
})

test('only planned days count', () => {
  const plan = { ...DAILY, times: presets.threeAWeek('08:00') }

  assert.equal(gap(plan, entry('2026-11-16')), null)
  assert.deepEqual(gap(plan, entry('2026-11-13')), { days: 3 })
})

test('an injection is a gap from seven days after it was due', () => {
  const plan = { form: 'injection', everyDays: 28, since: '2026-09-01' }
  const on = (day) => entry(day, '10:00', { form: 'injection' })

  assert.deepEqual(gap(plan, on('2026-10-18')), { days: 7 })
  assert.equal(gap(plan, on('2026-10-19')), null)
})

test('without a plan, or without entries, there is never a gap', () => {
  assert.equal(gap(DAILY), null)
  assert.equal(gap(null, entry('2026-01-01')), null)
  assert.equal(gap({ form: 'implant' }, entry('2026-01-01')), null)
  assert.equal(
    gap({ form: 'injection', since: '2026-01-01' }, entry('2026-01-01')),
    null
  )
})

test('days before the plan began are not counted', () => {
  assert.equal(gap({ ...DAILY, since: '2026-11-20' }, entry('2026-10-01')), null)
})
