/**
 * The card as a FHIR R4 document that a clinic's system can read: an International
 * Patient Summary. Pure: ids and the time are passed in.
 *
 * Followed: IPS guide 1.1.0 and 2.0.0 (hl7.org/fhir/uv/ips; profiles read on 22 Nov 2026
 * in HL7/fhir-ips): Bundle-uv-ips (identifier, timestamp, Composition first, fullUrl on
 * each entry), Composition-uv-ips (type and three required sections, each with text and
 * either entries or a reason), Patient-uv-ips (name, birth date), MedicationStatement,
 * AllergyIntolerance and Condition-uv-ips. No profile is claimed in `meta`: that would
 * say that a validator agreed.
 *
 * Nothing here is coded that the person did not choose from a list: what was typed
 * stays text. A blocker other than naltrexone gets no code.
 */
import { formCode } from '../card-model.js'
import { doseMoment, lastDose, momentOfDose } from '../last-dose.js'
import {
  ABSENT_OR_UNKNOWN,
  ALLERGY_CLINICAL,
  ALLERGY_VERIFICATION,
  ATC,
  CONDITION_CLINICAL,
  CONDITION_VERIFICATION,
  CONTACT_ROLE,
  DATA_ABSENT,
  LOINC
} from './fhir-names.js'
import { narrative, plainString } from './fhir-narrative.js'

/** LOINC codes and titles of the IPS sections. Composition-uv-ips, sections */
const SECTIONS = {
  medications: ['10160-0', 'Medication Summary'],
  allergies: ['48765-2', 'Allergies and Intolerances'],
  problems: ['11450-4', 'Problem List'],
  story: ['81338-6', 'Patient Story']
}

/** WHO ATC index: N07BB04 naltrexone; A08AA62 bupropion and naltrexone (as Mysimba). */
const NALTREXONE = { system: ATC, code: 'N07BB04', display: 'naltrexone' }
const WITH_BUPROPION = {
  system: ATC,
  code: 'A08AA62',
  display: 'bupropion and naltrexone'
}

const UNKNOWN = { extension: [{ url: DATA_ABSENT, valueCode: 'unknown' }] }

/**
 * @param {Kept & { card: Card }} kept
 * @param {FaceWords} words
 * @param {Date} now
 * @param {() => string} newId - A new UUID each time
 * @returns {Bundle} To be written as JSON
 */
