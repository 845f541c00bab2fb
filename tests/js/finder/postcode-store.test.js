/** The full postcodes come whole or go on later, and go when they are told to. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  areaBytes,
  dropPostcodes,
  fetchPostcodes,
  lostPostcodes,
  mendPostcodes,
  POSTCODE_CACHE,
  postcodesHere,
  PostcodeStoreError
} from '../../../static/js/finder/postcode-store.js'
import { cacheStorage, integrityOf, network } from './support/kept-files.js'

const AREAS = ['AA', 'BB', 'CC', 'DD', 'EE', 'FF']
const LIST = '/packs/postcodes.json'

/** @param {string} edition */
function server(edition) {
  const files = new Map()
  const areas = AREAS.map((area) => {
    // Of one area the file stays as it was.
    const body = new TextEncoder().encode(`${area} ${area === 'AA' ? '' : edition}`)
    const url = `/packs/pc/${area}.${area === 'AA' ? 'same' : edition}.bin`
    files.set(url, body)
    return { area, url, bytes: 1, length: body.length, integrity: integrityOf(body) }
  })
  files.set(LIST, JSON.stringify({ format: 1, areas }))
  return files
}

/** @type {ReturnType<typeof cacheStorage>} */
let kept
beforeEach(() => {
  kept = cacheStorage()
  Object.assign(globalThis, { caches: kept, fetch: network(server('one')) })
})

/** @param {Map<string, Uint8Array | string>} files */
function serve(files) {
  const net = network(files)
  Object.assign(globalThis, { fetch: net })
  return net.asked
}

const text = async (/** @type {string} */ area) => {
  const bytes = await areaBytes(area)
  return bytes && new TextDecoder().decode(bytes)
}

test('all of it is fetched, told as it comes, and found by its area', async () => {
  /** @type {[number, number][]} */
  const told = []

  await fetchPostcodes({ onProgress: (done, all) => told.push([done, all]) })

  assert.deepEqual(
    told,
    [0, 1, 2, 3, 4, 5, 6].map((done) => [done, 6])
  )
  const { state, done, all, bytes } = await postcodesHere()
  assert.deepEqual([state, done, all], ['whole', 6, 6])
  assert.equal(bytes, 'XX one'.length * 5 + 'AA '.length)
  assert.equal(await text('CC'), 'CC one')
  assert.equal(await text('ZZ'), null)
})

test('nothing is made, and nothing asked of the network, merely by looking', async () => {
  const asked = serve(server('one'))

  assert.equal((await postcodesHere()).state, 'none')
  assert.equal(await areaBytes('AA'), null)
  assert.equal(await kept.has(POSTCODE_CACHE), false)
  assert.deepEqual(asked, [])
})

test('what was stopped goes on with what is missing, and is of use meanwhile', async () => {
  const stop = new AbortController()
  const onProgress = (/** @type {number} */ done) => {
    if (done === 1) stop.abort()
  }
  await assert.rejects(fetchPostcodes({ signal: stop.signal, onProgress }), {
    name: 'AbortError'
  })
  const { state, done } = await postcodesHere()
  assert.equal(state, 'partial')
  assert.ok(done >= 1 && done < 6)
  assert.equal(await text('AA'), 'AA ')

  const asked = serve(server('one'))
  await fetchPostcodes()

  assert.equal(asked.length, 1 + 6 - done)
  assert.equal((await postcodesHere()).state, 'whole')
})

for (const [
  name,
  spoil
] of /** @type {[string, (files: Map<string, any>) => void][]} */ ([
  ['tampered with', (files) => files.set('/packs/pc/DD.one.bin', 'DD two')],
  ['gone', (files) => files.delete('/packs/pc/DD.one.bin')],
  ['listed wrongly', (files) => files.set(LIST, '{"format": 2, "areas": []}')],
  ['no list at all', (files) => files.set(LIST, '<!doctype html>')]
])) {
  test(`a file that is ${name} is not kept, and the rest goes on later`, async () => {
    const files = server('one')
    spoil(files)
    serve(files)

    await assert.rejects(fetchPostcodes(), PostcodeStoreError)

    assert.equal(await areaBytes('DD'), null)
    assert.notEqual((await postcodesHere()).state, 'whole')
    serve(server('one'))
    await fetchPostcodes()
    assert.equal(await text('DD'), 'DD one')
  })
}

test('without room, what fitted stays and it says so', async () => {
  kept.leaveRoomFor(4)

  await assert.rejects(fetchPostcodes(), PostcodeStoreError)

  assert.deepEqual((await postcodesHere()).done, 3)
})

test('the older edition answers until the newer is whole, then it is gone', async () => {
  await fetchPostcodes()
  const files = server('two')
  files.delete('/packs/pc/FF.two.bin')
  serve(files)
  await assert.rejects(fetchPostcodes(), PostcodeStoreError)
  assert.equal(await text('BB'), 'BB one')
  assert.equal((await postcodesHere()).state, 'whole')

  const asked = serve(server('two'))
  await fetchPostcodes()

  assert.deepEqual(asked, [LIST, '/packs/pc/FF.two.bin'])
  assert.equal(await text('BB'), 'BB two')
  const cache = await kept.open(POSTCODE_CACHE)
  assert.equal((await cache.keys()).length, 1 + 6)
})

test('taken off the phone, nothing of it is left', async () => {
  await fetchPostcodes()

  await dropPostcodes()

  assert.equal(await kept.has(POSTCODE_CACHE), false)
  assert.equal(await areaBytes('AA'), null)
})

test('what was lost of a whole edition is named and fetched again, alone', async () => {
  await fetchPostcodes()
  assert.deepEqual(await lostPostcodes(), [])
  const cache = await caches.open(POSTCODE_CACHE)
  const gone = (await cache.keys()).filter(({ url }) => /\/(BB|DD)\./.test(url))
  for (const request of gone) await cache.delete(request)

  const lost = await lostPostcodes()
  const asked = serve(server('one'))
  await mendPostcodes()

  assert.deepEqual(
    lost.map(({ area }) => area),
    ['BB', 'DD']
  )
  assert.equal(asked.length, 2)
  assert.equal((await postcodesHere()).state, 'whole')
})

test('what the server no longer has stays lost, and the rest comes back', async () => {
  await fetchPostcodes()
  const cache = await caches.open(POSTCODE_CACHE)
  for (const request of await cache.keys()) {
    if (/\/(AA|BB)\./.test(request.url)) await cache.delete(request)
  }
  serve(server('two'))

  await assert.rejects(mendPostcodes())

  assert.deepEqual(
    (await lostPostcodes()).map(({ area }) => area),
    ['BB']
  )
})
