/** Newer releases, dead databases and missing locks: the card still shows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { makeRecord } from '../../../static/js/card/card-record.js'
import { Device } from './support/device.js'
import {
  SAM,
  ALEX,
  NOW,
  SECONDS,
  NONE,
  deviceWith,
  sealed,
  refusing,
  plain
} from './support/kept.js'

test('a card of a newer release is neither read, replaced nor repaired', async () => {
  const { device } = await deviceWith(SAM)
  const newer = sealed({
    ...makeRecord(ALEX, SECONDS + 5, NOW.toISOString()),
    schema: 3
  })
  await device.records((store) => store.put(newer, 'card.b'))
  const before = [await device.records(), [...device.mirror], [...device.cache]]
  const { store } = device.launch()

  const loaded = await store.loadCard()

  assert.deepEqual([loaded.state, plain(loaded.card)], ['newer', SAM])
  await assert.rejects(store.saveCard(SAM), { name: 'CardNewerError' })
  const after = [await device.records(), [...device.mirror], [...device.cache]]
  assert.deepEqual(after, before)
})

test('a card of a newer release can be erased', async () => {
  const { device } = await deviceWith(SAM)
  const newer = sealed({
    ...makeRecord(ALEX, SECONDS + 5, NOW.toISOString()),
    schema: 3
  })
  await device.records((store) => store.put(newer, 'card.b'))

  await device.launch().store.eraseCard()

  assert.deepEqual(plain(await device.launch().store.loadCard()), NONE)
})

test('a card from a newer release that kept our schema is copied as it is', async () => {
  const { device } = await deviceWith(SAM)
  const raw = makeRecord({ ...ALEX, later: 'kept' }, SECONDS + 5, NOW.toISOString())
  await device.records((store) => store.put(raw, 'card.b'))

  const loaded = await device.launch().store.loadCard()

  assert.deepEqual(plain(loaded.card), ALEX)
  assert.equal(device.mirrored().card.later, 'kept')
})

const DEAD_DATABASES = {
  'begins no transaction': { fails: ['begin readonly', 'begin readwrite'] },
  'will not open': { fails: ['open'] },
  'never finishes opening': { fails: ['open hangs'], isImpatient: true },
  'is missing': { instead: { indexedDB: undefined } },
  'is of a higher version': { instead: { indexedDB: refusing('VersionError') } }
}

for (const [name, options] of Object.entries(DEAD_DATABASES)) {
  test(`the card still shows when the database ${name}`, async () => {
    const { device } = await deviceWith(SAM)
    const { store } = device.launch(options)

    const loaded = await store.loadCard()

    assert.deepEqual([loaded.state, plain(loaded.card)], ['kept', SAM])
    assert.deepEqual(plain(loaded.troubles), ['database'])
    await assert.rejects(store.saveCard(ALEX), { name: 'CardStorageError' })
    assert.deepEqual(plain((await device.launch().store.loadCard()).card), SAM)
  })
}

test('a connection that died is opened anew, once', async () => {
  const { page } = await deviceWith(SAM)
  page.connection.close()
  page.arm()

  assert.deepEqual(plain((await page.store.loadCard()).card), SAM)

  assert.equal(page.seen.filter((step) => step === 'open').length, 1)
})

test('a connection makes way for one that asks for it', async () => {
  const { device, page } = await deviceWith(SAM)

  await new Promise((resolve, reject) => {
    const request = device.factory.deleteDatabase('carrycard')
    request.onblocked = () => reject(new Error('blocked'))
    request.onsuccess = resolve
  })

  const loaded = await page.store.loadCard()
  assert.deepEqual(plain([loaded.card, loaded.repaired]), [SAM, ['database']])
})

test('a tab that never lets go of the lock does not hold up a save', async () => {
  const { device } = await deviceWith(SAM)
  const request = (_name, { signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  const instead = { navigator: { locks: { request } } }
  const page = device.launch({ instead, isImpatient: true })

  await page.store.saveCard(ALEX)

  assert.deepEqual(plain((await page.store.loadCard()).card), ALEX)
})

test('without Web Locks the card is saved and repaired all the same', async () => {
  const { device } = await deviceWith(SAM)
  await device.corrupt('database emptied')
  const { store } = device.launch({ withLocks: false })

  assert.deepEqual(plain((await store.loadCard()).repaired), ['database'])
  await store.saveCard(ALEX)

  assert.deepEqual(plain((await store.loadCard()).card), ALEX)
})

test('only when no storage at all can be looked at does loading throw', async () => {
  const { device } = await deviceWith(SAM)
  const page = device.launch()
  page.arm({ fails: ['open', 'mirror read', 'cache read'] })

  await assert.rejects(page.store.loadCard(), { name: 'CardStorageError' })
})

test('without Cache Storage the card is kept in the other places', async () => {
  const device = new Device()
  const { store } = device.launch({ instead: { caches: undefined } })

  const saved = await store.saveCard(SAM, { now: NOW })

  assert.deepEqual(plain(saved.troubles), ['cache'])
  assert.deepEqual(plain((await store.loadCard()).card), SAM)
  await store.eraseCard()
  assert.equal((await store.loadCard()).state, 'none')
})
