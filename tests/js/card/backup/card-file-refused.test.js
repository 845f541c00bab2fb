/** What is spoilt, forged or no file of ours is refused, and no other card gets in. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  MAX_CARD_BYTES,
  MAX_FILE_BYTES,
  MAX_PRIVATE_BYTES,
  makeCardFile,
  readCardFile
} from '../../../../static/js/card/backup/card-file.js'
import { withChecksum } from '../../../../static/js/card/sealed.js'
import { textOfFile } from '../../../../static/js/card/backup/file-text.js'
import { cleanLog } from '../../../../static/js/log/log-model.js'
import { cleanCard } from '../../../../static/js/card/card-model.js'
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

/** Ways to spoil the text of a file, as accidents and people do. */
const anySpoiling = fc.oneof(
  fc.tuple(fc.nat(), fc.nat(6)).map(([at, bit]) => (text) => {
    const place = at % text.length
    const changed = String.fromCharCode(text.charCodeAt(place) ^ (1 << bit))
    return text.slice(0, place) + changed + text.slice(place + 1)
  }),
  fc.nat().map((at) => (text) => text.slice(0, at % text.length)),
  fc.nat().map((at) => (text) => text.slice(at % text.length)),
  fc.tuple(fc.nat(), fc.string()).map(([at, more]) => (text) => {
    const place = at % text.length
    return text.slice(0, place) + more + text.slice(place)
  }),
  fc.tuple(fc.nat(), fc.nat(40)).map(([at, count]) => (text) => {
    const place = at % text.length
    return text.slice(0, place) + text.slice(place + count)
  }),
  fc
    .tuple(
      fc.constantFrom('__proto__', 'constructor', 'prototype', 'toJSON', 'extra', '0'),
      fc.json({ maxDepth: 2 }),
      fc.boolean()
    )
    .map(([key, value, isInCard]) => (text) => {
      const injected = `"${key}":${value},`
      return isInCard
        ? text.replace('"card":{', () => `"card":{${injected}`)
        : `{${injected}${text.slice(1)}`
    }),
  fc
    .tuple(
      fc.nat(),
      fc.oneof(fc.anything(), fc.constantFrom(1e308, -0, '9'.repeat(400), [[]], {}))
    )
    .map(([at, value]) => (text) => {
      const content = JSON.parse(text)
      const holder = at % 2 ? content : content.card
      const keys = Object.keys(holder)
      holder[keys[at % keys.length]] = value
      return asJson(content)
    }),
  fc.nat().map((at) => (text) => {
    const content = JSON.parse(text)
    const keys = Object.keys(content.card)
    delete content.card[keys[at % keys.length]]
    return JSON.stringify(content)
  }),
  fc.integer({ min: 8, max: 2000 }).map((depth) => (text) => {
    const nested = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    return text.replace('"private":', () => `"private":${nested},"x":`)
  }),
  fc.constantFrom(1e999, 2 ** 53, -1, 1.5).map((number) => (text) => {
    return text.replace(/"(version|schema)":\d/, (_, key) => `"${key}":${number}`)
  })
)

const logged = (changes) =>
  file({ version: 2, log: { schema: 1, savedAt: SAVED_AT, book: {}, ...changes } })

test(`of ${RUNS} spoilt files none throws and none brings another card`, (t) => {
  const ends = {}
  fc.assert(
    fc.property(anyHeld, anySpoiling, (held, spoil) => {
      const text = JSON.stringify(makeCardFile(held, NOW))

      const reading = readCardFile(spoil(text))

      const end = reading.ok ? 'the same card' : reading.fault
      ends[end] = (ends[end] ?? 0) + 1
      if (reading.ok) assert.deepEqual(reading, { ok: true, ...held })
    }),
    { seed: SEED, numRuns: RUNS }
  )
  t.diagnostic(JSON.stringify(ends))
  assert.ok(ends.damaged > RUNS / 3, 'the files were hardly spoilt')
})

test('a forged file with a right checksum brings nothing but a clean card', () => {
  fc.assert(
    fc.property(fc.object({ maxDepth: 3 }), fc.anything(), (card, extra) => {
      const forged = withChecksum({
        ...makeCardFile(HELD, NOW),
        checksum: undefined,
        card: JSON.parse(JSON.stringify({ ...SAM, ...card })),
        extra: JSON.parse(JSON.stringify(extra) ?? 'null')
      })
      const reading = readCardFile(JSON.stringify(forged))

      if (reading.ok) assert.deepEqual(reading.card, cleanCard(reading.card))
    }),
    { seed: SEED }
  )
})

