/** Any card at all, as fast-check makes them: ordinary, empty, full and hostile. */
import fc from 'fast-check'

import {
  FORMS,
  LIMITS,
  MAX_CONTACTS,
  TABLET_AMOUNTS,
  cleanCard
} from '../../../../static/js/card/card-model.js'

/** What has broken other programs, or tries to be more than text. */
export const HOSTILE = Object.freeze([
  '<img src=x onerror="window.ran=1"><script>window.ran=1</script>',
  '&lt;b&gt; &amp;amp; &#x27;',
  'javascript:window.ran=1//',
  '{{7*7}} ${7*7} <%= 7*7 %> %s %n',
  '__proto__',
  'constructor',
  '"}],"card":null,"x":"',
  "'; DROP TABLE records; --",
  '\\u0000 \\n \\" \\\\',
  '=cmd|calc!A1',
  'BEGIN:VCARD\r\nEND:VCARD',
  'a;b,c:d\\;e\\,f',
  'Sam\u202e elpmaxE\u2066\u2069',
  '\u200eسليم أبو ليلى\u200f',
  '👩🏽‍⚕️🏴󠁧󠁢󠁷󠁬󠁳󠁿𝒮𠜎e\u0301',
  'half \ud83d of one',
  'nul \u0000 bell \u0007 escape \u001b',
  'line\u2028paragraph\u2029next\u0085line',
  '\ufeffmark',
  '\u00a0 spaced \u3000',
  'Ŵŷ Llŷr Ôr',
  '0123456789'.repeat(60),
  '𠜎'.repeat(300),
  '"'.repeat(600),
  '\n'.repeat(600)
])

/**
 * @param {number} limit
 * @returns {fc.Arbitrary<string>} Not cleaned: may be too long, or not fit to show
 */
export const anyText = (limit) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: fc.lorem({ maxCount: 6 }) },
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: limit + 20 }) }
  )

const anyMoment = fc
  .date({
    min: new Date('1900-01-01T00:00:00.000Z'),
    max: new Date('2199-12-31T23:59:59.999Z'),
    noInvalidDate: true
  })
  .map((date) => date.toISOString())

const anyDay = fc.oneof(
  fc.constant(''),
  anyMoment.map((moment) => moment.slice(0, 10))
)
const anyTime = fc.oneof(
  fc.constant(''),
  anyMoment.map((moment) => moment.slice(11, 16))
)
const anyPhone = fc.oneof(
  fc.constantFrom('', '07700 900123', '+44 (0)113 496-0000', '999'),
  anyText(LIMITS.phone)
)

/** What a form might hand over: of the right shape, not yet cleaned. */
export const anyFilledForm = fc
  .record({
    name: anyText(LIMITS.name),
    bornOn: anyDay,
    form: fc.constantFrom(...FORMS),
    tabletAmount: fc.constantFrom(...TABLET_AMOUNTS),
    strength: anyText(LIMITS.strength),
    lastDoseOn: anyDay,
    lastDoseTime: anyTime,
    hoursFromUtc: fc.integer({ min: -14, max: 14 }),
    prescriber: anyText(LIMITS.prescriber),
    prescriberPhone: anyPhone,
    contacts: fc.array(fc.record({ name: anyText(LIMITS.name), phone: anyPhone }), {
      maxLength: MAX_CONTACTS + 1
    }),
    allergies: anyText(LIMITS.allergies),
    otherMedicines: anyText(LIMITS.otherMedicines),
    liver: fc.boolean(),
    kidney: fc.boolean(),
    conditions: anyText(LIMITS.conditions),
    language: anyText(LIMITS.language),
    note: anyText(LIMITS.note),
    reason: anyText(LIMITS.reason),
    showReason: fc.boolean()
  })
  .map(({ hoursFromUtc, ...form }) => ({
    ...form,
    lastDoseAt: momentOf(form.lastDoseOn, form.lastDoseTime, hoursFromUtc)
  }))

/** A card as the store keeps it. */
export const anyCard = anyFilledForm.map(cleanCard)

/** When a card was saved: a UTC moment. */
export const anySavedAt = anyMoment

/**
 * @param {string} on
 * @param {string} time
 * @param {number} hours
 */
function momentOf(on, time, hours) {
  if (!on || !time) return ''
  const at = Date.parse(`${on}T${time}:00.000Z`) + hours * 3_600_000
  return new Date(at).toISOString()
}
