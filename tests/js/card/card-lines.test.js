import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  cardLines,
  moreOnTheCard,
  takeWhatFits
} from '../../../static/js/card/card-lines.js'
import { blankCard, cleanCard } from '../../../static/js/card/card-model.js'

process.env.TZ = 'Europe/London'

const NOW = new Date('2026-11-22T13:00:00Z')
const WORDS = {
  title: 'I take NALTREXONE',
  titleOther: 'I take AN OPIOID BLOCKER',
  notOther: 'Which one is below. NOT naloxone',
  not: 'opioid blocker. NOT naloxone',
  act: ['First.', 'Then.', 'Give naloxone.'],
  first: ['Also.'],
  more: ['And more.'],
  forms: {
    tablet: 'Tablet',
    'tablet-50': 'Tablet, up to 50 mg',
    'not-sure': 'Unknown'
  },
  rows: {
    name: 'Name',
    born: 'Born',
    language: 'Speaks',
    allergies: 'Allergies',
    otherMedicines: 'Other medicines',
    conditions: 'Conditions',
    contacts: 'Call for me',
    prescriber: 'My prescriber or service',
    note: 'Note',
    reason: 'Why I take it',
    saved: 'Saved'
  },
  unknown: 'Dose and time not known.',
  lastDose: 'Last dose',
  sensitive: 'Sensitivity may be HIGH.',
  notVerified: 'Not verified.'
}
const FULL = cleanCard({
  name: 'Sam Example',
  bornOn: '1988-03-04',
  form: 'tablet',
  tabletAmount: '50',
  strength: '50 mg',
  lastDoseOn: '2026-11-21',
  lastDoseTime: '08:00',
  prescriber: 'Northside',
  prescriberPhone: '0113 496 0000',
  contacts: [{ name: 'Mum', phone: '07700 900123' }, { phone: '07700 900456' }],
  allergies: 'Latex',
  otherMedicines: 'One\nTwo',
  liver: true,
  conditions: 'Asthma',
  language: 'Polish',
  note: 'Hello',
  reason: 'Mine alone'
})
const lines = (card, savedAt = '') => cardLines({ card, savedAt }, WORDS, NOW)
const texts = (card) => lines(card).map(({ text }) => text)

test('without a card the lines are the general card', () => {
  assert.deepEqual(texts(null), [
    WORDS.title,
    WORDS.not,
    ...WORDS.act,
    WORDS.unknown,
    ...WORDS.first,
    ...WORDS.more
  ])
  assert.deepEqual(texts(blankCard()), texts(null))
})

test('a full card has each thing once, in the order of the face', () => {
  assert.deepEqual(
    lines(FULL, '2026-11-22T12:00:00.000Z').map(({ text }) => text),
    [
      WORDS.title,
      WORDS.not,
      ...WORDS.act,
      'Tablet, up to 50 mg',
      'Last dose Sat 21 Nov 2026 08:00 GMT\nSensitivity may be HIGH.\nNot verified.',
      'Also.',
      'Name: Sam Example',
      'Born: 4 March 1988',
      'Speaks: Polish',
      'Allergies: Latex',
      'Other medicines: One\nTwo',
      'Conditions: Liver. Asthma',
      'Call for me: Mum 07700 900123\n07700 900456',
      'My prescriber or service: Northside 0113 496 0000',
      'Note: Hello',
      'Saved: Sun 22 Nov 2026',
      'And more.'
    ]
  )
})

test('the reason is a line only where that was chosen', () => {
  assert.ok(!texts(FULL).join().includes('Mine alone'))
  assert.ok(texts({ ...FULL, showReason: true }).includes('Why I take it: Mine alone'))
})

test('a strength that the label has not said stands beside it', () => {
  const said = texts({ ...FULL, tabletAmount: '', strength: '25 mg' })

  assert.ok(said.includes('Tablet 25 mg'))
})

test('another opioid blocker is not called by the name of this one', () => {
  const said = texts({ ...FULL, form: 'other', tabletAmount: '' })

  assert.deepEqual(said.slice(0, 2), [WORDS.titleOther, WORDS.notOther])
  assert.ok(!said.includes(WORDS.title))
})

test('what there is no room for goes by rank, and a line is never cut', () => {
  const all = lines(FULL)
  fc.assert(
    fc.property(fc.nat(600), (limit) => {
      const asText = (taken, left) =>
        [
          ...taken.map(({ text }) => text),
          ...(left.length ? [moreOnTheCard(left.length)] : [])
        ].join('\n')
      const { taken, left } = takeWhatFits(
        all,
        (some, rest) => asText(some, rest).length <= limit
      )

      assert.deepEqual(
        all.filter((line) => taken.includes(line)),
        taken
      )
      assert.equal(taken.length + left.length, all.length)
      if (taken.length) assert.ok(asText(taken, left).length <= limit)
      if (limit > 60) assert.ok(taken.some(({ key }) => key === 'title'))
      // What to do is never given up for what is known of this person.
      if (limit > 120) {
        assert.equal(taken.filter(({ key }) => key === 'act').length, WORDS.act.length)
      }
    })
  )
})

test('what is for everyone gives way before what is known of this person', () => {
  const all = lines(FULL)
  const { left } = takeWhatFits(all, (taken) => taken.length <= all.length - 3)

  assert.deepEqual(
    left.map(({ key }) => key),
    ['first', 'prescriber', 'more']
  )
})
