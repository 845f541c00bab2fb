import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { compare } from '../../../../static/js/card/backup/compare.js'
import { blankCard, cleanCard } from '../../../../static/js/card/card-model.js'
import { anyCard } from '../support/any-card.js'

const SEED = Number(process.env.CARRYCARD_SEED ?? 20261122)
const SAID = { word: (name) => name, language: 'en-GB' }
const SAM = cleanCard({ name: 'Sam', allergies: 'Latex', reason: 'Mine' })

/** The reason's tick says nothing where there is no reason. */
const told = (card) =>
  JSON.stringify(card.reason ? card : { ...card, showReason: false })

test('whatever differs between two cards is shown', () => {
  fc.assert(
    fc.property(anyCard, anyCard, (one, other) => {
      const { different } = compare(one, other, SAID)

      assert.equal(different.length > 0, told(one) !== told(other))
    }),
    { seed: SEED, numRuns: 1000 }
  )
})

test('one changed field is the one that is shown', () => {
  fc.assert(
    fc.property(anyCard, anyCard, (card, other) => {
      const changed = { ...card, note: other.note }

      const { different } = compare(card, changed, SAID)

      const expected = card.note === other.note ? [] : ['note']
      assert.deepEqual(
        different.map(({ field }) => field),
        expected
      )
    }),
    { seed: SEED }
  )
})

test('against no card all that the other says is new', () => {
  const { different, same } = compare(blankCard(), SAM, SAID)

  assert.deepEqual(
    different.map(({ field, here, there }) => [field, here, there]),
    [
      ['name', '', 'Sam'],
      ['allergies', '', 'Latex'],
      ['reason', '', 'Mine'],
      ['showReason', '', 'no']
    ]
  )
  assert.deepEqual(same, [])
})

test('two people put together otherwise are not taken for the same', () => {
  const [one, other] = [
    [{ name: 'Mum', phone: '999' }],
    [{ name: 'Mum 999', phone: '' }]
  ].map((contacts) => cleanCard({ contacts }))

  assert.equal(compare(one, other, SAID).different.length, 1)
})
