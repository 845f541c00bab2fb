/** The plan is what the form of the reminders begins with. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { fromPlan } from '../../../static/js/reminders/from-plan.js'

/** @param {[number, string][]} times */
const planOf = (times) =>
  fromPlan({
    form: 'tablet',
    times: times.map(([day, time]) => ({ day, time, strength: '' })),
    everyDays: 0,
    since: '2026-11-01'
  })

test('each planned time is there once, on the quarter hour before it', () => {
  const found = planOf([
    [1, '08:07'],
    [3, '08:00'],
    [5, '23:59']
  ])

  assert.deepEqual(found, { times: ['08:00', '23:45'], days: [1, 3, 5] })
})

test('without a plan there is nothing to begin with', () => {
  assert.equal(planOf([]), null)
})
