import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'

import { IDBFactory } from 'fake-indexeddb'

import {
  bringBack,
  offerOf,
  present,
  takeOff,
  toUndo
} from '../../../../static/js/card/backup/bring-back.js'
import { isSamePrivatePart } from '../../../../static/js/card/backup/private-copy.js'
import { cleanCard } from '../../../../static/js/card/card-model.js'
import { inFixedOrder } from '../../../../static/js/card/sealed.js'
import { eraseCard, saveCard } from '../../../../static/js/card/card-store.js'
import {
  readPrivateRecord,
  writePrivateRecord
} from '../../../../static/js/card/private/private-store.js'
import { crc32 } from '../../../../static/js/card/crc32.js'
import { seal } from '../../../../static/js/shared/passphrase.js'
import { Device } from '../support/device.js'

const SAM = cleanCard({ name: 'Sam Example' })
const ALEX = cleanCard({ name: 'Alex Example' })
const EARLIER = new Date('2026-11-20T08:00:00.000Z')
const NOW = new Date('2026-11-22T08:00:00.000Z')
const passphrase = await seal('four words nobody', new Uint8Array(32), 'test')
const MINE = { keys: { passphrase }, iv: passphrase.iv, data: btoa('m'.repeat(64)) }
const SINCE = { keys: { passphrase }, iv: passphrase.iv, data: btoa('s'.repeat(64)) }
const OTHER = { keys: { passphrase }, iv: passphrase.iv, data: btoa('o'.repeat(64)) }

globalThis.indexedDB = new IDBFactory()
globalThis.localStorage = memory()

beforeEach(async () => {
  await eraseCard().catch(() => {}) // no cache here: that trouble is known
  await writePrivateRecord(null)
})

test('a card that is brought back keeps the day on which it was saved', async () => {
  await bring(ALEX, null)

  const { card, savedAt } = await present()
  assert.deepEqual({ card, savedAt }, { card: ALEX, savedAt: EARLIER.toISOString() })
})

test('a day that is still to come is not believed', async () => {
  const ahead = { card: ALEX, savedAt: '2099-01-01T00:00:00.000Z', privatePart: null }
  const seen = await present()

  await bringBack(offerOf(ahead, seen), seen, NOW)

  assert.equal((await present()).savedAt, NOW.toISOString())
})

test('a file without a private part leaves the one that is here', async () => {
  await phoneWith(SAM, MINE)

  await bring(ALEX, null)
  const { offer } = await toUndo()

  assert.ok(isSamePrivatePart(await readPrivateRecord(), { version: 1, ...MINE }))
  assert.equal(offer.privatePart, null)
})

test('a private part comes along as it was locked, and goes again by an undo', async () => {
  await phoneWith(SAM, MINE)
  const fromFile = await recordOf(OTHER, MINE)

  await bring(ALEX, fromFile)
  assert.ok(isSamePrivatePart(await readPrivateRecord(), fromFile))

  const { offer } = await toUndo()
  await bringBack(offer, await present(), NOW)

  assert.equal((await present()).card.name, 'Sam Example')
  assert.equal((await readPrivateRecord()).data, MINE.data)
})

test('the same private part under another number is no change', async () => {
  await phoneWith(SAM, MINE)
  const again = await recordOf(MINE, MINE)

  const offer = offerOf(
    { card: ALEX, savedAt: '', privatePart: again },
    await present()
  )

  assert.equal(offer.privatePart, null)
})

test('with a private part that is none of ours nothing changes', async () => {
  await phoneWith(SAM, MINE)

  const bringing = bring(ALEX, { data: 'anything', keys: { passphrase: {} } })

  await assert.rejects(bringing, { name: 'CardStorageError' })
  assert.equal((await present()).card.name, 'Sam Example')
  assert.equal((await readPrivateRecord()).data, MINE.data)
  assert.equal(await toUndo(), null)
})

test('a private part changed since it was seen is not written over', async () => {
  await phoneWith(SAM, MINE)
  const fromFile = await recordOf(OTHER, MINE)
  const seen = await present()
  await writePrivateRecord(SINCE)

  const held = { card: ALEX, savedAt: EARLIER.toISOString(), privatePart: fromFile }
  const bringing = bringBack(offerOf(held, seen), seen, NOW)

  await assert.rejects(bringing, { name: 'CardChangedError' })
  assert.equal((await present()).card.name, 'Sam Example')
  assert.equal((await readPrivateRecord()).data, SINCE.data)
})

test('the card that is here, brought again, leaves the way back to the one before', async () => {
  await phoneWith(SAM, MINE)
  await bring(ALEX, null)

  await bring(ALEX, await recordOf(OTHER, MINE))

  const { offer } = await toUndo()
  assert.equal(offer.card.name, 'Sam Example')
  assert.equal(offer.privatePart.now.data, MINE.data)
})

test('a private part of one’s own is kept when the file of this card is used', async () => {
  await phoneWith(SAM, MINE)
  const fromFile = await recordOf(OTHER, MINE)
  await bring(ALEX, fromFile)
  await writePrivateRecord(SINCE)

  await bring(ALEX, fromFile)

  const { offer } = await toUndo()
  assert.equal(offer.card.name, 'Sam Example')
  assert.equal(offer.privatePart.now.data, SINCE.data)
})

