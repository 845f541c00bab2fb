/** Words that sound like an emergency bring the emergency page up. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { urgentEar } from '../../../static/js/search/urgent.js'

const listed = readFileSync('pwa/search/content/urgent.toml', 'utf8')
/** @param {string} key */
const list = (key) =>
  [
    ...(new RegExp(`${key} = \\[([^\\]]*)`).exec(listed)?.[1] ?? '').matchAll(
      /"([^"]+)"/g
    )
  ].map(([, word]) => String(word))
const soundsUrgent = urgentEar({ words: list('words'), phrases: list('phrases') })

for (const query of [
  'overdose',
  'Overdosed!',
  'overdoes',
  'he is not breathing',
  'cant breathe',
  'can’t breathe',
  'suicidle thoughts',
  'suicide',
  'I want to die',
  'blue lips',
  'won’t wake up',
  'narcan',
  'dark urine',
  'OD',
  'gorddos'
]) {
  test(`"${query}" sounds urgent`, () => {
    assert.equal(soundsUrgent(query), true)
  })
}

for (const query of [
  '',
  'codeine',
  'drink',
  'dentist',
  'od d',
  'diet',
  'good',
  'breathing'
]) {
  const isUrgent = query === 'od d'
  test(`"${query}" ${isUrgent ? 'does' : 'does not'} sound urgent`, () => {
    assert.equal(soundsUrgent(query), isUrgent)
  })
}
