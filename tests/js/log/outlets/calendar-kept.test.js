/** What the last calendar file held is kept, and nobody's else is written over. */
import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { sealed } from '../../../../static/js/shared/kept-record.js'
import { changeKept, readKept } from '../../../../static/js/shared/kept-store.js'
import { NO_FILES } from '../../../../static/js/log/outlets/calendar-file.js'
import {
  CALENDAR,
  CalendarNewerError,
  lastTime,
  nextFile
} from '../../../../static/js/log/outlets/calendar-kept.js'
import { eventWords } from '../../../../static/js/log/outlets/event-words.js'

const CHOICE = {
  minutesBefore: 30,
  withStrength: false,
  withPlace: true,
  withNote: false
}
const SENT = {
  key: 'plan 08:00',
  uid: '0'.repeat(16),
  start: 'DTSTART;TZID=Europe/London:20261123T080000',
  lastOn: ''
}
const put = (/** @type {unknown} */ record) =>
  changeKept(CALENDAR, () => ({ record, answer: null }))
const made = (/** @type {string | null} */ text) => ({
  text,
  files: { count: 1, sent: [SENT] }
})

beforeEach(() => put(null))

test('the next file is told of the one before, and what was chosen', async () => {
  await nextFile(CHOICE, (before) => {
    assert.deepEqual(before, NO_FILES)
    return made('a file')
  })

  assert.deepEqual(await lastTime().then(({ choice, files }) => ({ choice, files })), {
    choice: CHOICE,
    files: { count: 1, sent: [SENT] }
  })
})

test('where no file is made, nothing is kept', async () => {
  await nextFile(CHOICE, () => made(null))

  assert.equal(await readKept(CALENDAR), undefined)
})

test('what a later release keeps is left as it is', async () => {
  const later = sealed(2, { anything: true })
  await put(later)

  await assert.rejects(() => nextFile(CHOICE, () => made('x')), CalendarNewerError)

  assert.deepEqual(await readKept(CALENDAR), later)
})

for (const [what, record] of /** @type {const} */ ([
  ['damaged', { ...sealed(1, { files: made('').files }), schema: 0 }],
  ['no record', 'text'],
  ['of another shape', sealed(1, { files: { count: 'many', sent: {} }, choice: 7 })],
  [
    'with lines of its own',
    sealed(1, { files: { count: 0, sent: [{ ...SENT, start: 'DTSTART:1\r\nX:y' }] } })
  ]
])) {
  test(`what is kept and is ${what} begins anew`, async () => {
    await put(record)

    const { choice, files } = await lastTime()

    assert.equal(choice.minutesBefore, 0)
    assert.deepEqual(files, NO_FILES)
  })
}

test('an event is said in words', () => {
  const said = { everyDay: 'Every day', each: 'Every {days}', at: '{day} at {time}' }
  const inWords = eventWords('en', (name) => Object(said)[name])
  const event = { ...{ key: '', uid: '', place: '', note: '' }, on: '2026-12-03' }

  assert.deepEqual(
    [
      { time: '08:00', days: [1, 2, 3, 4, 5, 6, 7] },
      { time: '08:00', days: [1, 3, 5] },
      { time: '14:30', days: [] },
      { time: '', days: [] }
    ].map((each) => inWords({ ...event, ...each })),
    [
      'Every day at 08:00',
      'Every Monday, Wednesday and Friday at 08:00',
      'Thursday 3 December 2026 at 14:30',
      'Thursday 3 December 2026'
    ]
  )
})
