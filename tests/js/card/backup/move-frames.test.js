import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { makeCardFile } from '../../../../static/js/card/backup/card-file.js'
import {
  FrameCollector,
  MAX_FRAMES,
  framesOf
} from '../../../../static/js/card/backup/move-frames.js'
import { fitsCode } from '../../../../static/js/card/outlets/qr-code.js'
import { anyCard } from '../support/any-card.js'

const SEED = Number(process.env.CARRYCARD_SEED ?? 20261122)
const NOW = new Date('2026-11-22T08:00:00.000Z')

const anyFileText = anyCard.map((card) =>
  JSON.stringify(
    makeCardFile({ card, savedAt: NOW.toISOString(), privatePart: null }, NOW)
  )
)

/** Any order, each at least once, some more often. */
const anyReading = anyFileText.chain((text) => {
  const frames = framesOf(text)
  const repeated = fc.array(fc.constantFrom(...frames), { maxLength: 12 })
  return repeated
    .chain((more) =>
      fc.shuffledSubarray([...frames, ...more], {
        minLength: frames.length + more.length
      })
    )
    .map((read) => ({ text, frames, read }))
})

test('codes read in any order and more than once make the text they were cut from', () => {
  fc.assert(
    fc.property(anyReading, ({ text, read }) => {
      const { texts } = collected(read)

      assert.equal(texts[0], text)
    }),
    { seed: SEED, numRuns: 1000 }
  )
})

test('with one code missing nothing is ever complete', () => {
  fc.assert(
    fc.property(anyReading, fc.nat(), ({ frames, read }, at) => {
      const missing = frames[at % frames.length]

      const { texts, last } = collected(read.filter((frame) => frame !== missing))

      assert.deepEqual(texts, [])
      assert.ok(!last || last.have < frames.length)
    }),
    { seed: SEED, numRuns: 1000 }
  )
})

test('codes of two texts mixed never make a third', () => {
  fc.assert(
    fc.property(
      fc.tuple(anyFileText, anyFileText).chain(([one, other]) => {
        const all = [...framesOf(one), ...framesOf(other), ...framesOf(one)]
        return fc
          .shuffledSubarray(all, { minLength: all.length })
          .map((read) => ({ one, other, read: [...read, ...framesOf(one)] }))
      }),
      ({ one, other, read }) => {
        const { texts } = collected(read)

        assert.ok(texts.every((text) => text === one || text === other))
        assert.ok(texts.includes(one))
      }
    ),
    { seed: SEED, numRuns: 500 }
  )
})

test('a code that was read wrong makes no text, and the right ones still do', () => {
  fc.assert(
    fc.property(anyFileText, fc.nat(), fc.nat(), (text, at, place) => {
      const frames = framesOf(text)
      const wrong = spoilt(frames[at % frames.length], place)

      const { texts } = collected([wrong, ...frames, ...frames])

      assert.ok(texts.length > 0)
      assert.ok(texts.every((each) => each === text))
    }),
    { seed: SEED, numRuns: 1000 }
  )
})

test('any other code is passed over', () => {
  const others = [
    '',
    'WIFI:S:home;;',
    'CC1.abcd.0.3.QUJD',
    'CC1.abcd.4.3.QUJD',
    'CC1.abcd.1.999.QUJD',
    'CC2.abcd.1.3.QUJD',
    'CC1.ABCD.1.3.QUJD',
    `CC1.abcd.1.3.${'A'.repeat(300)}`,
    'CC1.abcd.1.3.QUJD\nCC1'
  ]
  const collector = new FrameCollector()

  for (const read of others) assert.equal(collector.take(read).news, 'ignored')
})

test('another set of codes is said to be one, and counted anew', () => {
  const [one, other] = [framesOf('a'.repeat(500)), framesOf('b'.repeat(700))]
  const collector = new FrameCollector()
  collector.take(one[0])

  const { news, have, of } = collector.take(other[1])

  assert.deepEqual({ news, have, of }, { news: 'another', have: 1, of: other.length })
})

test('each frame fits a code that a small screen can show', () => {
  const frames = framesOf('𠜎"'.repeat(3000))

  assert.ok(frames.length > 50)
  assert.ok(frames.every((frame) => fitsCode(frame)))
})

test('what takes too many codes is refused, not cut', () => {
  assert.throws(() => framesOf('x'.repeat(MAX_FRAMES * 195 + 1)), RangeError)
})

function collected(read) {
  const collector = new FrameCollector()
  const told = read.map((frame) => collector.take(frame))
  const texts = told.filter(({ news }) => news === 'complete').map(({ text }) => text)
  return { texts, last: told.at(-1) }
}

function spoilt(frame, place) {
  const head = frame.lastIndexOf('.') + 1
  const at = head + (place % (frame.length - head))
  return frame.slice(0, at) + (frame[at] === 'A' ? 'B' : 'A') + frame.slice(at + 1)
}
