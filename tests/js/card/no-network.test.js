import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'

const FOLDER = new URL('../../../static/js/card/', import.meta.url)
const WAYS_OUT =
  /fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|WebTransport|RTCPeer|http/i

/** FHIR calls its code systems by names that look like addresses. */
const NAMES_ONLY = 'outlets/fhir-names.js'
const FHIR_NAME =
  /'http:\/\/(loinc\.org|www\.whocc\.no|www\.w3\.org|(terminology\.)?hl7\.org)[\w/-]*'/g

for (const name of readdirSync(FOLDER, { recursive: true })) {
  if (!name.endsWith('.js')) continue
  test(`${name} has no way to send anything`, () => {
    const read = readFileSync(new URL(name, FOLDER), 'utf8')
    const source = name === NAMES_ONLY ? read.replace(FHIR_NAME, '') : read

    assert.equal(WAYS_OUT.exec(source)?.[0], undefined)
  })
}
