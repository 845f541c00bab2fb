import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { blankCard } from '../../../static/js/card/card-model.js'
import {
  generationOf,
  isFromNewerRelease,
  makeRecord,
  newest,
  readRecord
} from '../../../static/js/card/card-record.js'
import { inFixedOrder } from '../../../static/js/card/sealed.js'
import { crc32 } from '../../../static/js/card/crc32.js'

const SAVED_AT = '2026-11-22T08:00:00.000Z'
const CARD = { ...blankCard(), name: 'Sam Example' }
const RECORD = makeRecord(CARD, 7, SAVED_AT)

test('a record reads back as it was made', () => {
  assert.deepEqual(readRecord(JSON.parse(JSON.stringify(RECORD))), RECORD)
  assert.deepEqual(readRecord(structuredClone(RECORD)), RECORD)
})

test('a tombstone reads back as a tombstone', () => {
  assert.equal(readRecord(makeRecord(null, 8, SAVED_AT))?.card, null)
})

test('the order of keys does not matter', () => {
  const { checksum, ...content } = RECORD
  const turned = Object.fromEntries(Object.entries(content).reverse())

  assert.deepEqual(readRecord({ checksum, ...turned }), RECORD)
  assert.equal(inFixedOrder({ a: 1, b: [2] }), inFixedOrder({ b: [2], a: 1 }))
})

test('any one changed character is noticed', () => {
  const text = JSON.stringify(RECORD)
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 1 }), (at, other) => {
      fc.pre(text[at] !== other)
      const damaged = text.slice(0, at) + other + text.slice(at + 1)
      try {
        const raw = JSON.parse(damaged)
        assert.equal(readRecord(raw), null)
        assert.equal(isFromNewerRelease(raw), false)
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error
      }
    }),
    { numRuns: 3000 }
  )
})

test('anything else is no record, and does not throw', () => {
  let deep = []
  for (let depth = 0; depth < 50_000; depth += 1) deep = [deep]
  for (const raw of [null, undefined, 1, 'x', [], {}, { ...RECORD, card: deep }]) {
    assert.equal(readRecord(raw), null)
  }
  fc.assert(
    fc.property(fc.anything(), (raw) => {
      assert.equal(readRecord(raw), null)
      assert.equal(generationOf(raw), 0)
    })
  )
})

test('a whole record of a later schema is told from a damaged one', () => {
  const newer = sealed({ ...RECORD, schema: 3, card: { medicines: [] }, also: 'new' })

  assert.equal(readRecord(newer), null)
  assert.equal(isFromNewerRelease(newer), true)
  assert.equal(generationOf(newer), 7)
  assert.equal(isFromNewerRelease({ ...newer, also: 'changed' }), false)
  assert.equal(isFromNewerRelease(RECORD), false)
})

test('a record of the first schema is read, and the amount is not said in it', () => {
  // As release 0.1.0 wrote it; never to be changed.
  const text =
    '{"schema":1,"generation":7,"savedAt":"2026-11-22T08:00:00.000Z","card":{"name":"Sam Example","bornOn":"","form":"tablet","strength":"50 mg","lastDoseOn":"","lastDoseTime":"","lastDoseAt":"","prescriber":"","prescriberPhone":"","contacts":[],"allergies":"","otherMedicines":"","liver":false,"kidney":false,"conditions":"","language":"","note":"","reason":"","showReason":false},"checksum":"4d5444bf"}'
  const raw = JSON.parse(text)

  const record = readRecord(raw)

  assert.deepEqual(record?.card, {
    ...blankCard(),
    name: 'Sam Example',
    form: 'tablet',
    strength: '50 mg'
  })
  assert.equal(record?.schema, 1)
  assert.equal(isFromNewerRelease(raw), false)
})

test('a card is kept under the second schema only if it says the amount', () => {
  const said = { ...CARD, form: 'tablet', tabletAmount: '100' }

  assert.equal(makeRecord(said, 7, SAVED_AT).schema, 2)
  assert.equal(makeRecord({ ...said, tabletAmount: '' }, 7, SAVED_AT).schema, 1)
  assert.equal(makeRecord(null, 7, SAVED_AT).schema, 1)
})

test('a generation that is no whole number above 0 is no record', () => {
  for (const generation of [0, -1, 1.5, 2 ** 53, '7', null]) {
    assert.equal(readRecord(sealed({ ...RECORD, generation })), null)
  }
})

test('the newest is of the highest generation, and of two alike the first', () => {
  const older = makeRecord(CARD, 6, SAVED_AT)
  const twin = makeRecord(null, 7, SAVED_AT)

  assert.equal(newest([null, older, RECORD, twin]), RECORD)
  assert.equal(newest([null]), null)
})

function sealed({ checksum: _, ...content }) {
  return { ...content, checksum: crc32(inFixedOrder(content)) }
}
