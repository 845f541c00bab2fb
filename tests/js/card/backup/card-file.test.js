/** A file brings back what went into it, whichever release wrote it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  MAX_FILE_BYTES,
  MAX_PRIVATE_BYTES,
  makeCardFile,
  readCardFile
} from '../../../../static/js/card/backup/card-file.js'
import { textOfFile } from '../../../../static/js/card/backup/file-text.js'
import { cleanLog } from '../../../../static/js/log/log-model.js'
import { cleanCard } from '../../../../static/js/card/card-model.js'
import { anyFilledForm } from '../support/any-card.js'
import {
  HELD,
  NOW,
  RUNS,
  SAM,
  SAVED_AT,
  SEED,
  anyHeld,
  file,
  privateWith
} from '../support/card-files.js'

test(`${RUNS} cards come back from a file as they went in`, () => {
  fc.assert(
    fc.property(anyHeld, fc.constantFrom(undefined, 1), (held, indent) => {
      const text = JSON.stringify(makeCardFile(held, NOW), null, indent)

      assert.deepEqual(readCardFile(text), { ok: true, ...held })
    }),
    { seed: SEED, numRuns: RUNS }
  )
})

test('a file of the first release is read by this one', () => {
  // As release 0.1.0 writes it; never to be changed.
  const text =
    '{"kind":"carrycard","version":1,"schema":2,"savedAt":"2026-11-22T08:00:00.000Z","exportedAt":"2026-11-22T09:00:00.000Z","card":{"name":"Sam Example","bornOn":"","form":"tablet","tabletAmount":"100","strength":"","lastDoseOn":"2026-11-21","lastDoseTime":"08:00","lastDoseAt":"2026-11-21T08:00:00.000Z","prescriber":"","prescriberPhone":"","contacts":[{"name":"Mum","phone":"07700 900123"}],"allergies":"","otherMedicines":"","liver":false,"kidney":false,"conditions":"","language":"","note":"","reason":"","showReason":false},"private":null,"checksum":"91b3678f"}'

  const reading = readCardFile(text)

  assert.equal(reading.ok, true)
  assert.equal(reading.savedAt, '2026-11-22T08:00:00.000Z')
  assert.deepEqual(reading.card, {
    ...cleanCard(null),
    name: 'Sam Example',
    form: 'tablet',
    tabletAmount: '100',
    lastDoseOn: '2026-11-21',
    lastDoseTime: '08:00',
    lastDoseAt: '2026-11-21T08:00:00.000Z',
    contacts: [{ name: 'Mum', phone: '07700 900123' }]
  })
})

test('a file has the second schema only if its card says the amount', () => {
  const said = cleanCard({ form: 'tablet', tabletAmount: '100' })

  assert.equal(makeCardFile({ ...HELD, card: said }, NOW).schema, 2)
  assert.equal(makeCardFile(HELD, NOW).schema, 1)
})

test('what a form hands over comes back from a file as a clean card', () => {
  fc.assert(
    fc.property(anyFilledForm, (form) => {
      const file = makeCardFile({ ...HELD, card: form }, NOW)

      assert.deepEqual(readCardFile(JSON.stringify(file)).card, cleanCard(form))
    }),
    { seed: SEED }
  )
})

test('a file without a log is written as the first release reads it', () => {
  assert.equal(makeCardFile(HELD, NOW).version, 1)
  assert.ok(!('log' in makeCardFile(HELD, NOW)))
})

test('a file with a log, as this release writes it, is read by all to come', () => {
  // Never to be changed.
  const text =
    '{"kind":"carrycard","version":2,"schema":1,"savedAt":"2026-11-22T08:00:00.000Z","exportedAt":"2026-11-22T09:00:00.000Z","card":{"name":"Sam Example","bornOn":"","form":"","tabletAmount":"","strength":"","lastDoseOn":"2026-11-21","lastDoseTime":"08:00","lastDoseAt":"2026-11-21T08:00:00.000Z","prescriber":"","prescriberPhone":"","contacts":[],"allergies":"","otherMedicines":"","liver":false,"kidney":false,"conditions":"","language":"","note":"","reason":"","showReason":false},"private":null,"log":{"schema":1,"book":{"entries":[{"id":"0123456789abcdef","form":"tablet","what":"taken","on":"2026-11-21","time":"08:00","at":"2026-11-21T08:00:00.000Z","strength":"50 mg","note":"Two\\nlines","supervisedBy":"Mum","slot":"2026-11-21T08:00","recordedAt":"2026-11-21T08:01:02.003Z"}],"plan":{"form":"tablet","times":[{"day":1,"time":"08:00","strength":"100 mg"}],"everyDays":0,"since":"2026-11-01"},"dates":[{"id":"fedcba9876543210","kind":"blood-test","on":"2026-12-01","time":"09:30","where":"Surgery","note":"","isDone":false}],"title":"Vitamins"},"savedAt":"2026-11-22T08:00:00.000Z"},"checksum":"bb1cf043"}'

  const { log, card } = readCardFile(text)

  assert.equal(card.name, 'Sam Example')
  assert.equal(log.savedAt, '2026-11-22T08:00:00.000Z')
  assert.deepEqual(log.book.plan.times, [{ day: 1, time: '08:00', strength: '100 mg' }])
  assert.deepEqual(
    log.book.entries.map(({ on, time, what }) => [on, time, what]),
    [['2026-11-21', '08:00', 'taken']]
  )
  assert.equal(log.book.dates[0].kind, 'blood-test')
})

test('a log of 20,000 entries fits into a file, locked as well', async () => {
  const entries = Array.from({ length: 20_000 }, (_, at) => ({
    what: 'taken',
    on: new Date(at * 43_200_000).toISOString().slice(0, 10),
    time: at % 2 ? '20:00' : '08:00',
    note: 'With breakfast, at the pharmacy'
  }))
  const log = { book: cleanLog({ entries }), savedAt: SAVED_AT }

  const text = JSON.stringify(makeCardFile({ ...HELD, log }, NOW), null, 1)

  const asLocked = (text.length * 4) / 3 + 1000
  assert.ok(asLocked < MAX_FILE_BYTES, `${asLocked} bytes`)
  assert.equal(readCardFile(text).log.book.entries.length, 20_000)
})

test('the largest private part fits into a file', () => {
  const small = JSON.stringify(privateWith('AAAA')).length
  const privatePart = privateWith('AAAA'.repeat((MAX_PRIVATE_BYTES - small) >> 2))
  const note = '𠜎"'.repeat(170)
  const card = cleanCard({ ...SAM, note, otherMedicines: note })

  const text = JSON.stringify(
    makeCardFile({ ...HELD, card, privatePart }, NOW),
    null,
    1
  )

  assert.deepEqual(readCardFile(text).privatePart, privatePart)
})

test('a byte order mark, as Windows puts it, does no harm', async () => {
  const marked = new Blob(['\ufeff', file({})])

  const { text } = await textOfFile(marked)

  assert.equal(readCardFile(text).ok, true)
})
