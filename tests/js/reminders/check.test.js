/** At each opening: browser, key and server are compared, and repaired in silence. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'

import { check } from '../../../static/js/reminders/check.js'
import { BLANK } from '../../../static/js/reminders/record.js'

const KEY = Buffer.from('the key of today').toString('base64url')
const OLD_KEY = Buffer.from('the key before').toString('base64url')
const CHROME = 'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Safari'
const SAFARI = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML) Version/27.2 Safari'
const NOW = new Date('2026-11-23T08:00:00.000Z')
const AN_HOUR_AGO = '2026-11-23T07:00:00.000Z'
const YESTERDAY = '2026-11-22T07:00:00.000Z'
const ON = {
  ...BLANK,
  isOn: true,
  endpoint: 'https://push.example/1',
  keyId: 'k1',
  times: ['08:00'],
  safety: true,
  text: 'hidden words',
  renewedAt: AN_HOUR_AGO
}

/** @type {string[]} */
let asked = []
/** @type {Record<string, number>} */
let answers = {}

beforeEach(() => {
  asked = []
  answers = {}
  globalThis.fetch = async (address, { method, body } = {}) => {
    const place = `${method} ${String(address).replace('/api/reminders/', '')}`
    asked.push(body ? `${place} ${body}` : place)
    const status = answers[place] ?? answers['all'] ?? 200
    if (status === 0) throw new TypeError('offline')
    const content = { id: 'k1', key: KEY, renewBy: '2027-01-22', keyId: 'k1' }
    return /** @type {any} */ ({
      ok: status < 300,
      status,
      json: async () => content
    })
  }
})

/**
 * @param {string} name
 * @param {string} key
 */
function subscriptionOf(name, key = KEY) {
  const endpoint = `https://push.example/${name}`
  const bytes = Buffer.from(key, 'base64url')
  const isGone = { now: false }
  return {
    endpoint,
    isGone,
    options: { applicationServerKey: new Uint8Array(bytes).buffer },
    toJSON: () => ({
      endpoint,
      expirationTime: null,
      keys: { p256dh: 'p', auth: 'a' }
    }),
    unsubscribe: async () => (isGone.now = true)
  }
}

/**
 * @param {ReturnType<typeof subscriptionOf> | null} subscription
 * @param {{ permission?: string, browser?: string }} [more]
 */
function here(subscription, { permission = 'granted', browser = CHROME } = {}) {
  return /** @type {any} */ ({
    push: {
      getSubscription: async () => subscription,
      subscribe: async () => subscriptionOf('new')
    },
    permission,
    browser,
    now: NOW
  })
}

test('nothing is asked while all is well and was so within 20 hours', async () => {
  const after = await check(ON, here(subscriptionOf('1')))

  assert.equal(after, ON)
  assert.deepEqual(asked, [])
})

test('nothing is asked by somebody who has no reminders', async () => {
  assert.equal(await check(BLANK, here(null)), BLANK)
  assert.deepEqual(asked, [])
})

test('the day after, the server is asked once and the day is noted', async () => {
  const after = await check({ ...ON, renewedAt: YESTERDAY }, here(subscriptionOf('1')))

  assert.equal(after.renewedAt, NOW.toISOString())
  assert.equal(after.trouble, '')
  assert.deepEqual(asked, [
    'GET key',
    'POST renew {"endpoint":"https://push.example/1"}'
  ])
})

test('a server that has forgotten this phone is given it anew', async () => {
  answers['POST renew'] = 404

  const after = await check({ ...ON, renewedAt: YESTERDAY }, here(subscriptionOf('1')))

  assert.equal(after.renewedAt, NOW.toISOString())
  assert.match(String(asked[2]), /^PUT subscription /)
})

test('what is put has endpoint, keys, times, days and safety in it, no more', async () => {
  answers['POST renew'] = 404

  await check({ ...ON, renewedAt: YESTERDAY }, here(subscriptionOf('1')))

  const body = JSON.parse(String(asked[2]).replace('PUT subscription ', ''))
  assert.deepEqual(body, {
    subscription: {
      endpoint: 'https://push.example/1',
      keys: { p256dh: 'p', auth: 'a' }
    },
    times: ['08:00'],
    days: [1, 2, 3, 4, 5, 6, 7],
    safety: true,
    keyId: 'k1'
  })
})

test('a subscription that is gone is made anew, and the old address forgotten', async () => {
  const after = await check(ON, here(null))

  assert.equal(after.endpoint, 'https://push.example/new')
  assert.equal(after.trouble, '')
  assert.deepEqual(after.toForget, [])
  assert.equal(asked[2], 'DELETE subscription {"endpoint":"https://push.example/1"}')
})

test('a new key takes the place of the old one', async () => {
  const old = subscriptionOf('1', OLD_KEY)

  const after = await check({ ...ON, renewedAt: YESTERDAY, keyId: 'k0' }, here(old))

  assert.ok(old.isGone.now)
  assert.equal(after.endpoint, 'https://push.example/new')
  assert.equal(after.keyId, 'k1')
})

test('where only a tap may subscribe, the old key is kept and a tap is asked for', async () => {
  const old = subscriptionOf('1', OLD_KEY)
  const kept = { ...ON, renewedAt: YESTERDAY, keyId: 'k0' }

  const after = await check(kept, here(old, { browser: SAFARI }))

  assert.ok(!old.isGone.now)
  assert.deepEqual([after.trouble, after.keyId], ['key', 'k0'])
  assert.equal(after.renewedAt, NOW.toISOString())
})

test('where only a tap may subscribe, a loss is said', async () => {
  const after = await check(ON, here(null, { browser: SAFARI }))

  assert.equal(after.trouble, 'gone')
  assert.deepEqual(asked, [])
})

test('a permission that was taken back is said, and comes back by itself', async () => {
  const after = await check(ON, here(null, { permission: 'denied' }))
  const again = await check(after, here(null))

  assert.equal(after.trouble, 'denied')
  assert.equal(again.trouble, '')
})

test('offline nothing is concluded while the browser has its subscription', async () => {
  answers['all'] = 0
  const kept = { ...ON, renewedAt: YESTERDAY }

  assert.equal(await check(kept, here(subscriptionOf('1'))), kept)
  assert.equal((await check(kept, here(null))).trouble, 'gone')
})

test('a server in trouble takes nothing away', async () => {
  for (const status of [429, 500, 503]) {
    answers['all'] = status
    const kept = { ...ON, renewedAt: YESTERDAY }
    assert.equal(await check(kept, here(subscriptionOf('1'))), kept)
  }
})

test('what the server could not be told to delete, it is told at the next opening', async () => {
  const off = { ...BLANK, toForget: ['https://push.example/1'] }
  answers['all'] = 0
  const offline = await check(off, here(null))
  answers['all'] = 204

  const online = await check(offline, here(null))

  assert.deepEqual(offline.toForget, ['https://push.example/1'])
  assert.deepEqual(online.toForget, [])
})

test('a server that will not have this phone any more is told of as a loss', async () => {
  answers['POST renew'] = 404
  answers['PUT subscription'] = 400

  const after = await check({ ...ON, renewedAt: YESTERDAY }, here(subscriptionOf('1')))

  assert.equal(after.trouble, 'gone')
})

test('a clock that was set back does not put the check off', async () => {
  const ahead = { ...ON, renewedAt: '2027-01-01T00:00:00.000Z' }

  const after = await check(ahead, here(subscriptionOf('1')))

  assert.equal(after.renewedAt, NOW.toISOString())
})
