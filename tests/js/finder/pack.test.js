/** Half a pack, or one of another version, is refused rather than half read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PackError, readPack } from '../../../static/js/finder/pack.js'
import { packOf, writePack } from './support/write-pack.js'

test('a pack of a newer version is refused', () => {
  const newer = packOf({ count: 0, words: [] }, [], 2)

  assert.throws(() => readPack(newer), /version 2 is not known/)
})

test('a pack that was cut short anywhere is refused', () => {
  const whole = writePack([{ name: 'one' }, { name: 'two' }])

  for (let length = 0; length < whole.byteLength; length += 1) {
    assert.throws(() => readPack(whole.slice(0, length)), PackError, `at ${length}`)
  }
})

test('something else is refused', () => {
  const page = new TextEncoder().encode('<!doctype html><title>Sign in</title>')

  assert.throws(() => readPack(page.buffer), /not a pack/)
})

test('a pack of nothing has no rows', () => {
  assert.equal(readPack(writePack([])).count, 0)
})
