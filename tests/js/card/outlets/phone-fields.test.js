import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { cleanCard } from '../../../../static/js/card/card-model.js'
import { phoneFields } from '../../../../static/js/card/outlets/phone-fields.js'
import { FACE_WORDS, NOW, anyCard } from '../support/cards.js'

const fieldsOf = (card) => phoneFields({ card, savedAt: '' }, FACE_WORDS, NOW)

test('naltrexone is among the medicines and never among the allergies', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const fields = fieldsOf(card)

      assert.equal(fields.allergies, card.allergies)
      const isOther = card.form === 'other'
      assert.ok(fields.taken.startsWith(FACE_WORDS[isOther ? 'titleOther' : 'title']))
    })
  )
})

test('the notes say what to do, the dose, and that nobody has checked it', () => {
  const card = cleanCard({
    lastDoseOn: '2026-11-21',
    language: 'Polish',
    reason: 'SECRETREASON'
  })

  const { notes } = fieldsOf(card)

  assert.ok(FACE_WORDS.act.every((line) => notes.includes(line)))
  assert.match(
    notes,
    /Last dose Sat 21 Nov 2026\nAssume blocked, assume sensitive\.\nEntered by patient\. Not verified\./
  )
  assert.match(notes, /Speaks: Polish/)
  assert.doesNotMatch(JSON.stringify(fieldsOf(card)), /SECRETREASON/)
})

test('the general card fills in only what is true of everyone', () => {
  const fields = fieldsOf(null)

  const filled = Object.keys(fields).filter((key) => fields[key])
  assert.deepEqual(filled, ['taken', 'notes', 'conditionsAndNotes'])
})
