/** Cards of every kind, and the face's words, for tests. */
import fc from 'fast-check'

import {
  FORMS,
  LIMITS,
  TABLET_AMOUNTS,
  cleanCard
} from '../../../../static/js/card/card-model.js'

const ALPHABETS = [
  'aZ0 9.,;:\\/-',
  '<>&"\'\\n',
  '😀👩🏽‍⚕️🇬🇧',
  'שלוםمرحبا\u200f\u200e',
  'ąłŵŷéß漢字\u00a0\u3000\ufffe'
]

/** @param {number} maxLength */
const typed = (maxLength) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    fc.string({ unit: 'grapheme', maxLength }),
    fc.string({ unit: fc.constantFrom(...ALPHABETS.join('')), maxLength }),
    fc
      .array(fc.constantFrom('Penicillin (rash)', 'Latex', 'a;b,c\\n', '\n'), {
        maxLength: 12
      })
      .map((parts) => parts.join('\n'))
  )

const contact = fc.record({ name: typed(LIMITS.name), phone: typed(LIMITS.phone) })

export const anyCard = fc
  .record({
    ...Object.fromEntries(
      Object.entries(LIMITS)
        .filter(([key]) => key !== 'phone')
        .map(([key, limit]) => [key, typed(limit)])
    ),
    prescriberPhone: typed(LIMITS.phone),
    bornOn: fc.constantFrom('', '1988-03-04'),
    form: fc.constantFrom(...FORMS),
    tabletAmount: fc.constantFrom(...TABLET_AMOUNTS),
    lastDoseOn: fc.constantFrom('', '2026-11-21', '2031-01-01'),
    lastDoseTime: fc.constantFrom('', '08:00'),
    contacts: fc.array(contact, { maxLength: 3 }),
    liver: fc.boolean(),
    kidney: fc.boolean(),
    showReason: fc.boolean()
  })
  .map(cleanCard)

export const NOW = new Date('2026-11-22T12:00:00.000Z')

/** @type {import('../../../../static/js/card/card-words.js').FaceWords} */
export const FACE_WORDS = {
  title: 'I take NALTREXONE',
  titleOther: 'I take AN OPIOID BLOCKER',
  notOther: 'Which one is below. NOT naloxone',
  not: 'opioid blocker. NOT naloxone',
  act: [
    'Use non-opioid pain relief first.',
    'If an opioid is essential: senior help, full monitoring, slow titration.',
    'Not breathing well? Give naloxone and airway support as normal.'
  ],
  first: ['Usual doses of morphine, codeine or fentanyl may not work.'],
  more: ['Not an allergy.', 'Restart only with my prescriber.'],
  forms: {
    tablet: 'Tablet',
    'tablet-50': 'Tablet, up to 50 mg',
    'tablet-100': 'Tablets, 100 mg',
    'tablet-150': 'Tablets, 150 mg',
    injection: 'Long-acting injection',
    implant: 'Implant',
    'low-dose': 'Low dose',
    'with-bupropion': 'With bupropion',
    other: 'Other opioid blocker. Ask which.',
    'not-sure': 'Form not known'
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
  unknown: 'Dose and time not known. Assume blocked, assume sensitive.',
  lastDose: 'Last dose',
  sensitive: 'Assume blocked, assume sensitive.',
  notVerified: 'Entered by patient. Not verified.'
}