export function summaryDocument({ card, notBefore = '' }, words, now, newId) {
  const person = entry(newId, patient(card))
  const about = { reference: person.fullUrl }
  const medicines = [
    blocker(card, words, now, notBefore, about),
    ...eachLine(card.otherMedicines).map((text) => medicine({ text }, about))
  ].map((made) => entry(newId, made))
  const allergies = allergiesOf(card, about).map((made) => entry(newId, made))
  const problems = problemsOf(card, about).map((made) => entry(newId, made))
  const note = plainString(card.note)
  const composition = entry(newId, {
    resourceType: 'Composition',
    status: 'final',
    type: { coding: [{ system: LOINC, code: '60591-5' }] },
    subject: about,
    date: now.toISOString(),
    author: [about],
    title: 'International Patient Summary',
    section: [
      section('medications', medicines, [words.notVerified]),
      section('allergies', allergies),
      section('problems', problems),
      ...(note ? [section('story', [], [note])] : [])
    ]
  })
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${newId()}` },
    type: 'document',
    timestamp: now.toISOString(),
    entry: [composition, person, ...medicines, ...allergies, ...problems]
  }
}

/** @param {Card} card */
function patient(card) {
  const name = plainString(card.name)
  const language = plainString(card.language)
  const contacts = card.contacts.map(emergencyContact).filter(Boolean)
  return {
    resourceType: 'Patient',
    // An IPS names the patient and the birth date, or says that they are not known.
    name: [name ? { text: name } : { _text: UNKNOWN }],
    ...(card.bornOn ? { birthDate: card.bornOn } : { _birthDate: UNKNOWN }),
    ...(contacts.length > 0 && { contact: contacts }),
    ...(language && { communication: [{ language: { text: language } }] })
  }
}

/** @param {Contact} contact */
function emergencyContact(contact) {
  const name = plainString(contact.name)
  const phone = plainString(contact.phone)
  if (!name && !phone) return null
  return {
    relationship: [
      { coding: [{ system: CONTACT_ROLE, code: 'C', display: 'Emergency Contact' }] }
    ],
    ...(name && { name: { text: name } }),
    ...(phone && { telecom: [{ system: 'phone', value: phone }] })
  }
}

/**
 * Naltrexone, or the other blocker. `effectiveDateTime` is the last dose: the only
 * moment the card knows of.
 *
 * @param {Card} card
 * @param {FaceWords} words
 * @param {Date} now
 * @param {string} notBefore
 * @param {Reference} about
 */
function blocker(card, words, now, notBefore, about) {
  const dose = lastDose(card, now, notBefore)
  const label = words.forms[formCode(card)] ?? ''
  const taken = plainString([label, card.strength].filter(Boolean).join(' '))
  const reason = card.showReason ? plainString(card.reason) : ''
  const prescriber = plainString(`${card.prescriber} ${card.prescriberPhone}`)
  const when = dose.known
    ? `${words.lastDose} ${doseMoment(dose)}`
    : plainString(words.unknown)
  return {
    ...medicine(substance(card, words), about, dose.known ? momentOf(card) : ''),
    ...(taken && { dosage: [{ text: taken }] }),
    ...(reason && { reasonCode: [{ text: reason }] }),
    note: [
      words.notVerified,
      when,
      [words.not, ...words.act].join('\n'),
      ...(prescriber ? [`${words.rows.prescriber}: ${prescriber}`] : [])
    ].map((text) => ({ text: plainString(text) }))
  }
}

/**
 * @param {Card} card
 * @param {FaceWords} words
 */
function substance({ form }, words) {
  if (form === 'other') return { text: words.forms.other }
  if (form === 'with-bupropion') {
    return { coding: [WITH_BUPROPION], text: 'Naltrexone with bupropion' }
  }
  return { coding: [NALTREXONE], text: 'Naltrexone' }
}

/**
 * Status 'active', since the card says "I take": a system that hides what is 'unknown'
 * would hide the one thing to be known. Who says so is the patient, and it says so.
 *
 * @param {{ coding?: object[], text: string }} concept
 * @param {Reference} about
 * @param {string} [on] - A UTC moment, a day, or '' when not known
 */
function medicine(concept, about, on = '') {
  return {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationCodeableConcept: concept,
    subject: about,
    informationSource: about,
    // Required in an IPS, be it as "unknown".
    ...(on ? { effectiveDateTime: on } : { _effectiveDateTime: UNKNOWN })
  }
}

/**
 * @param {Card} card
 * @param {Reference} about
 */
function allergiesOf(card, about) {
  const typed = eachLine(card.allergies)
  const base = {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: { coding: [{ system: ALLERGY_CLINICAL, code: 'active' }] },
    patient: about
  }
  if (typed.length === 0) {
    return [{ ...base, code: nothingSaid('no-allergy-info', 'allergies') }]
  }
  return typed.map((text) => ({
    ...base,
    verificationStatus: {
      coding: [{ system: ALLERGY_VERIFICATION, code: 'unconfirmed' }]
    },
    asserter: about,
    code: { text }
  }))
}

/**
 * @param {Card} card
 * @param {Reference} about
 */
function problemsOf(card, about) {
  const known = [
    ...(card.liver ? ['Liver condition'] : []),
    ...(card.kidney ? ['Kidney condition'] : []),
    ...eachLine(card.conditions)
  ]
  const base = {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: CONDITION_CLINICAL, code: 'active' }] },
    subject: about
  }
  if (known.length === 0) {
    return [{ ...base, code: nothingSaid('no-problem-info', 'problems') }]
  }
  return known.map((text) => ({
    ...base,
    verificationStatus: {
      coding: [{ system: CONDITION_VERIFICATION, code: 'unconfirmed' }]
    },
    asserter: about,
    code: { text }
  }))
}

/**
 * An empty field is not "none": it is "not said".
 *
 * @param {string} code
 * @param {string} what
 */
function nothingSaid(code, what) {
  const display = `No information about ${what}`
  return { coding: [{ system: ABSENT_OR_UNKNOWN, code, display }], text: display }
}

/**
 * @param {keyof typeof SECTIONS} name
 * @param {Entry[]} entries
 * @param {string[]} [words]
 */
function section(name, entries, words = []) {
  const [code, title] = SECTIONS[name]
  return {
    title,
    code: { coding: [{ system: LOINC, code }] },
    text: narrative([...entries.map(({ resource }) => inWords(resource)), ...words]),
    ...(entries.length > 0 && {
      entry: entries.map(({ fullUrl }) => ({ reference: fullUrl }))
    })
  }
}

/** @param {Resource} resource */
function inWords({ medicationCodeableConcept, code, dosage = [], note = [] }) {
  const what = medicationCodeableConcept?.text ?? code?.text ?? ''
  return [what, ...dosage, ...note]
    .map((part) => (typeof part === 'string' ? part : part.text))
    .join('\n')
}

/** @param {Card} card */
function momentOf({ lastDoseAt, lastDoseOn, lastDoseTime }) {
  return lastDoseAt || momentOfDose(lastDoseOn, lastDoseTime) || lastDoseOn
}

/** @param {string} text */
const eachLine = (text) => text.split('\n').map(plainString).filter(Boolean)

/**
 * @param {() => string} newId
 * @param {Resource} resource
 * @returns {Entry}
 */
const entry = (newId, resource) => ({ fullUrl: `urn:uuid:${newId()}`, resource })

/**
 * @typedef {{ reference: string }} Reference
 * @typedef {Record<string, any> & { resourceType: string }} Resource
 * @typedef {{ fullUrl: string, resource: Resource }} Entry
 * @typedef {Resource & { entry: Entry[] }} Bundle
 */

/** @import { Card, Contact } from '../card-model.js' */
/** @import { Kept } from '../card-lines.js' */
/** @import { FaceWords } from '../card-words.js' */
