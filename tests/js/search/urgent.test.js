/** Words that sound like an emergency bring the emergency page up. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { urgentEar } from '../../../static/js/search/urgent.js'

const listed = readFileSync('pwa/search/content/urgent.toml', 'utf8')
/**
 * @param {string} part
 * @param {string} key
 */
function list(part, key) {
  const text = listed.split(`[${part}]`)[1] ?? ''
  const found = new RegExp(`^${key} = \\[([^\\]]*)`, 'm').exec(text)?.[1] ?? ''
  return [...found.matchAll(/"([^"]+)"/g)].map(([, word]) => String(word))
}
const hear = urgentEar({
  urgent: {
    words: list('urgent', 'words'),
    phrases: list('urgent', 'phrases'),
    took: list('urgent', 'took'),
    drugs: list('urgent', 'drugs')
  },
  suicide: { words: list('suicide', 'words'), phrases: list('suicide', 'phrases') }
})

for (const [heard, queries] of /** @type {const} */ ([
  [
    'urgent',
    [
      'overdose',
      'Overdosed!',
      'overdoes',
      'he is not breathing',
      'frend not breething',
      'cant breathe',
      'can’t breathe',
      'hes not moving',
      'he wont wake',
      'oding',
      'no pulse',
      'took too much',
      'friend took heroin',
      'my brother has taken methadone',
      'blue lips',
      'narcan',
      'dark urine',
      'OD',
      'gorddos',
      'ddim yn anadlu'
    ]
  ],
  [
    'suicide',
    [
      'suicidle thoughts',
      'suicide',
      'I want to die',
      'i wanna die',
      'kill myself',
      'end it',
      'end it all',
      'dont want to live',
      'I don’t want to be here',
      'hurt myself',
      'self harm',
      'hunanladdiad'
    ]
  ],
  [
    null,
    ['', 'codeine', 'drink', 'dentist', 'diet', 'good', 'can i take codeine', 'weekend']
  ]
])) {
  for (const query of queries) {
    test(`"${query}" sounds ${heard ?? 'ordinary'}`, () => {
      assert.equal(hear(query), heard)
    })
  }
}
