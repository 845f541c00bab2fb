import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'

import fc from 'fast-check'

import { cleanCard } from '../../../../static/js/card/card-model.js'
import { summaryDocument } from '../../../../static/js/card/outlets/fhir-summary.js'
import { FACE_WORDS, NOW, anyCard } from '../support/cards.js'

const documentOf = (card) =>
  JSON.parse(
    JSON.stringify(
      summaryDocument({ card, savedAt: '' }, FACE_WORDS, NOW, () => randomUUID())
    )
  )
const resources = (made, type) =>
  made.entry
    .map(({ resource }) => resource)
    .filter((each) => each.resourceType === type)
const texts = (found) => found.map(({ code }) => code.text)
const REQUIRED = ['10160-0', '48765-2', '11450-4']

/** Every string in it, and every reference, however deep. */
function* strings(value, key = '') {
  if (typeof value === 'string') yield [key, value]
  else if (value && typeof value === 'object') {
    for (const [name, inner] of Object.entries(value)) yield* strings(inner, name)
  }
}

test('every card makes a whole document: each reference leads to an entry', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      const made = documentOf(card)

      const ids = made.entry.map(({ fullUrl }) => fullUrl)
      const all = [...strings(made)]
      const led = all.filter(([key]) => key === 'reference').map(([, to]) => to)
      assert.equal(new Set(ids).size, ids.length)
      assert.ok(led.every((to) => ids.includes(to)))
      assert.ok(ids.slice(1).every((id) => led.includes(id)))
      assert.equal(made.type, 'document')
      assert.equal(made.entry[0].resource.resourceType, 'Composition')
      assert.ok(all.every(([, text]) => text.trim() !== ''))
      const sections = made.entry[0].resource.section
      const codes = sections.map(({ code }) => code.coding[0].code)
      assert.deepEqual(codes.slice(0, 3), REQUIRED)
      assert.ok(sections.slice(0, 3).every(({ entry }) => entry.length > 0))
      assert.equal(sections.length, card.note.replace(/[\s\ufffe]/g, '') ? 4 : 3)
    }),
    { numRuns: 400 }
  )
})

test('what was typed becomes no markup', () => {
  fc.assert(
    fc.property(anyCard, (card) => {
      for (const { text } of documentOf(card).entry[0].resource.section) {
        const inside = text.div.replace(/^<div [^<>]*>|<\/div>$/g, '')
        const bare = inside.replace(/<p>|<\/p>|<br\/>/g, '')
        assert.doesNotMatch(bare, /[<>"']|&(?!(amp|lt|gt|quot|#39);)/)
      }
    }),
    { numRuns: 400 }
  )
})

test('the reason is in the file only where the card shows it', () => {
  const hidden = documentOf(cleanCard({ reason: 'SECRETREASON' }))
  const shown = documentOf(cleanCard({ reason: 'SECRETREASON', showReason: true }))

  assert.doesNotMatch(JSON.stringify(hidden), /SECRETREASON|reasonCode/)
  assert.deepEqual(resources(shown, 'MedicationStatement')[0].reasonCode, [
    { text: 'SECRETREASON' }
  ])
})

for (const [form, codes, text] of [
  ['tablet', ['N07BB04'], 'Naltrexone'],
  ['not-sure', ['N07BB04'], 'Naltrexone'],
  ['', ['N07BB04'], 'Naltrexone'],
  ['with-bupropion', ['A08AA62'], 'Naltrexone with bupropion'],
  ['other', [], 'Other opioid blocker. Ask which.']
]) {
  test(`a card that says "${form}" is coded ${codes.join() || 'not at all'}`, () => {
    const [first] = resources(documentOf(cleanCard({ form })), 'MedicationStatement')

    const { coding = [], text: said } = first.medicationCodeableConcept
    assert.deepEqual(
      coding.map(({ code }) => code),
      codes
    )
    assert.equal(said, text)
  })
}

test('a field left empty is not known, never none', () => {
  const made = documentOf(cleanCard({ name: 'Sam' }))

  assert.equal(
    resources(made, 'AllergyIntolerance')[0].code.coding[0].code,
    'no-allergy-info'
  )
  assert.equal(resources(made, 'Condition')[0].code.coding[0].code, 'no-problem-info')
  assert.doesNotMatch(JSON.stringify(made), /no-known/)
})

test('each line of a field is an entry of its own', () => {
  const made = documentOf(
    cleanCard({
      allergies: 'Penicillin\n\nLatex',
      otherMedicines: 'Sertraline\nOmeprazole',
      liver: true,
      conditions: 'Asthma'
    })
  )

  assert.deepEqual(texts(resources(made, 'AllergyIntolerance')), [
    'Penicillin',
    'Latex'
  ])
  assert.deepEqual(texts(resources(made, 'Condition')), ['Liver condition', 'Asthma'])
  assert.equal(resources(made, 'MedicationStatement').length, 3)
})

test('the last dose is told with its moment, and without one as not known', () => {
  const at = '2026-11-21T08:00:00.000Z'
  const dose = { lastDoseOn: '2026-11-21', lastDoseTime: '08:00', lastDoseAt: at }
  const firstOf = (card) => resources(documentOf(card), 'MedicationStatement')[0]

  const timed = firstOf(cleanCard(dose))
  const dayOnly = firstOf(cleanCard({ ...dose, lastDoseTime: '' }))
  const ahead = firstOf(cleanCard({ lastDoseOn: '2031-01-01' }))

  assert.equal(timed.effectiveDateTime, at)
  assert.equal(dayOnly.effectiveDateTime, '2026-11-21')
  assert.equal(ahead.effectiveDateTime, undefined)
  assert.equal(ahead._effectiveDateTime.extension[0].valueCode, 'unknown')
  assert.ok(timed.note.some(({ text }) => text === FACE_WORDS.notVerified))
})
