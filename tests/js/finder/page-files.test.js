/** What leaves the page: a calendar file, shared text, and the map's drawing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { listingText } from '../../../static/js/finder/listing-text.js'
import { HALF, mapLayout } from '../../../static/js/finder/map-layout.js'
import { meetingFile } from '../../../static/js/finder/meeting-file.js'
import { aListing } from './support/page.js'

const SUNDAY = new Date(2026, 10, 22, 12)
const told = { title: 'Appointment', now: SUNDAY, newId: () => 'x' }
/** @param {object} given */
const file = (given) =>
  meetingFile(
    aListing({ name: 'A telling name', lines: ['1 Example Road'], ...given }),
    told
  ) ?? ''

test('a weekly meeting stands in the calendar under a title that tells nothing', () => {
  const text = file({
    hours: [{ weekday: 4, opens: 1170, closes: 1260 }],
    town: 'Leeds'
  })

  assert.match(text, /SUMMARY:Appointment\r\n/)
  assert.doesNotMatch(text, /telling/)
  assert.match(text, /DTSTART:20261126T193000\r\nDTEND:20261126T210000\r\n/)
  assert.match(text, /RRULE:FREQ=WEEKLY;BYDAY=TH\r\n/)
  assert.match(text, /LOCATION:1 Example Road\\, Leeds\r\n/)
})

for (const [what, row, start, rule] of /** @type {const} */ ([
  [
    'the last Friday of a month',
    { weekday: 5, opens: 600, closes: 660, weeks: [-1] },
    '20261127T100000',
    'FREQ=MONTHLY;BYDAY=-1FR'
  ],
  [
    'every other week, counted from a day',
    { weekday: 1, opens: 600, closes: 660, everyWeeks: 2, anchor: '2026-11-16' },
    '20261130T100000',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO'
  ],
  [
    'past midnight',
    { weekday: 7, opens: 1380, closes: 1500, validTo: '2026-12-31' },
    '20261122T230000',
    'FREQ=WEEKLY;BYDAY=SU;UNTIL=20261231T235959'
  ]
])) {
  test(`a meeting on ${what} begins on the right day`, () => {
    const text = file({ hours: [row] })

    assert.match(text, new RegExp(`DTSTART:${start}`))
    assert.ok(text.includes(`RRULE:${rule}\r\n`), text)
  })
}

for (const [what, row] of /** @type {const} */ ([
  ['is over', { weekday: 4, validTo: '2026-11-21' }],
  ['is over before its day comes', { weekday: 4, validTo: '2026-11-25' }],
  [
    'ends before its week of the month',
    { weekday: 5, weeks: [-1], validTo: '2026-11-26' }
  ],
  ['is in weeks nobody has named', { weekday: 4, everyWeeks: 2 }],
  ['begins in years', { weekday: 4, validFrom: '2030-01-01' }]
])) {
  test(`a meeting that ${what} stands in no calendar`, () => {
    const gone = { opens: 600, closes: 660, ...row }
    const kept = { weekday: 7, opens: 900, closes: 960 }

    assert.equal(meetingFile(aListing({ hours: [gone] }), told), null)
    assert.equal(file({ hours: [gone, kept] }).match(/BEGIN:VEVENT/g)?.length, 1)
  })
}

test('a withheld address is in no file and no message', () => {
  const listing = aListing({
    isWithheld: true,
    lines: ['1 Example Road'],
    hours: [{ weekday: 1, opens: 1, closes: 2 }]
  })

  const text = listingText(listing, { checked: 'Checked.', notConfirmed: 'not sure' })

  assert.doesNotMatch(`${meetingFile(listing, told)} ${text}`, /Example Road/)
})

test('a shared number that nobody confirmed says so', () => {
  const listing = aListing({
    phones: [
      {
        number: '0113 496 0000',
        kind: 'voice',
        label: 'Desk',
        note: '',
        isConfirmed: false
      }
    ]
  })

  const text = listingText(listing, { checked: 'Checked.', notConfirmed: 'ring first' })

  assert.equal(text, 'Example House\nDesk: 0113 496 0000 (ring first)\nChecked.')
})

const point = fc.record({
  latitude: fc.double({ min: 53, max: 54, noNaN: true }),
  longitude: fc.double({ min: -2, max: -1, noNaN: true })
})

const NOTHING = { towns: [], coasts: { rings: [] } }

test('every place is on the map, inside its edge, under its number of the list', () => {
  fc.assert(
    fc.property(fc.array(fc.option(point), { maxLength: 20 }), (places) => {
      const middle = { latitude: 53.5, longitude: -1.5, radiusKm: 1 }

      const { marks } = mapLayout(middle, places, NOTHING)

      const numbers = marks.flatMap((mark) => mark.numbers).sort((a, b) => a - b)
      const expected = places.flatMap((place, at) => (place ? [at + 1] : []))
      assert.deepEqual(numbers, expected)
      for (const { x, y } of marks) assert.ok(Math.hypot(x, y) < HALF)
    }),
    { numRuns: 100 }
  )
})

test('a place to the north stands higher, and one to the east further right', () => {
  const middle = { latitude: 53.5, longitude: -1.5, radiusKm: 0 }

  const { marks } = mapLayout(
    middle,
    [
      { latitude: 53.6, longitude: -1.5 },
      { latitude: 53.5, longitude: -1.4 }
    ],
    NOTHING
  )

  assert.ok(marks[0] && marks[1])
  assert.ok(marks[0].y < 0 && Math.abs(marks[0].x) < 1)
  assert.ok(marks[1].x > 0 && Math.abs(marks[1].y) < 1)
})
