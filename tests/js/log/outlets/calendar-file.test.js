/** The calendar file: what stands in it, what never does, and how the next one changes it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { eventsOf } from '../../../../static/js/log/outlets/calendar-events.js'
import {
  NO_FILES,
  calendarFile
} from '../../../../static/js/log/outlets/calendar-file.js'

const MONDAY = '2026-11-23'
const NOTHING = { withStrength: false, withPlace: false, withNote: false }
const ALL = { withStrength: true, withPlace: true, withNote: true }

/** @param {object} given */
const aLog = (given) => ({
  ...{ entries: [], dates: [], title: '' },
  plan: { form: '', times: [], everyDays: 0, since: '' },
  ...given
})
/**
 * @param {[number, string, string?][]} times
 * @param {string} [since]
 */
const tablets = (times, since = '2026-11-01') => ({
  ...{ form: 'tablet', everyDays: 0, since },
  times: times.map(([day, time, strength = '']) => ({ day, time, strength }))
})
/** @param {object} given */
const aDate = (given) => ({
  ...{ id: 'a'.repeat(16), kind: 'appointment', on: '2026-12-03', time: '' },
  ...{ where: 'Example House', note: 'Bring the letter', isDone: false, ...given }
})
const THREE = tablets([
  [1, '08:00', '100 mg'],
  [3, '08:00', '100 mg'],
  [5, '08:00', '150 mg']
])

let made = 0
/**
 * @param {any} log
 * @param {any} [given]
 */
function file(log, given = {}) {
  const { today = MONDAY, asked = NOTHING, before = NO_FILES } = given
  const { clock = '07:00', nextOn = '' } = given
  const events = eventsOf(log, asked, { today, clock, nextOn })
  const { text, files } = calendarFile(events, before, {
    ...{ title: given.title ?? 'Carrycard', minutesBefore: given.minutesBefore ?? 0 },
    ...{ today, now: new Date(`${today}T09:30:00Z`) },
    newId: () => String((made += 1)).padStart(16, '0')
  })
  return { text, files, events: eventsIn(text ?? '') }
}

/**
 * @param {string} text
 * @returns {Record<string, string>[]} Its properties; what is in its notice is 'TRIGGER'
 */
function eventsIn(text) {
  const [, ...events] = text.replace(/\r\n /g, '').split('BEGIN:VEVENT\r\n')
  return events.map((event) => {
    const [own = '', notice = ''] = event.split('BEGIN:VALARM')
    const trigger = /^TRIGGER:.*$/m.exec(notice)?.[0] ?? ''
    return Object.fromEntries(
      [...own.split('\r\n'), trigger].filter(Boolean).map((line) => {
        const [, name, value] = /^([^:]*):(.*)$/.exec(line) ?? []
        return [name, value]
      })
    )
  })
}

const LONDON = ';TZID=Europe/London'

test('a daily plan is one event that comes every day', () => {
  const days = [1, 2, 3, 4, 5, 6, 7]

  const { events } = file(
    aLog({ plan: tablets(days.map((day) => [day, '08:00', '50 mg'])) })
  )

  assert.equal(events.length, 1)
  assert.equal(events[0]?.[`DTSTART${LONDON}`], '20261123T080000')
  assert.equal(events[0]?.[`DTEND${LONDON}`], '20261123T081500')
  assert.equal(events[0]?.['RRULE'], 'FREQ=DAILY')
})

test('three doses a week are one event, whatever their strengths', () => {
  const { events, text } = file(aLog({ plan: THREE }), { today: '2026-11-24' })

  assert.equal(events.length, 1)
  assert.equal(events[0]?.['RRULE'], 'FREQ=WEEKLY;BYDAY=MO,WE,FR')
  assert.equal(events[0]?.[`DTSTART${LONDON}`], '20261125T080000')
  assert.doesNotMatch(text ?? '', /mg/)
})

test('strengths that are asked for part the event', () => {
  const { events } = file(aLog({ plan: THREE }), { asked: ALL })

  assert.deepEqual(
    events.map((event) => [event['DESCRIPTION'], event['RRULE']]),
    [
      ['100 mg', 'FREQ=WEEKLY;BYDAY=MO,WE'],
      ['150 mg', 'FREQ=WEEKLY;BYDAY=FR']
    ]
  )
})

test('a plan that begins later begins in the calendar then', () => {
  const plan = tablets([[1, '08:00']], '2026-12-01')

  assert.equal(file(aLog({ plan })).events[0]?.[`DTSTART${LONDON}`], '20261207T080000')
})

for (const [clock, start] of [
  ['07:59', '20261123T080000'],
  ['08:00', '20261125T080000']
]) {
  test(`a file made at ${clock} begins with what is to come`, () => {
    const { events } = file(aLog({ plan: THREE }), { clock })

    assert.equal(events[0]?.[`DTSTART${LONDON}`], start)
  })
}

test('a day without a time is a whole day, told of at nine', () => {
  const { events } = file(aLog({ dates: [aDate({})] }), { minutesBefore: 30 })

  assert.equal(events[0]?.['DTSTART;VALUE=DATE'], '20261203')
  assert.equal(events[0]?.['DTEND;VALUE=DATE'], '20261204')
  assert.equal(events[0]?.['TRIGGER'], 'PT9H')
})

for (const [minutesBefore, trigger] of /** @type {const} */ ([
  [0, 'PT0M'],
  [10, '-PT10M'],
  [60, '-PT60M']
])) {
  test(`the calendar tells of it ${minutesBefore} minutes before`, () => {
    const { events } = file(aLog({ dates: [aDate({ time: '14:30' })] }), {
      minutesBefore
    })

    assert.equal(events[0]?.['TRIGGER'], trigger)
  })
}

