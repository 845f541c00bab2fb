import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  LIMITS,
  blankLog,
  cleanEntry,
  cleanLog,
  newId
} from '../../../static/js/log/log-model.js'
import { anyLog, anyRawLog, entry } from './support/any-log.js'

test('anything at all is made into a log, and cleaning it again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(anyRawLog, fc.anything()), (raw) => {
      const log = cleanLog(raw)

      assert.deepEqual(cleanLog(structuredClone(log)), log)
      assert.deepEqual(Object.keys(log), ['entries', 'plan', 'dates', 'title'])
    }),
    { numRuns: 300 }
  )
})

test('what would run or fail when it is read is not read', () => {
  const trap = {
    get entries() {
      throw new Error('ran')
    }
  }
  const broken = new Proxy([], {
    get() {
      throw new Error('ran')
    }
  })

  assert.deepEqual(cleanLog(trap), blankLog())
  assert.deepEqual(cleanLog({ entries: broken, dates: broken }), blankLog())
  assert.deepEqual(
    cleanLog(
      new Proxy(
        {},
        {
          getOwnPropertyDescriptor() {
            throw 1
          }
        }
      )
    ),
    blankLog()
  )
})

test('no text is longer than its limit, and no direction is overridden', () => {
  const long = {
    note: 'a\u202eb\n'.repeat(900),
    strength: '5'.repeat(99),
    supervisedBy: 'x\ny'
  }

  const clean = cleanEntry({ ...entry('2026-11-22'), ...long })

  assert.ok(clean.note.length <= LIMITS.note && !clean.note.includes('\u202e'))
  assert.equal(clean.strength.length, LIMITS.strength)
  assert.equal(clean.supervisedBy, 'x y')
})

test('an entry says on which day, and what; without them it is none', () => {
  assert.equal(cleanEntry({ ...entry('2026-11-22'), on: '2026-02-30' }), null)
  assert.equal(cleanEntry({ ...entry('2026-11-22'), what: 'maybe' }), null)
})

test('a moment that does not belong to its day and time is dropped', () => {
  const other = cleanEntry({ ...entry('2026-11-22'), at: '2026-11-25T08:00:00.000Z' })

  assert.equal(other.at, '')
})

test('entries are in order of time, and one with the id of another is not kept twice', () => {
  const [late, early] = [entry('2026-11-22', '20:00'), entry('2026-11-22', '08:00')]

  const { entries } = cleanLog({ entries: [late, early, { ...late, note: 'again' }] })

  assert.deepEqual(entries, [early, late])
})

test('an entry that came without an id gets the same one each time', () => {
  const [one, again] = [0, 0].map(() => cleanEntry({ what: 'taken', on: '2026-11-22' }))

  assert.match(one.id, /^[0-9a-f]{16}$/)
  assert.equal(one.id, again.id)
  assert.match(newId(), /^[0-9a-f]{16}$/)
})

test('of more entries than the limit, the newest are kept', () => {
  const day = (at) =>
    new Date(Date.UTC(1960, 0, 1) + at * 86_400_000).toISOString().slice(0, 10)
  const raw = Array.from({ length: LIMITS.entries + 5 }, (_, at) => ({
    what: 'taken',
    on: day(at)
  }))

  const { entries } = cleanLog({ entries: raw })

  assert.equal(entries.length, LIMITS.entries)
  assert.equal(entries[0].on, day(5))
})

test('a plan keeps only what belongs to its form', () => {
  fc.assert(
    fc.property(anyLog, ({ plan }) => {
      if (plan.form !== 'tablet') assert.equal(plan.times.length, 0)
      assert.equal(plan.everyDays > 0, plan.form === 'injection')
      assert.ok(plan.times.length <= LIMITS.times)
    }),
    { numRuns: 200 }
  )
})
