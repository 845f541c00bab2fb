import assert from 'node:assert/strict'
import { test } from 'node:test'

import { cleanLog, cleanPlan } from '../../../static/js/log/log-model.js'
import { nextDue, plannedOn, presetOf, presets } from '../../../static/js/log/plan.js'
import { entry } from './support/any-log.js'

const tablets = (times) => cleanPlan({ form: 'tablet', times, since: '2026-11-16' })

test('three a week is 100 mg on Monday and Wednesday and 150 mg on Friday', () => {
  const plan = tablets(presets.threeAWeek('08:00'))

  const week = ['16', '17', '18', '19', '20', '21', '22'].map((day) =>
    plannedOn(plan, `2026-11-${day}`).map(({ strength }) => strength)
  )

  assert.deepEqual(week, [['100 mg'], [], ['100 mg'], [], ['150 mg'], [], []])
})

test('a planned time is named as a reminder names it', () => {
  const [planned] = plannedOn(tablets(presets.daily('08:00', '50 mg')), '2026-11-22')

  assert.deepEqual(planned, {
    time: '08:00',
    strength: '50 mg',
    slot: '2026-11-22T08:00'
  })
})

test('nothing is planned before the plan began', () => {
  assert.deepEqual(plannedOn(tablets(presets.daily('08:00')), '2026-11-15'), [])
})

test('a plan is recognised as the one it was begun from, until it is changed', () => {
  const daily = presets.daily('07:30', '50 mg')

  assert.equal(presetOf(tablets(daily)), 'daily')
  assert.equal(presetOf(tablets(presets.threeAWeek('21:00'))), 'threeAWeek')
  assert.equal(presetOf(tablets(daily.slice(1))), 'own')
  assert.equal(presetOf(cleanPlan(null)), '')
})

test('the next injection is counted from the last one taken', () => {
  const plan = cleanPlan({ form: 'injection', since: '2026-10-01' })
  const log = cleanLog({
    entries: [
      entry('2026-10-28', '10:00', { form: 'injection' }),
      entry('2026-11-20', '10:00', { form: 'injection', what: 'skipped' }),
      entry('2026-11-21')
    ]
  })

  assert.equal(nextDue(plan, log, '2026-11-22'), '2026-11-25')
  assert.equal(nextDue(plan, log, '2026-10-01'), '2026-10-01')
  assert.equal(nextDue({ ...plan, everyDays: 30 }, log, '2026-11-22'), '2026-11-27')
  assert.equal(nextDue(cleanPlan({ form: 'implant' }), log, '2026-11-22'), '')
})
