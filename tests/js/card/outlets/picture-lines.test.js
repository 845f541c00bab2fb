import assert from 'node:assert/strict'
import test from 'node:test'
import { blankCard } from '../../../../static/js/card/card-model.js'
import { linesToKeep } from '../../../../static/js/card/outlets/lines-to-keep.js'
import { linesForPicture } from '../../../../static/js/card/outlets/picture-lines.js'

const ROWS = [
  'name',
  'born',
  'language',
  'allergies',
  'otherMedicines',
  'conditions',
  'contacts',
  'prescriber',
  'note',
  'reason',
  'saved'
]
const WORDS = {
  title: 'I take NALTREXONE',
  not: 'NOT naloxone',
  act: ['First.', 'Second.', 'Last.'],
  first: ['Know.'],
  more: ['More.'],
  forms: { tablet: 'Tablet' },
  rows: Object.fromEntries(ROWS.map((key) => [key, key])),
  unknown: 'Not known.',
  lastDose: 'Last dose',
  sensitive: 'May be HIGH.',
  notVerified: 'Not verified.'
}
const NOW = new Date('2026-11-22T10:00:00.000Z')
const CARD = {
  ...blankCard(),
  name: 'Sam',
  bornOn: '1988-03-04',
  form: 'tablet',
  lastDoseOn: '2026-11-21',
  lastDoseTime: '08:00',
  contacts: [{ name: 'Mum', phone: '07700 900123' }],
  allergies: 'Latex\nPenicillin.\nNuts',
  note: 'Afraid of needles',
  reason: 'Mine',
  showReason: false
}
const NOTHING = { name: false, call: false, allergies: false, rest: false }
const ALL = { name: true, call: true, allergies: true, rest: true }

const kept = (card) => ({ card, savedAt: '2026-11-22T09:00:00.000Z' })
const keys = (lines) => lines.map(({ key }) => key)

test('with nothing ticked, nothing of the person is in the picture', () => {
  const { lines, others } = linesForPicture(
    linesToKeep(kept(CARD), WORDS, NOW),
    NOTHING
  )

  assert.deepEqual(
    [...new Set(keys(lines))],
    ['title', 'not', 'act', 'form', 'dose', 'first', 'more']
  )
  assert.equal(others, 5)
})

test('the reason is in no picture unless the person shows it', () => {
  const hidden = linesForPicture(linesToKeep(kept(CARD), WORDS, NOW), ALL)
  const card = { ...CARD, showReason: true }
  const shown = linesForPicture(linesToKeep(kept(card), WORDS, NOW), ALL)

  assert.ok(!keys(hidden.lines).includes('reason'))
  assert.ok(keys(shown.lines).includes('reason'))
})

test('each tick brings in its own line', () => {
  const all = linesToKeep(kept(CARD), WORDS, NOW)
  for (const [choice, key] of [
    ['name', 'name'],
    ['call', 'contacts'],
    ['allergies', 'allergies'],
    ['rest', 'note']
  ]) {
    const { lines } = linesForPicture(all, { ...NOTHING, [choice]: true })

    assert.ok(keys(lines).includes(key))
  }
})

test('a dose that is known says that sensitivity may be high', () => {
  const known = linesToKeep(kept(CARD), WORDS, NOW)
  const unknown = linesToKeep(kept({ ...CARD, lastDoseOn: '' }), WORDS, NOW)

  const dose = (lines) => lines.find(({ key }) => key === 'dose').text

  assert.ok(dose(known).includes(WORDS.sensitive))
  assert.ok(!dose(unknown).includes(WORDS.sensitive))
})

test('what goes by with the minutes is in no line that is kept', () => {
  const text = linesToKeep(kept(CARD), WORDS, NOW)
    .map((line) => line.text)
    .join(' ')

  assert.ok(!/\bago\b|yesterday|today/.test(text))
})

test('a list typed one below the other is put in one line, with the same words', () => {
  const all = linesToKeep(kept(CARD), WORDS, NOW)

  const allergies = all.find(({ key }) => key === 'allergies')
  assert.equal(allergies?.text, 'allergies: Latex; Penicillin. Nuts')
})

test('the general card makes a picture too', () => {
  const all = linesToKeep({ card: null, savedAt: '' }, WORDS, NOW)

  const { lines, others } = linesForPicture(all, ALL)

  assert.equal(lines.length, all.length)
  assert.equal(others, 0)
})
