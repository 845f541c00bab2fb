/** Any log at all, as fast-check makes them: ordinary, empty, and hostile. */
import fc from 'fast-check'

import {
  DATE_KINDS,
  FORMS,
  LIMITS,
  cleanEntry,
  cleanLog
} from '../../../../static/js/log/log-model.js'
import { anyText } from '../../card/support/any-card.js'

const anyDay = fc
  .date({
    min: new Date('2024-01-01T00:00:00Z'),
    max: new Date('2027-12-31T00:00:00Z'),
    noInvalidDate: true
  })
  .map((date) => date.toISOString().slice(0, 10))
const anyTime = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((at) => new Date(at * 60_000).toISOString().slice(11, 16))
const orNone = (arbitrary) => fc.oneof(fc.constant(''), arbitrary)
const anyMoment = fc
  .tuple(anyDay, anyTime)
  .map(([day, time]) => `${day}T${time}:00.000Z`)

const anyId = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'0123456789abcdef'),
    minLength: 16,
    maxLength: 16
  }),
  fc.constantFrom('', 'x', 'aaaaaaaaaaaaaaaa')
)

export const anyEntry = fc
  .record({
    id: anyId,
    form: fc.constantFrom(...FORMS, 'other'),
    what: fc.constantFrom('taken', 'taken', 'skipped'),
    on: anyDay,
    time: orNone(anyTime),
    at: orNone(anyMoment),
    strength: anyText(LIMITS.strength),
    note: anyText(LIMITS.note),
    supervisedBy: anyText(LIMITS.supervisedBy),
    slot: orNone(fc.tuple(anyDay, anyTime).map((both) => both.join('T'))),
    recordedAt: orNone(anyMoment)
  })
  .map((entry) => ({ ...entry, at: entry.time && `${entry.on}T${entry.time}:00.000Z` }))

export const anyPlan = fc.record({
  form: fc.constantFrom('', ...FORMS),
  times: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 8 }),
      time: anyTime,
      strength: anyText(LIMITS.strength)
    }),
    { maxLength: 30 }
  ),
  everyDays: fc.integer({ min: -1, max: 400 }),
  since: orNone(anyDay)
})

const anyDate = fc.record({
  id: anyId,
  kind: fc.constantFrom(...DATE_KINDS, 'party'),
  on: anyDay,
  time: orNone(anyTime),
  where: anyText(LIMITS.where),
  note: anyText(LIMITS.note),
  isDone: fc.boolean()
})

/** Of the right shape, not yet cleaned. */
export const anyRawLog = fc.record({
  entries: fc.array(anyEntry, { maxLength: 12 }),
  plan: anyPlan,
  dates: fc.array(anyDate, { maxLength: 6 }),
  title: anyText(LIMITS.title)
})

export const anyLog = anyRawLog.map(cleanLog)

let count = 0

/** A dose as it was recorded; what is given changes it. */
export function entry(on, time = '08:00', changes = {}) {
  count += 1
  const at = time && new Date(`${on}T${time}:00`).toISOString()
  return cleanEntry({
    id: count.toString(16).padStart(16, '0'),
    form: 'tablet',
    what: 'taken',
    on,
    time,
    at,
    recordedAt: at || `${on}T12:00:00.000Z`,
    ...changes
  })
}
