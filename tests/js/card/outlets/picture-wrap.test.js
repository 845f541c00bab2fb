import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { directionOf, wrap } from '../../../../static/js/card/outlets/picture-wrap.js'

const count = (text) => [...text].length
const inTen = (text) => wrap(text, () => 10, count)
const segments = (text) => [...new Intl.Segmenter('en').segment(text)]

test('words go on the next line where they do not fit', () => {
  assert.deepEqual(inTen('one two three four'), ['one two', 'three four'])
})

test('a line break that was typed stays', () => {
  assert.deepEqual(inTen('one\ntwo'), ['one', 'two'])
})

test('a telephone number is not parted', () => {
  assert.deepEqual(inTen('call 0770 900'), ['call', '0770\u00a0900'])
})

test('a word wider than the line is parted', () => {
  assert.deepEqual(inTen('a'.repeat(12)), ['a'.repeat(10), 'aa'])
})

test('an emoji of several parts is not parted', () => {
  const family = '👩‍👩‍👧'

  assert.deepEqual(
    wrap(family.repeat(2), () => 5, count),
    [family, family]
  )
})

test('nothing but spaces is lost, whatever was typed', () => {
  const bare = (text) => text.replace(/\s/g, '')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      assert.equal(bare(inTen(text).join('')), bare(text))
    })
  )
})

test('a line is too wide only where it is one character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      for (const line of inTen(text)) {
        assert.ok(count(line) <= 10 || segments(line).length === 1)
      }
    })
  )
})

for (const [text, direction] of [
  ['Allergies: none', 'ltr'],
  ['אבא 07700', 'rtl'],
  ['07700 سلام', 'rtl'],
  ['Mum אבא', 'ltr'],
  ['07700', 'ltr']
]) {
  test(`the direction of "${text}" is ${direction}`, () => {
    assert.equal(directionOf(text), direction)
  })
}
