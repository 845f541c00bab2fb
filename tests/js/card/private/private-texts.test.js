/** Texts go from the card to the private part and back without being cut or lost. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { LIMITS, blankCard, cleanCard } from '../../../../static/js/card/card-model.js'
import {
  TEXT_NAMES,
  areSame,
  cleanTexts,
  movable,
  packed,
  takenFrom,
  unpacked,
  withText,
  without
} from '../../../../static/js/card/private/private-texts.js'

const CARD = cleanCard({
  name: 'Sam',
  reason: 'mine',
  showReason: true,
  conditions: 'one\ntwo',
  note: ''
})
const anyText = fc.string({ unit: 'binary', maxLength: 700 })
const anyTexts = fc.record({ reason: anyText, conditions: anyText, notes: anyText })

test('any texts are the same after packing, and always as long', () => {
  fc.assert(
    fc.property(anyTexts, (raw) => {
      const texts = cleanTexts(raw)

      assert.deepEqual(unpacked(packed(texts)), texts)
      assert.equal(packed(texts).length, 4096)
    })
  )
})

test('rubbish becomes blank texts', () => {
  for (const raw of [null, undefined, 7, 'x', [], { reason: {}, notes: 3 }]) {
    assert.equal(areSame(cleanTexts(raw), cleanTexts(null)), true)
  }
})

test('only what the card has can be moved', () => {
  assert.deepEqual(movable(CARD), ['reason', 'conditions'])
  assert.deepEqual(movable(blankCard()), [])
})

test('what was moved is off the card and nothing else is', () => {
  const texts = takenFrom(CARD, ['reason'])

  assert.deepEqual(texts, { reason: 'mine', conditions: '', notes: '' })
  assert.deepEqual(without(CARD, texts), { ...CARD, reason: '', showReason: false })
})

test('a field that says something else by now is left alone', () => {
  const texts = takenFrom(CARD, TEXT_NAMES)

  const left = without({ ...CARD, reason: 'another' }, texts)

  assert.equal(left.reason, 'another')
  assert.equal(left.showReason, true)
  assert.equal(left.conditions, '')
})

test('put back, it stands after what the card says', () => {
  const back = withText(CARD, 'conditions', 'three')

  assert.deepEqual(back, { ...CARD, conditions: 'one\ntwo\nthree' })
})

test('put back twice, it stands there once', () => {
  const once = withText(CARD, 'notes', 'afraid of needles')

  assert.deepEqual(withText(once, 'notes', 'afraid of needles'), once)
})

test('a reason that is put back is not shown by that', () => {
  assert.equal(withText(blankCard(), 'reason', 'mine').showReason, false)
})

test('a reason is not shown by a choice that was made for none', () => {
  const chosen = { ...blankCard(), showReason: true }

  assert.equal(withText(chosen, 'reason', 'mine').showReason, false)
  assert.equal(withText(CARD, 'reason', 'more').showReason, true)
})

test('nothing is ever cut to fit', () => {
  const full = { ...CARD, note: 'x'.repeat(LIMITS.note - 3) }

  assert.equal(withText(full, 'notes', 'abc'), null)
  assert.equal(withText(full, 'notes', 'ab').note.length, LIMITS.note)
})

test('there and back again changes nothing but whether the reason is shown', () => {
  fc.assert(
    fc.property(anyTexts, (raw) => {
      const { reason, conditions, notes } = raw
      const card = cleanCard({ name: 'Sam', reason, conditions, note: notes })
      const texts = takenFrom(card, TEXT_NAMES)

      let back = without(card, texts)
      for (const name of movable(card)) back = withText(back, name, texts[name])

      assert.deepEqual(back, card)
    })
  )
})
