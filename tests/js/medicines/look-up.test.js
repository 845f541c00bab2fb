/** A name as it was typed leads to the right row, or to rows that may be meant. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bare, lookUpIn } from '../../../static/js/medicines/look-up.js'

const LIST = [
  ['Codeine'],
  ['Co-codamol', 'Solpadeine Plus', 'Zapain'],
  ['Nurofen Plus'],
  ['Nurofen', 'Ibuprofen'],
  ['Naloxone', 'Nyxoid'],
  ['Naltrexone', 'Adepend'],
  ['Heroin', 'smack', 'gear']
]
const lookUp = lookUpIn(LIST)
const named = (/** @type {number[]} */ places) =>
  places.map((place) => LIST[place]?.[0])

for (const [query, exact] of /** @type {const} */ ([
  ['codeine', 'Codeine'],
  ['CODEINE ', 'Codeine'],
  ['co codamol', 'Co-codamol'],
  ['cocodamol', 'Co-codamol'],
  ['Zapain', 'Co-codamol'],
  ['nurofen', 'Nurofen'],
  ['smack', 'Heroin']
])) {
  test(`"${query}" is ${exact}`, () => {
    assert.deepEqual(named(lookUp(query).exact), [exact])
  })
}

for (const [query, near] of /** @type {const} */ ([
  ['codeinne', 'Codeine'],
  ['co-codomol', 'Co-codamol'],
  ['nurof', 'Nurofen'],
  ['naloxon', 'Naloxone'],
  ['naltroxone', 'Naltrexone'],
  ['heroine', 'Heroin'],
  ['nurofen express', 'Nurofen']
])) {
  test(`"${query}" is not taken for certain, and ${near} is asked about`, () => {
    const { exact, near: found } = lookUp(query)
    assert.deepEqual(exact, [])
    assert.ok(named(found).includes(near))
  })
}

test('the plain name also shows its stronger brother', () => {
  assert.deepEqual(named(lookUp('nurofen').near), ['Nurofen Plus'])
})

test('a name that is right brings no guesses at other names', () => {
  assert.deepEqual(lookUp('codeine').near, [])
  assert.deepEqual(lookUpIn([['Methadone'], ['Pethidine']])('methadone').near, [])
})

test('another name that is only a little like it is not offered', () => {
  assert.deepEqual(lookUpIn([['Acamprosate'], ['Codeine']])('cocaine').near, [])
})

for (const query of ['', 'x', '  ', 'amoxicillin', '<b>', '*', '\\']) {
  test(`${JSON.stringify(query)} is not in the list`, () => {
    assert.deepEqual(lookUp(query), { exact: [], near: [] })
  })
}

for (const [name, letters] of /** @type {const} */ ([
  ['Co-codamol 8/500', 'cocodamol8500'],
  ['Gee’s linctus', 'geeslinctus'],
  ['J. Collis Browne’s', 'jcollisbrownes'],
  ['Espéranor', 'esperanor']
])) {
  test(`${name} is compared as ${letters}`, () => {
    assert.equal(bare(name), letters)
  })
}
