import assert from 'node:assert/strict'
import { test } from 'node:test'
import zlib from 'node:zlib'

import fc from 'fast-check'

import { crc32 } from '../../../static/js/card/crc32.js'

const VECTORS = [
  ['', '00000000'],
  ['a', 'e8b7be43'],
  ['abc', '352441c2'],
  ['123456789', 'cbf43926'],
  ['The quick brown fox jumps over the lazy dog', '414fa339']
]

for (const [text, expected] of VECTORS) {
  test(`the checksum of "${text}" is ${expected}`, () => {
    assert.equal(crc32(text), expected)
  })
}

test('the checksum is over UTF-8 bytes', () => {
  assert.equal(crc32('é'), crc32('\u00e9'))
  assert.notEqual(crc32('é'), crc32('e'))
})

test('one changed character changes the checksum', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, at) => {
      const index = at % text.length
      const other = text[index] === 'x' ? 'y' : 'x'
      const changed = text.slice(0, index) + other + text.slice(index + 1)
      assert.notEqual(crc32(changed), crc32(text))
    })
  )
})

test('it agrees with zlib, where this Node has it', { skip: !zlib.crc32 }, () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      assert.equal(crc32(text), zlib.crc32(text).toString(16).padStart(8, '0'))
    })
  )
})
