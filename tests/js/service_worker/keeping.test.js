/** What is kept when: by the worker's own code, over caches and a server made here. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'

const ORIGIN = 'https://card.example'
const CORE = ['/', '/card/', '/static/card.js']
const CODE = ['/static/form.js']
const PAGES = ['/card/edit']
const LISTED = {
  files: [
    { url: '/manifest.json', revision: 'r1', integrity: 'm' },
    { url: '/static/places.json', integrity: 'p' }
  ],
  packs: [
    { url: '/static/core.json', integrity: 'c', paths: CORE },
    { url: '/static/code.json', integrity: 'k', paths: CODE },
    { url: '/static/pages.json', integrity: 's', paths: PAGES }
  ]
}
const REST = [...CODE, ...PAGES, '/manifest.json', '/static/places.json']

/** @type {Map<string, Response>} */
const kept = new Map()
/** @type {string[]} */
const asked = []
/** @type {Set<string>} */
const broken = new Set()

const cache = {
  put: async (/** @type {string} */ key, /** @type {Response} */ answer) =>
    void kept.set(key, answer),
  delete: async (/** @type {string} */ key) => kept.delete(key),
  keys: async () => [...kept.keys()].map((url) => ({ url }))
}
Object.assign(globalThis, {
  self: { __WB_MANIFEST: LISTED, location: { origin: ORIGIN } },
  caches: { open: async () => cache },
  fetch: async (/** @type {string} */ url) => {
    asked.push(url)
    return broken.has(url) ? new Response('no', { status: 500 }) : served(url)
  }
})
const { install, keepRest } = await import('../../../service_worker/keeping.js')

/** @param {string} url */
function served(url) {
  const pack = LISTED.packs.find((each) => each.url === url)
  const texts = Object.fromEntries((pack?.paths ?? []).map((path) => [path, 'text']))
  const kind =
    url === '/manifest.json' ? 'application/manifest+json' : 'application/json'
  const answer = new Response(JSON.stringify({ texts, headers: {}, own: {} }), {
    headers: { 'Content-Type': kind }
  })
  Object.defineProperty(answer, 'url', { value: ORIGIN + url })
  return answer
}

/** @returns {string[]} In the order in which they were kept */
const paths = () => [...kept.keys()].map((url) => new URL(url).pathname)
const sorted = (/** @type {string[]} */ list) => [...list].sort()

beforeEach(() => {
  kept.clear()
  asked.length = 0
  broken.clear()
})

test('a first visit keeps the core and asks for nothing else', async () => {
  await install(true)

  assert.deepEqual(asked, ['/static/core.json'])
  assert.deepEqual(sorted(paths()), sorted(CORE))
})

test('a core that does not come leaves nothing and no worker', async () => {
  broken.add('/static/core.json')

  await assert.rejects(install(true))

  assert.equal(kept.size, 0)
})

test('after the core comes code, then the pages that need it, then data', async () => {
  await install(true)

  await keepRest({ again: true })

  assert.deepEqual(paths(), [...paths().slice(0, CORE.length), ...REST])
})

test('what fails is left out, and a later attempt asks for that alone', async () => {
  await install(true)
  broken.add('/static/pages.json').add('/static/places.json')
  await keepRest({ again: true })
  assert.deepEqual(sorted(paths()), sorted([...CORE, ...CODE, '/manifest.json']))
  broken.clear()
  asked.length = 0

  await keepRest()

  assert.deepEqual(asked, ['/static/pages.json', '/static/places.json'])
  assert.deepEqual(sorted(paths()), sorted([...CORE, ...REST]))
})

test('what was lost is fetched again, though it was all there before', async () => {
  await install(true)
  await keepRest({ again: true })
  kept.delete(`${ORIGIN}/static/form.js`)
  asked.length = 0

  await keepRest()
  assert.deepEqual(asked, [])
  await keepRest({ again: true })

  assert.deepEqual(asked, ['/static/code.json'])
  assert.deepEqual(sorted(paths()), sorted([...CORE, ...REST]))
})

test('two who ask at once have it fetched once', async () => {
  await install(true)
  asked.length = 0

  await Promise.all([keepRest({ again: true }), keepRest({ again: true })])

  assert.equal(asked.length, new Set(asked).size)
})

test('an update keeps everything', async () => {
  await install(false)

  assert.deepEqual(sorted(paths()), sorted([...CORE, ...REST]))
})

test('an update that lacks one file leaves only what was there before', async () => {
  const old = `${ORIGIN}/card/?__WB_REVISION__=old`
  const shared = `${ORIGIN}/static/form.js`
  kept.set(old, new Response('old')).set(shared, new Response('the same'))
  broken.add('/static/places.json')

  await assert.rejects(install(false))

  assert.deepEqual([...kept.keys()], [old, shared])
})
