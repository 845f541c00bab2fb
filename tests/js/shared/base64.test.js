/** Bytes come back from their text as they went in, whoever wrote it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  bytesOfBase64,
  toBase64,
  toBase64Url
} from '../../../static/js/shared/base64.js'

const someBytes = fc.uint8Array({ maxLength: 100 })

test('the text is what RFC 4648 says', () => {
  fc.assert(
    fc.property(someBytes, (bytes) => {
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'))
      assert.equal(toBase64Url(bytes), Buffer.from(bytes).toString('base64url'))
    })
  )
})

test('bytes come back from either alphabet, padded or not', () => {
  fc.assert(
    fc.property(someBytes, (bytes) => {
      const text = toBase64(bytes)
      for (const each of [text, text.replaceAll('=', ''), toBase64Url(bytes)]) {
        assert.deepEqual(bytesOfBase64(each), bytes)
      }
    })
  )
})

test('what is not base64 is refused', () => {
  for (const text of ['a', '%%%%', 'AA==AA', 'AAA=A', 'ä']) {
    assert.throws(() => bytesOfBase64(text), DOMException)
  }
})
