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
import { eraseCard, saveCard } from '../../../../static/js/card/card-store.js'
import {
  readPrivateRecord,
  writePrivateRecord
} from '../../../../static/js/card/private/private-store.js'
import { seal } from '../../../../static/js/shared/passphrase.js'

const SAM = cleanCard({ name: 'Sam Example' })
const ALEX = cleanCard({ name: 'Alex Example' })
const EARLIER = new Date('2026-11-20T08:00:00.000Z')
const NOW = new Date('2026-11-22T08:00:00.000Z')
const passphrase = await seal('four words nobody', new Uint8Array(32), 'test')
const MINE = { keys: { passphrase }, iv: passphrase.iv, data: btoa('m'.repeat(64)) }
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

test('a private part that is none of ours is not kept, and that is told', async () => {
  await phoneWith(SAM, MINE)

  const told = await bring(ALEX, { data: 'anything', keys: { passphrase: {} } })

  assert.equal(told.isPrivateKept, false)
  assert.equal((await present()).card.name, 'Alex Example')
  assert.equal((await readPrivateRecord()).data, MINE.data)
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

  await takeOff().catch(() => {})

  assert.equal((await present()).card, null)
  assert.equal((await readPrivateRecord()).data, MINE.data)
})

test('with nothing brought back there is nothing to undo', async () => {
  await phoneWith(SAM, null)

  assert.equal(await toUndo(), null)
})

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
