/** What the self-check says of what it finds; the browser's part has browser tests. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BLANK } from '../../../static/js/reminders/record.js'
import { isWhole } from '../../../static/js/shell/app-files.js'
import { said } from '../../../static/js/shell/check-app.js'
import { stateSaid } from '../../../static/js/shell/check-kept.js'
import { postcodesSaid, servicesSaid } from '../../../static/js/shell/check-packs.js'
import { remindersSaid } from '../../../static/js/shell/check-phone.js'
import { CHECKS, looked, mended } from '../../../static/js/shell/checks.js'
import { answerOf } from '../../../static/js/shell/result-part.js'

const ADDRESS = 'https://push.example/1'
const ON = { ...BLANK, isOn: true, endpoint: ADDRESS }
const HERE = { permission: 'granted', endpoint: ADDRESS }
const html = { headers: { 'Content-Type': 'text/html; charset=utf-8' } }

for (const [what, kept, here, expected] of /** @type {const} */ ([
  ['as the phone believes', ON, HERE, 'good on'],
  ['lost by the browser', ON, { ...HERE, endpoint: '' }, 'bad gone'],
  ['another address', ON, { ...HERE, endpoint: 'https://push.example/2' }, 'bad gone'],
  ['never allowed', ON, { ...HERE, permission: 'default' }, 'bad gone'],
  ['no longer allowed', ON, { permission: 'denied', endpoint: '' }, 'bad denied'],
  ['a key to be renewed', { ...ON, trouble: 'key' }, HERE, 'bad key'],
  ['answered', { ...ON, renewedAt: '2026-11-22T09:00:00.000Z' }, HERE, 'good answered']
])) {
  test(`reminders: ${what}`, () => {
    const { mark, say } = remindersSaid(/** @type {any} */ (kept), here)

    assert.equal(`${mark} ${say}`, expected)
  })
}

test('the list of services is red when a part is lost, when it is old, or not here', () => {
  const whole = {
    state: /** @type {const} */ ('whole'),
    missing: [],
    builtAt: '2026-11-20T00:00:00Z',
    isOld: false
  }

  assert.equal(servicesSaid(whole).mark, 'good')
  assert.equal(servicesSaid({ ...whole, isOld: true }).say, 'old')
  assert.equal(servicesSaid({ ...whole, state: 'none' }).mark, 'bad')
  const broken = servicesSaid({ ...whole, state: 'broken', missing: ['/packs/a'] })
  assert.deepEqual([broken.mark, broken.names], ['bad', ['/packs/a']])
})

test('postcodes nobody asked for are no fault, and lost ones are named', () => {
  const none = { state: /** @type {const} */ ('none'), done: 0, all: 0, bytes: 0 }
  const lost = [{ area: 'LS', url: '/ls', bytes: 1, length: 1, integrity: '' }]

  assert.equal(postcodesSaid(none, []).mark, 'none')
  assert.equal(postcodesSaid({ ...none, state: 'whole' }, []).mark, 'good')
  assert.equal(postcodesSaid({ ...none, state: 'partial' }, []).mark, 'unsure')
  assert.deepEqual(postcodesSaid({ ...none, state: 'partial' }, lost).names, ['LS'])
  // All of them lost is not the same as none wanted.
  assert.equal(postcodesSaid(none, lost).mark, 'bad')
})

test('only what is kept is good, and nothing at all is no fault', () => {
  const marks = /** @type {const} */ (['kept', 'none', 'damaged', 'newer']).map(
    (state) => stateSaid(state).mark
  )

  assert.deepEqual(marks, ['good', 'none', 'bad', 'bad'])
})

test('the answer is yes only when every file is here', () => {
  const whole = said({ kept: 3, of: 3, lost: [] }, true)
  const lost = said({ kept: 2, of: 3, lost: ['/card/'] }, true)

  assert.equal(answerOf(whole), 'yes')
  assert.equal(answerOf(lost), 'no')
  assert.equal(answerOf({ mark: 'bad', say: 'never' }), 'never')
  assert.equal(answerOf({ mark: 'bad', say: 'coming' }), 'coming')
  assert.equal(answerOf({ mark: 'bad', say: 'unread' }), 'no')
  assert.equal(answerOf(undefined), 'no')
})

test('most of it missing is a first visit, unless there is no network', () => {
  const first = { kept: 1, of: 3, lost: ['/card/', '/facts/'] }

  assert.deepEqual(said(first, true), { mark: 'bad', say: 'coming' })
  assert.deepEqual(said(first, false).names, first.lost)
})

for (const [what, path, answer, expected] of /** @type {const} */ ([
  ['a page with its end', '/card/', new Response('<p></html>\n', html), true],
  ['half a page', '/card/', new Response('<p>', html), false],
  ['an empty page', '/card/', new Response('', html), false],
  // The first digits of the SHA-256 of "abc".
  ['a script', '/static/a.ba7816bf.js', new Response('abc'), true],
  ['half a script', '/static/a.ba7816bf.js', new Response('ab'), false],
  ['an icon', '/static/icons/icon.svg', new Response('<svg/>'), true],
  ['an icon with nothing in it', '/static/icons/icon.svg', new Response(''), false],
  ['an error', '/manifest.json', new Response('no', { status: 500 }), false]
])) {
  test(`${what} is ${expected ? 'whole' : 'damaged'}`, async () => {
    assert.equal(await isWhole(path, answer), expected)
  })
}

test('what throws is said not to have been read, and nothing waits for it', async () => {
  const name = 'any'
  const fails = async () => {
    throw new Error('no')
  }

  assert.deepEqual(await looked({ name, look: fails }), { mark: 'bad', say: 'unread' })
  await mended({ name, look: fails, mend: fails })
})

test('what asks the person or the server waits for a tap', () => {
  const waiting = CHECKS.filter(({ needsTap }) => needsTap).map(({ name }) => name)

  assert.deepEqual(waiting, ['reminders', 'keeping'])
})
