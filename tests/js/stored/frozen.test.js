/** Each form in which a release kept something is opened, as long as phones may have it. */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'

import { blankCard } from '../../../static/js/card/card-model.js'
import { BLANK } from '../../../static/js/reminders/record.js'
import { Phone } from './phone.js'
import { CARD, KINDS, LOG, REMINDERS } from './sample.js'

const FOLDER = new URL('../../fixtures/stored/', import.meta.url)
const FROZEN = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => ({
    name: name.replace('.json', ''),
    ...JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
  }))

for (const frozen of FROZEN.filter(({ kind }) => kind)) {
  for (const release of /** @type {const} */ (['head', 'before'])) {
    test(`what was kept as ${frozen.name} is opened by ${release}`, async () => {
      const phone = new Phone()
      await phone.put(frozen)

      const found = await KINDS[frozen.kind].read(phone.open(release), phone)

      assert.deepEqual(JSON.parse(JSON.stringify(found)), frozen.means)
    })
  }
}

test('whatever is kept today is kept in a form that is frozen here', async () => {
  for (const { keep } of Object.values(KINDS)) {
    const phone = new Phone()
    await keep(phone.open('head'), phone)
    for (const [place, kept] of await phone.everything()) {
      const forms = FROZEN.filter((each) => placeOf(each) === inTurn(place))
      const shapes = forms.map((each) => shapeOf(each.kept))
      assert.ok(
        shapes.includes(shapeOf(kept)),
        `${place} has a form that no release had: raise its schema, read the old one too, ` +
          'and add a fixture (docs/releasing.md)'
      )
    }
  }
})

test('the made-up person has something in every field', () => {
  const says = (/** @type {object} */ sample, /** @type {object} */ blank) =>
    Object.entries(blank)
      .filter(([name, value]) => shallow(sample[name]) === shallow(value))
      .map(([name]) => name)

  assert.deepEqual(says(CARD, blankCard()), [])
  assert.deepEqual(says(REMINDERS, BLANK), [])
  const [entry] = LOG.entries
  assert.deepEqual(says(entry, Object.fromEntries(named(entry))), [])
})

const shallow = (/** @type {unknown} */ value) => JSON.stringify(value)
const named = (/** @type {object} */ from) =>
  Object.keys(from).map((name) => [name, ''])

/** Slots are written in turn: what may be in one may be in the other. */
const inTurn = (/** @type {string} */ place) => place.replace(/\.b$/, '.a')
const placeOf = ({ where, key }) => `${where} ${key}`

/**
 * @param {unknown} value
 * @returns {string} The names in it and what kind of thing each holds, but not what
 */
function shapeOf(value) {
  if (Array.isArray(value)) {
    return `[${[...new Set(value.map(shapeOf))].sort().join(' | ')}]`
  }
  if (typeof value !== 'object' || value === null) return typeof value
  const parts = Object.keys(value).sort()
  return `{${parts.map((name) => `${name}: ${numberOr(name, value[name])}`).join(', ')}}`
}

/** The number of a form is part of it. */
const numberOr = (/** @type {string} */ name, /** @type {unknown} */ value) =>
  name === 'schema' || name === 'version' ? String(value) : shapeOf(value)
