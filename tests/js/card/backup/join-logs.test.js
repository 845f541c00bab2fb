import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  differenceOf,
  idsAdded,
  joinedLogs,
  partedAgain
} from '../../../../static/js/card/backup/join-logs.js'
import { blankLog, cleanLog } from '../../../../static/js/log/log-model.js'
import { anyLog, entry } from '../../log/support/any-log.js'

const EARLY = '2026-11-20T08:00:00.000Z'
const LATE = '2026-11-22T08:00:00.000Z'
const ids = (log) => new Set([...log.entries, ...log.dates].map(({ id }) => id))

test('nothing that is in either of two logs is lost by joining them', () => {
  fc.assert(
    fc.property(
      anyLog,
      anyLog,
      fc.constantFrom(EARLY, LATE),
      (here, there, savedAt) => {
        const both = joinedLogs(
          { book: here, savedAt: EARLY },
          { book: there, savedAt }
        )

        const kept = ids(both)
        for (const id of [...ids(here), ...ids(there)]) assert.ok(kept.has(id))
        assert.deepEqual(cleanLog(both), both)
      }
    ),
    { numRuns: 200 }
  )
})

test('a log joined to itself, or to an empty one, is the same', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const held = { book: log, savedAt: EARLY }

      assert.equal(differenceOf(log, joinedLogs(held, held)), null)
      assert.deepEqual(joinedLogs({ book: blankLog(), savedAt: '' }, held), log)
    }),
    { numRuns: 100 }
  )
})

test('of an entry that differs, that of the log saved later counts', () => {
  const old = entry('2026-11-20')
  const edited = { ...old, note: 'edited' }
  const held = (each, savedAt) => ({ book: cleanLog({ entries: [each] }), savedAt })

  for (const [here, there] of [
    [held(old, EARLY), held(edited, LATE)],
    [held(edited, LATE), held(old, EARLY)]
  ]) {
    assert.equal(joinedLogs(here, there).entries[0].note, 'edited')
  }
})

test('parted again it is as before, with what was recorded since', () => {
  fc.assert(
    fc.property(anyLog, anyLog, (here, there) => {
      const held = { book: there, savedAt: LATE }
      const both = joinedLogs({ book: here, savedAt: EARLY }, held)
      const since = entry('2027-12-31', '23:59')
      const now = cleanLog({ ...both, entries: [...both.entries, since] })

      const again = partedAgain(now, { was: here, added: idsAdded(here, both) })

      const expected = cleanLog({ ...here, entries: [...here.entries, since] })
      assert.deepEqual(again, expected)
    }),
    { numRuns: 200 }
  )
})

test('a difference is told in numbers', () => {
  const [one, other, third] = ['19', '20', '21'].map((day) => entry(`2026-11-${day}`))
  const was = cleanLog({ entries: [one, other] })
  const now = cleanLog({
    entries: [{ ...one, note: 'x' }, third],
    plan: { form: 'implant' }
  })

  assert.deepEqual(differenceOf(was, now), {
    added: 1,
    changed: 1,
    gone: 1,
    isOtherPlan: true
  })
})
