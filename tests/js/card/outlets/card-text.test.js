import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { cardLines } from '../../../../static/js/card/card-lines.js'
import { cleanCard } from '../../../../static/js/card/card-model.js'
import { codeText, wholeText } from '../../../../static/js/card/outlets/card-text.js'
import { qrCode } from '../../../../static/js/card/outlets/qr-code.js'
import { FACE_WORDS, NOW, anyCard } from '../support/cards.js'

const SAVED = '2026-11-22T09:00:00.000Z'
const linesOf = (card) => cardLines({ card, savedAt: SAVED }, FACE_WORDS, NOW)
const IN_NO_CODE = ['first', 'more']

test('a code never has more than 300 units, nor needs more than version 12', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const { text } = codeText(linesOf(card))

      assert.ok(text.length <= 300)
      assert.ok(qrCode(text).version <= 12)
    }),
    { numRuns: 400 }
  )
})

test('each line of the card is in the code whole, or counted and named as left out', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const lines = linesOf(card).filter(({ key }) => !IN_NO_CODE.includes(key))

      const { text, left } = codeText(lines)

      const taken = lines.filter((line) => !left.includes(line))
      const parts = taken.map((line) => line.text)
      if (left.length > 0) parts.push(`+${left.length} more on the card`)
      assert.equal(text, parts.join('\n'))
      assert.equal(taken.length + left.length, lines.length)
    }),
    { numRuns: 400 }
  )
})

test('what must be known first is in the code of every card', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const { text } = codeText(linesOf(card))

      for (const needed of [
        card.form === 'other' ? FACE_WORDS.titleOther : FACE_WORDS.title,
        card.form === 'other' ? FACE_WORDS.notOther : FACE_WORDS.not,
        ...FACE_WORDS.act
      ]) {
        assert.ok(text.includes(needed), needed)
      }
    }),
    { numRuns: 400 }
  )
})

test('the general card fits a code with nothing left out', () => {
  const { text, left } = codeText(linesOf(null))

  assert.deepEqual(left, [])
  assert.match(text, /Assume blocked, assume sensitive\.$/)
})

test('neither text gives the reason away unless the card shows it', () => {
  const card = cleanCard({ reason: 'SECRETREASON', name: 'Sam' })
  const shown = cleanCard({ reason: 'SECRETREASON', showReason: true })

  assert.doesNotMatch(codeText(linesOf(card)).text, /SECRETREASON/)
  assert.doesNotMatch(wholeText(linesOf(card)), /SECRETREASON/)
  assert.match(wholeText(linesOf(shown)), /Why I take it: SECRETREASON/)
})

test('the whole text has every line, general advice too', () => {
  const text = wholeText(linesOf(cleanCard({ note: 'one\ntwo' })))

  for (const line of [...FACE_WORDS.first, ...FACE_WORDS.more, 'Note: one', 'two']) {
    assert.ok(text.split('\n').includes(line), line)
  }
})
