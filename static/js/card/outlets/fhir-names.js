/**
 * Names that FHIR gives to code systems and the like. They look like addresses; nothing
 * is ever asked of them.
 */

export const XHTML = 'http://www.w3.org/1999/xhtml'

export const LOINC = 'http://loinc.org'

/** FHIR R4, "Using code systems": WHO's ATC index goes by this name. */
export const ATC = 'http://www.whocc.no/atc'

/** Codes for "no information": IPS guide 1.1.0, CodeSystem absent-unknown-uv-ips */
export const ABSENT_OR_UNKNOWN =
  'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips'

export const DATA_ABSENT = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason'

export const ALLERGY_CLINICAL =
  'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'

export const ALLERGY_VERIFICATION =
  'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'

export const CONDITION_CLINICAL =
  'http://terminology.hl7.org/CodeSystem/condition-clinical'

export const CONDITION_VERIFICATION =
  'http://terminology.hl7.org/CodeSystem/condition-ver-status'

export const CONTACT_ROLE = 'http://terminology.hl7.org/CodeSystem/v2-0131'