test('nothing at all makes it throw', () => {
  const odd = ['', ' ', 'null', '[]', '0', '"', '{}', '\u0000', '{"kind":"carrycard"}']
  const deep = `${'['.repeat(40_000)}${']'.repeat(40_000)}`
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.json(), fc.constantFrom(...odd, deep)),
      (text) => {
        assert.equal(readCardFile(text).ok, false)
      }
    ),
    { seed: SEED, numRuns: 2000 }
  )
})

test('a log in a forged file brings nothing but a clean log', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (book) => {
      const reading = readCardFile(logged({ book }))

      if (reading.ok) assert.deepEqual(reading.log.book, cleanLog(reading.log.book))
    }),
    { seed: SEED, numRuns: 300 }
  )
})

for (const [what, text, fault] of [
  ['another program’s file', '{"kind":"contacts","version":1}', 'notOurs'],
  ['a page', '<!doctype html><title>Hello</title>', 'notOurs'],
  ['half a file', JSON.stringify(makeCardFile(HELD, NOW)).slice(0, 200), 'damaged'],
  ['a file of a later form', file({ version: 3 }), 'newer'],
  ['a log of a later release', logged({ schema: 2 }), 'newer'],
  ['a log of no release', logged({ schema: 'x' }), 'damaged'],
  ['a log that says not when it was saved', logged({ savedAt: 'today' }), 'damaged'],
  ['a list for a log', file({ version: 2, log: [] }), 'damaged'],
  ['a second form without its log', file({ version: 2 }), 'damaged'],
  [
    'a file without a log that is padded',
    file({}) + ' '.repeat(MAX_CARD_BYTES),
    'tooBig'
  ],
  ['a card that is too big', file({ note: 'x'.repeat(MAX_CARD_BYTES) }), 'tooBig'],
  ['a card of a later release', file({ schema: 3 }), 'newer'],
  ['a card of no release', file({ schema: 0 }), 'damaged'],
  [
    'a file saved on 30 February',
    file({ savedAt: '2026-02-30T00:00:00.000Z' }),
    'damaged'
  ],
  ['a file with a list for a card', file({ card: [] }), 'damaged'],
  ['a file without a card', file({ card: null }), 'damaged'],
  ['a file with text for a private part', file({ private: 'x' }), 'damaged'],
  [
    'a private part with nothing locked in it',
    file({ private: { version: 1, keys: {}, iv: 'x', data: 'y' } }),
    'damaged'
  ],
  [
    'a private part that does not match its sum',
    file({ private: { ...privateWith('AAAA'), generation: 8 } }),
    'damaged'
  ],
  [
    'a private part of a later release',
    file({ private: resealed({ ...privateWith('AAAA'), version: 2 }) }),
    'newer'
  ],
  [
    'a private part that is too big',
    file({ private: privateWith('AAAA'.repeat(MAX_PRIVATE_BYTES >> 2)) }),
    'damaged'
  ],
  [
    'a file with a hidden key',
    file({}).replace('"card":{', '"card":{"__proto__":{"a":1},'),
    'damaged'
  ],
  ['a text that is too big', ' '.repeat(MAX_FILE_BYTES + 1), 'tooBig']
]) {
  test(`${what} is refused as ${fault}`, () => {
    assert.equal(readCardFile(text).fault, fault)
  })
}

test('a key that reaches behind an object is refused, whatever the checksum', () => {
  const text = file({ card: { ...SAM, inner: 1 } })
  assert.equal(readCardFile(text).ok, true)
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const forged = JSON.parse(text.replace('inner', key))
    const { checksum: _, ...content } = forged

    const reading = readCardFile(JSON.stringify(withChecksum(content)))

    assert.equal(reading.fault, 'damaged')
  }
  assert.equal({}.inner, undefined)
})

test('a file is asked for its size before it is read', async () => {
  const film = { size: MAX_FILE_BYTES + 1, arrayBuffer: () => assert.fail('was read') }

  assert.equal((await textOfFile(film)).fault, 'tooBig')
})

test('what is no text is no file of ours, and a cut letter a damaged one', async () => {
  const whole = new TextEncoder().encode(file({ note: 'é' }))
  const cut = new Blob([whole.slice(0, whole.indexOf(0xc3) + 1)])
  const picture = new Blob([Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe])])

  assert.equal((await textOfFile(picture)).fault, 'notOurs')
  assert.equal((await textOfFile(cut)).fault, 'damaged')
})

/** @param {unknown} value */
function asJson(value) {
  try {
    return JSON.stringify(value) ?? ''
  } catch {
    return '{"big":1n}'
  }
}

/** @param {object} content */
function resealed({ checksum: _, ...content }) {
  return withChecksum(content)
}