test('an undo can be undone', async () => {
  await phoneWith(SAM, null)
  await bring(ALEX, null)

  await bringBack((await toUndo()).offer, await present(), NOW)

  const { offer } = await toUndo()
  assert.equal((await present()).card.name, 'Sam Example')
  assert.equal(offer.card.name, 'Alex Example')
})

test('where there was no card, undoing takes it off and leaves the private part', async () => {
  await writePrivateRecord(MINE)
  await bring(ALEX, null)
  assert.equal((await toUndo()).offer, null)

  await takeOff(NOW).catch(() => {})

  assert.equal((await present()).card, null)
  assert.equal((await readPrivateRecord()).data, MINE.data)
})

test('undoing puts back the private part that gave way to the one brought', async () => {
  await writePrivateRecord(MINE)
  await bring(ALEX, await recordOf(OTHER, MINE))

  await takeOff(NOW).catch(() => {})

  assert.equal((await present()).card, null)
  assert.equal((await readPrivateRecord()).data, MINE.data)
})

test('undoing leaves a private part that was changed since', async () => {
  await writePrivateRecord(MINE)
  await bring(ALEX, await recordOf(OTHER, MINE))
  await writePrivateRecord(SINCE)

  await takeOff(NOW).catch(() => {})

  assert.equal((await present()).card, null)
  assert.equal((await readPrivateRecord()).data, SINCE.data)
})

test('a card changed since it was brought is not taken off again', async () => {
  await bring(ALEX, null)
  await saveCard({ ...ALEX, note: 'my own' })

  assert.equal(await toUndo(), null)
  await assert.rejects(takeOff(NOW), { name: 'CardChangedError' })
  assert.equal((await present()).card.note, 'my own')
})

test('at whatever step the phone dies, undoing loses no private part', async () => {
  const ends = new Set()
  for (let diesAt = 1; diesAt < 60; diesAt += 1) {
    const { device, page } = await broughtToNone()
    page.arm({ diesAt })

    await page.store.takeOff(NOW).catch(() => {})

    const later = device.launch()
    ends.add((await later.store.loadCard()).state)
    assert.equal((await later.store.lookAtPrivate()).record?.data, MINE.data)
  }
  assert.deepEqual(ends, new Set(['kept', 'none']))
})

test('an undoing that the database refuses changes nothing', async () => {
  const { device, page } = await broughtToNone()
  page.arm({ fails: ['commit'] })

  await assert.rejects(page.store.takeOff(NOW), { name: 'CardStorageError' })

  const later = device.launch()
  assert.equal((await later.store.loadCard()).card.name, 'Alex Example')
  assert.equal((await later.store.toUndo()).offer, null)
  assert.equal((await later.store.lookAtPrivate()).record.data, MINE.data)
})

test('undoing leaves a private part that a newer release kept', async () => {
  const { device, page } = await broughtToNone()
  await device.records((store, records) => {
    const { checksum: _, ...mine } = records.get('card.private.a')
    const newer = { ...mine, version: 2 }
    store.put({ ...newer, checksum: crc32(inFixedOrder(newer)) }, 'card.private.a')
  })

  await page.store.takeOff(NOW)

  assert.equal((await page.store.loadCard()).state, 'none')
  assert.equal((await page.store.lookAtPrivate()).state, 'newer')
})

test('at whatever step the phone dies, card and private part come together', async () => {
  const ends = new Set()
  for (let diesAt = 1; diesAt < 60; diesAt += 1) {
    const device = new Device()
    const page = device.launch()
    await page.store.saveCard(SAM, { now: EARLIER })
    await page.store.writePrivateRecord(MINE)
    const seen = await page.store.present()
    const privatePart = { now: { ...seen.privatePart, data: OTHER.data } }
    const offer = { card: ALEX, savedAt: EARLIER.toISOString(), privatePart }
    page.arm({ diesAt })

    await page.store.bringBack(offer, seen, NOW).catch(() => {})

    const { card, privatePart: here } = await device.launch().store.present()
    const isNew = card.name === 'Alex Example'
    ends.add(isNew)
    assert.equal(here.data, isNew ? OTHER.data : MINE.data)
  }
  assert.equal(ends.size, 2)
})

test('with nothing brought back there is nothing to undo', async () => {
  await phoneWith(SAM, null)

  assert.equal(await toUndo(), null)
})

/** A phone with a private part and no card, to which a card was brought. */
async function broughtToNone() {
  const device = new Device()
  const page = device.launch()
  await page.store.writePrivateRecord(MINE)
  const offer = { card: ALEX, savedAt: EARLIER.toISOString(), privatePart: null }
  await page.store.bringBack(offer, await page.store.present(), NOW)
  return { device, page }
}

async function phoneWith(card, locked) {
  await saveCard(card, { now: EARLIER })
  if (locked) await writePrivateRecord(locked)
}

async function bring(card, privatePart) {
  const seen = await present()
  const held = { card, savedAt: EARLIER.toISOString(), privatePart }
  return bringBack(offerOf(held, seen), seen, NOW)
}

/** As another phone would have kept it; then this phone has its own again. */
async function recordOf(locked, own) {
  const { record } = await writePrivateRecord(locked)
  await writePrivateRecord(own)
  return record
}

function memory() {
  const kept = new Map()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => void kept.set(key, text),
    removeItem: (key) => void kept.delete(key)
  }
}