test('place, note and strength are in the file only where they were asked for', () => {
  const log = aLog({ plan: THREE, dates: [aDate({})] })
  const telling = /Example House|letter|mg|appointment/i

  assert.doesNotMatch(file(log).text ?? '', telling)
  const asked = file(log, { asked: ALL }).text ?? ''
  for (const each of ['LOCATION:Example House', 'Bring the letter', '150 mg']) {
    assert.ok(asked.includes(each), each)
  }
})

test('what is done or over is left out', () => {
  const dates = [aDate({ isDone: true }), aDate({ on: '2026-11-22' })]

  assert.equal(file(aLog({ dates })).text, null)
})

test('the next injection stands in it once, also where the person noted it', () => {
  const plan = { form: 'injection', times: [], everyDays: 28, since: '2026-11-01' }
  const noted = aDate({ kind: 'injection', on: '2026-12-08', time: '10:00' })

  const alone = file(aLog({ plan }), { nextOn: '2026-12-08' }).events
  const both = file(aLog({ plan, dates: [noted] }), { nextOn: '2026-12-08' }).events

  assert.deepEqual([alone.length, both.length], [1, 1])
  assert.equal(both[0]?.[`DTSTART${LONDON}`], '20261208T100000')
  assert.equal(file(aLog({ plan }), { nextOn: '2026-11-22' }).text, null)
})

test('a later file changes the events of an earlier one', () => {
  const first = file(aLog({ plan: THREE, dates: [aDate({})] }))

  const later = file(
    aLog({
      plan: tablets([
        [1, '08:00'],
        [2, '08:00']
      ]),
      dates: [aDate({ on: '2026-12-10' })]
    }),
    { before: first.files, today: '2026-11-30' }
  )

  const uids = (/** @type {any[]} */ events) => events.map(({ UID }) => UID)
  assert.deepEqual(uids(later.events), uids(first.events))
  assert.deepEqual(
    [...first.events, ...later.events].map(({ SEQUENCE }) => SEQUENCE),
    ['0', '0', '1', '1']
  )
  assert.ok(later.events[0]?.['DTSTAMP'] > first.events[0]?.['DTSTAMP'])
})

test('what was taken out is sent as cancelled, with neither rule nor notice', () => {
  const first = file(aLog({ plan: THREE, dates: [aDate({ note: 'x' })] }), {
    title: 'Old title'
  })

  const later = file(aLog({ plan: tablets([[1, '20:00']]) }), {
    before: first.files,
    today: '2026-11-30'
  })

  const gone = later.events.filter(({ STATUS }) => STATUS === 'CANCELLED')
  assert.deepEqual(
    gone.map(({ UID }) => UID),
    first.events.map(({ UID }) => UID)
  )
  assert.deepEqual(
    gone.map((event) => [event['RRULE'], event['TRIGGER'], event['SEQUENCE']]),
    [
      [undefined, undefined, '1'],
      [undefined, undefined, '1']
    ]
  )
  assert.equal(gone[0]?.[`DTSTART${LONDON}`], '20261123T080000')
  assert.doesNotMatch(later.text ?? '', /Old title/)
})

test('a plan that is over leaves a file that only takes back', () => {
  const first = file(aLog({ plan: THREE }))

  const last = file(aLog({}), { before: first.files })

  assert.deepEqual(
    last.events.map(({ STATUS }) => STATUS),
    ['CANCELLED']
  )
})

test('a time that comes back is the event it was', () => {
  const first = file(aLog({ plan: THREE }))
  const without = file(aLog({}), { before: first.files })

  const again = file(aLog({ plan: THREE }), { before: without.files })

  assert.equal(again.events.length, 1)
  assert.equal(again.events[0]?.['UID'], first.events[0]?.['UID'])
  assert.equal(again.events[0]?.['STATUS'], 'CONFIRMED')
  assert.equal(again.events[0]?.['SEQUENCE'], '2')
})

test('a day that is over is not taken out of anybody’s calendar', () => {
  const first = file(aLog({ plan: THREE, dates: [aDate({})] }))

  const later = file(aLog({ plan: THREE }), {
    before: first.files,
    today: '2026-12-04'
  })

  assert.equal(later.events.length, 1)
})

test('what is remembered stays small, however often the plan changes', () => {
  let before = NO_FILES
  for (let minute = 0; minute < 200; minute += 1) {
    const time = `0${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
    before = file(aLog({ plan: tablets([[1, time]]) }), { before }).files
  }

  assert.ok(before.sent.length <= 61, String(before.sent.length))
})

test('no title breaks a line of the file or writes one of its own', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: 'grapheme', maxLength: 120 }),
    fc.constantFrom('a\r\nBEGIN:VALARM', 'x\u2028UID:1', 'a,b;c\\n\\', '🧑‍🧑‍🧒‍🧒'.repeat(20))
  )
  fc.assert(
    fc.property(hostile, (title) => {
      const { text } = file(aLog({ plan: THREE, dates: [aDate({ note: title })] }), {
        asked: ALL,
        title
      })

      const lines = (text ?? '').split('\r\n')
      const encoder = new TextEncoder()
      for (const line of lines) {
        assert.ok(encoder.encode(line).length <= 75, line)
        assert.equal(/\p{Surrogate}|(?!\t)\p{Cc}/u.exec(line), null)
      }
      assert.equal(lines.filter((line) => line === 'BEGIN:VALARM').length, 3)
      assert.equal(lines.filter((line) => line.startsWith('UID:')).length, 3)
    }),
    { numRuns: 100 }
  )
})
