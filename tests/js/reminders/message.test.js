/** What a push says is read without trust, and something is shown for all of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  TITLE,
  WORDS,
  placeOf,
  readMessage,
  shapeOf
} from '../../../static/js/reminders/message.js'
import { BLANK } from '../../../static/js/reminders/record.js'

const ORIGIN = 'https://app.example'
const SLOT = '2026-11-22T08:00'
const REMINDER = { kind: 'reminder', slot: SLOT, id: SLOT }

/** @param {unknown} content */
const sent = (content) => readMessage({ data: { text: () => JSON.stringify(content) } })

test('a reminder says its slot', () => {
  assert.deepEqual(sent({ kind: 'reminder', slot: SLOT, web_push: 8030 }), REMINDER)
})

test('what is sent once more has an id of its own', () => {
  const message = sent({ kind: 'later', slot: SLOT, id: `${SLOT}+1` })

  assert.deepEqual(message, { kind: 'later', slot: SLOT, id: `${SLOT}+1` })
})

test('a browser that has read the message itself hands over tag and data', () => {
  const notification = { tag: SLOT, data: { kind: 'later', id: 'x' } }

  const message = readMessage({ data: null, notification })

  assert.deepEqual(message, { kind: 'later', slot: SLOT, id: 'x' })
  assert.deepEqual(readMessage({ notification: { tag: SLOT, data: null } }), REMINDER)
})

test('whatever comes, one neutral notification is made of it', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      '{"__proto__":{"kind":"reminder","slot":"2026-11-22T08:00"}}',
      '{"kind":{"toString":"x"},"slot":["2026-11-22T08:00"]}',
      '{"kind":"constructor","slot":"2026-11-22T08:00","id":{}}',
      `${'['.repeat(100_000)}`,
      '{"kind":"reminder","slot":"2026-11-22T08:00\\u202e"}'
    )
  )
  fc.assert(
    fc.property(anything, (text) => {
      const message = readMessage({ data: { text: () => text } })
      const { title, options } = shapeOf(message, 'first', BLANK, ORIGIN)

      assert.equal(title, TITLE)
      assert.ok(Object.values(WORDS).includes(String(options.body)))
      assert.ok(options.tag.length > 0 && options.tag.length <= 16)
      assert.equal(Object.getPrototypeOf(message), Object.prototype)
    }),
    { numRuns: 2000 }
  )
})

test('data that cannot be read shows the neutral words', () => {
  const broken = {
    data: {
      text() {
        throw new TypeError('not text')
      }
    }
  }

  const { options } = shapeOf(readMessage(broken), 'first', BLANK, ORIGIN)

  assert.equal(options.body, 'Time to open the app')
  assert.deepEqual(options.actions, [])
})

test('no word of a message is shown', () => {
  const message = sent({
    ...REMINDER,
    notification: { title: 'Take your tablet', body: 'now' },
    body: 'Take your tablet'
  })

  const shape = shapeOf(message, 'first', BLANK, ORIGIN)

  assert.doesNotMatch(JSON.stringify(shape), /tablet/)
})

test('the words are those chosen on this phone, in its language', () => {
  const words = { taken: 'Wedi gwneud', later: 'Wedyn', test: 'Prawf' }
  const kept = { ...BLANK, text: 'Bore da', lang: 'cy', words }

  const { options } = shapeOf(REMINDER, 'first', kept, ORIGIN)
  const test = shapeOf({ kind: 'test', slot: '', id: '' }, 'first', kept, ORIGIN)

  assert.equal(options.body, 'Bore da')
  assert.equal(options.lang, 'cy')
  assert.deepEqual(options.actions, [
    { action: 'taken', title: 'Wedi gwneud' },
    { action: 'later', title: 'Wedyn' }
  ])
  assert.equal(options.navigate, `${ORIGIN}/cy/log/`)
  assert.equal(test.options.body, 'Prawf')
})

test('only what has a planned time can be answered from the notification', () => {
  for (const kind of ['safety', 'test', '']) {
    const message = { kind, slot: SLOT, id: SLOT }
    const { options } = shapeOf(message, 'first', BLANK, ORIGIN)
    assert.deepEqual(options.actions, [], kind)
  }
  const noSlot = { kind: 'reminder', slot: '', id: '' }
  assert.deepEqual(shapeOf(noSlot, 'first', BLANK, ORIGIN).options.actions, [])
})

test('one that comes twice is silent; one that is done says so and asks nothing', () => {
  const again = shapeOf(REMINDER, 'again', BLANK, ORIGIN).options
  const done = shapeOf(REMINDER, 'done', BLANK, ORIGIN).options

  assert.deepEqual([again.tag, again.silent, again.renotify], [SLOT, true, false])
  assert.equal(again.body, 'Time to open the app')
  assert.deepEqual([done.tag, done.silent, done.actions], [SLOT, true, []])
  assert.equal(done.body, 'This is done already')
})

test('a correction leads to what changed, all else to the log', () => {
  assert.equal(placeOf({ kind: 'safety', slot: '', id: '' }, 'en'), '/facts/changes')
  assert.equal(placeOf({ kind: 'safety', slot: '', id: '' }, 'cy'), '/cy/facts/changes')
  assert.equal(placeOf({ kind: '', slot: '', id: '' }, 'en'), '/log/')
})

test('no word of the app in a notification tells what it is about', async () => {
  const { isTelling } = await import('../../../static/js/reminders/telling.js')

  assert.deepEqual(Object.values(WORDS).filter(isTelling), [])
  for (const telling of ['My Tablet', 'Take it: DOSE', 'clinic at 9', 'ｄｒｕｇ']) {
    assert.ok(isTelling(telling), telling)
  }
  assert.ok(!isTelling('Water the plants'))
})
