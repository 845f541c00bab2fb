import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'
import decode from 'qr/decode.js'

import {
  LARGEST_VERSION,
  QUIET_MODULES,
  fitsCode,
  qrCode
} from '../../../../static/js/card/outlets/qr-code.js'

const SCALE = 4

/** @param {import('../../../../static/js/card/outlets/qr-code.js').QrCode} code */
function picture(code) {
  const side = (code.size + 2 * QUIET_MODULES) * SCALE
  const data = new Uint8Array(side * side * 3)
  for (let at = 0; at < side * side; at += 1) {
    const x = Math.floor((at % side) / SCALE) - QUIET_MODULES
    const y = Math.floor(at / side / SCALE) - QUIET_MODULES
    data.fill(code.isDark(x, y) ? 0 : 255, at * 3, at * 3 + 3)
  }
  return { width: side, height: side, data }
}

test('a code reads back as the very text, in any script', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(text, (written) => {
      assert.equal(decode(picture(qrCode(written))), written)
    }),
    { numRuns: 60 }
  )
})

test('what fits is made in version 12 or less, what does not is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      if (fitsCode(text)) assert.ok(qrCode(text).version <= LARGEST_VERSION)
      else assert.throws(() => qrCode(text), RangeError)
    }),
    { numRuns: 200 }
  )
})

test('287 bytes fit version 12 at level M, and 288 do not', () => {
  // ISO/IEC 18004:2015, table 7
  assert.equal(qrCode('a'.repeat(287)).version, 12)
  assert.throws(() => qrCode('a'.repeat(288)), RangeError)
})

test('what is said to fit because it is short always makes a code', () => {
  const parts = ['7', 'A', 'a', '\n', 'é', 'ы', '汉', '😀', '2024 ', 'ABC:', 'ﷺ1']
  const anyMixture = fc.array(fc.constantFrom(...parts), {
    minLength: 286,
    maxLength: 286
  })
  fc.assert(
    fc.property(anyMixture, (mixture) => {
      const text = filledTo(286, mixture)
      assert.ok(fitsCode(text))
      assert.ok(qrCode(text).version <= LARGEST_VERSION)
    }),
    { numRuns: 60 }
  )
})

test('where mixing saves nothing, 288 bytes are said not to fit', () => {
  for (const letter of ['a', 'é', '汉', '😀']) {
    const longest = 288 / Buffer.byteLength(letter)
    assert.ok(!fitsCode(letter.repeat(longest)), letter)
  }
})

/**
 * @param {number} bytes
 * @param {string[]} parts
 */
function filledTo(bytes, parts) {
  let text = ''
  for (const part of parts) {
    if (Buffer.byteLength(text + part) > bytes) break
    text += part
  }
  return text + 'b'.repeat(bytes - Buffer.byteLength(text))
}
