/** What is typed finds what is meant, slips and all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import MiniSearch from 'minisearch'
import { find } from '../../../static/js/search/find.js'
import { OPTIONS } from '../../../static/js/search/options.js'

const ENTRIES = [
  ['facts', 'Stopping', 'Your tolerance is low.', '/facts/stopping#a', 1],
  ['facts', 'Drink', 'It does not stop you getting drunk.', '/facts/drink#a', 1],
  ['facts', 'Drink', 'Alcohol and tablets.', '/facts/drink#b', 1],
  ['facts', 'Drink', 'Alcohol at night.', '/facts/drink#c', 1],
  ['facts', 'Drink', 'Alcohol in the morning.', '/facts/drink#d', 1],
  ['facts', 'For professionals', 'Naloxone as usual.', '/facts/pro#a', 0.4],
  ['facts', 'In an emergency', 'Give naloxone if you have it.', '/facts/urgent#a', 1],
  ['medicines', 'Codeine', 'Contains an opioid: codeine.', '/medicines/#codeine', 1],
  ['words', 'Tolerance', 'How used your body is to it.', '/facts/words#t', 1],
  ['helplines', 'Samaritans', 'Anybody struggling. 116 123', '/finder/#1', 1]
]

const built = new MiniSearch(OPTIONS)
built.addAll(
  ENTRIES.map(([group, title, text, url, weight], id) => ({
    id,
    group,
    title,
    text,
    url,
    weight,
    keywords: ''
  }))
)
// As the page does it: the index goes through JSON between the build and the phone.
const index = MiniSearch.loadJS(JSON.parse(JSON.stringify(built)), OPTIONS)

const titles = (/** @type {string} */ query) =>
  find(index, query).map(({ group, found }) => [
    group,
    ...found.map((each) => each.title)
  ])

for (const [query, first] of /** @type {const} */ ([
  ['tolerance', 'Stopping'],
  ['TOLERANCE?', 'Stopping'],
  ['tolerence', 'Stopping'],
  ['toler', 'Stopping'],
  ['samaritan', 'Samaritans'],
  ['codiene', 'Codeine'],
  ['can i get drunk', 'Drink'],
  ['116 123', 'Samaritans']
])) {
  test(`"${query}" finds ${first}`, () => {
    assert.equal(titles(query)[0]?.[1], first)
  })
}

test('results stand in groups, facts first', () => {
  assert.deepEqual(
    titles('tolerance').map(([group]) => group),
    ['facts', 'words']
  )
})

test('one page does not fill the list', () => {
  assert.deepEqual(titles('alcohol'), [['facts', 'Drink', 'Drink', 'Drink']])
})

test('what is written for professionals stands after the rest', () => {
  assert.deepEqual(titles('naloxone')[0]?.slice(0, 3), [
    'facts',
    'In an emergency',
    'For professionals'
  ])
})

for (const query of ['', '   ', '?', 'the of', 'xyzxyz', '\\', '*', '(', '<b>']) {
  test(`${JSON.stringify(query)} finds nothing and breaks nothing`, () => {
    assert.deepEqual(find(index, query), [])
  })
}
