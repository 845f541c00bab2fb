import assert from 'node:assert/strict'
import { test } from 'node:test'

import { cleanCard } from '../../../static/js/card/card-model.js'
import { inFixedOrder } from '../../../static/js/card/sealed.js'
import { crc32 } from '../../../static/js/card/crc32.js'
import { Device } from './support/device.js'

const SAM = cleanCard({ name: 'Sam Example' })
const ALEX = cleanCard({ name: 'Alex Example' })
const EARLIER = new Date('2026-11-20T08:00:00.000Z')
const NOW = new Date('2026-11-22T08:00:00.000Z')
const PRIVATE = { keys: {}, iv: 'x', data: 'y' }

test('the card from before is kept together with the one that takes its place', async () => {
  const { device, page, saved } = await phoneWith(SAM)

  await replace(page, saved, ALEX)

  const later = device.launch()
  const before = await later.store.loadBefore()
  assert.equal((await later.store.loadCard()).card.name, 'Alex Example')
  assert.deepEqual(plain(before), {
    card: SAM,
    savedAt: EARLIER.toISOString(),
    generation: (await later.store.loadCard()).generation,
    privatePart: { was: PRIVATE, generation: 7 },
    log: null,
    keptAt: NOW.toISOString()
  })
})

test('where there was no card, that is kept too', async () => {
  const page = new Device().launch()
  const none = await page.store.loadCard()

  await replace(page, none, ALEX)

  const { card, savedAt } = await page.store.loadBefore()
  assert.deepEqual({ card, savedAt }, { card: null, savedAt: '' })
})

test('at whatever step the phone dies, card and card from before belong together', async () => {
  let ends = new Set()
  for (let diesAt = 1; diesAt < 40; diesAt += 1) {
    const { device, page, saved } = await phoneWith(SAM)
    page.arm({ diesAt })

    await replace(page, saved, ALEX).catch(() => {})

    const later = device.launch()
    const { card } = await later.store.loadCard()
    const before = await later.store.loadBefore()
    ends.add(card.name)
    assert.equal(
      before?.card.name,
      card.name === 'Alex Example' ? 'Sam Example' : undefined
    )
  }
  assert.equal(ends.size, 2)
})

for (const fault of ['commit', 'put', 'begin readwrite', 'open']) {
  test(`when the database fails at ${fault}, neither is kept`, async () => {
    const { device, saved } = await phoneWith(SAM)
    const page = device.launch({ fails: [fault] })

    await assert.rejects(replace(page, saved, ALEX), { name: 'CardStorageError' })

    const later = device.launch()
    assert.equal((await later.store.loadCard()).card.name, 'Sam Example')
    assert.equal(await later.store.loadBefore(), null)
  })
}

test('another tab’s change is not written over, nor the card from before', async () => {
  const { device, page, saved } = await phoneWith(SAM)
  await device.launch().store.saveCard({ name: 'Third' }, { now: NOW })

  await assert.rejects(replace(page, saved, ALEX), { name: 'CardChangedError' })

  assert.equal((await page.store.loadCard()).card.name, 'Third')
  assert.equal(await page.store.loadBefore(), null)
})

test('an ordinary save leaves the card from before where it is', async () => {
  const { page, saved } = await phoneWith(SAM)
  await replace(page, saved, ALEX)

  await page.store.saveCard({ name: 'Changed since' })

  assert.equal((await page.store.loadBefore()).card.name, 'Sam Example')
})

test('with the card the one from before is erased', async () => {
  const { device, page, saved } = await phoneWith(SAM)
  await replace(page, saved, ALEX)

  await page.store.eraseCard()

  assert.equal(await page.store.loadBefore(), null)
  assert.ok(![...(await device.records()).keys()].includes('card.before'))
})

for (const [what, spoil] of [
  ['damaged', (raw) => ({ ...raw, keptAt: EARLIER.toISOString() })],
  ['of a later release', (raw) => sealed({ ...raw, schema: 4 })],
  ['a text', () => 'text'],
  ['null', () => null]
]) {
  test(`a card from before that is ${what} is not offered`, async () => {
    const { device, page, saved } = await phoneWith(SAM)
    await replace(page, saved, ALEX)
    await device.records((store, records) => {
      store.put(spoil(records.get('card.before')), 'card.before')
    })

    assert.equal(await device.launch().store.loadBefore(), null)
  })
}

test('a card from before of the first schema is read, and names no card', async () => {
  const { device, page, saved } = await phoneWith(SAM)
  await replace(page, saved, ALEX)
  await device.records((store, records) => {
    const { generation: _, ...raw } = records.get('card.before')
    store.put(sealed({ ...raw, schema: 1, privatePart: null }), 'card.before')
  })

  const { card, generation, privatePart } = await page.store.loadBefore()

  assert.deepEqual(plain({ card, generation, privatePart }), {
    card: SAM,
    generation: 0,
    privatePart: null
  })
})

test('a card from before goes when the card is gone that took its place', async () => {
  const { device, page, saved } = await phoneWith(SAM)
  await replace(page, saved, ALEX)
  await eraseAsFirstRelease(device)

  await device.launch().store.loadCard()

  assert.equal((await device.records()).size, 0)
})

test('a card from before is kept while its card is only damaged', async () => {
  const { device, page, saved } = await phoneWith(SAM)
  await replace(page, saved, ALEX)
  for (const kind of ['slot a', 'slot b', 'mirror garbage', 'cache garbage']) {
    await device.corrupt(kind)
  }

  const later = device.launch()

  assert.equal((await later.store.loadCard()).state, 'damaged')
  assert.equal((await later.store.loadBefore()).card.name, 'Sam Example')
})

test('what cannot be confirmed is taken back, the card from before too', async () => {
  const { device, page, saved } = await phoneWith(SAM)
  page.arm({ fails: ['garbled'] })

  await assert.rejects(replace(page, saved, ALEX), { name: 'CardStorageError' })

  const later = device.launch()
  assert.equal((await later.store.loadCard()).card.name, 'Sam Example')
  assert.equal(await later.store.loadBefore(), null)
})

/** It knew of no more than this. */
async function eraseAsFirstRelease(device) {
  await device.records((store) => {
    store.delete('card.a')
    store.delete('card.b')
  })
  device.mirror.clear()
  device.cache.clear()
}

async function phoneWith(card) {
  const device = new Device()
  const page = device.launch()
  const saved = await page.store.saveCard(card, { now: EARLIER })
  return { device, page, saved }
}

function replace({ store }, { card, savedAt, generation }, other) {
  const present = { card, savedAt, privatePart: { was: PRIVATE, generation: 7 } }
  return store.saveCard(other, {
    basedOn: generation,
    now: NOW,
    together: async (_, generation) => [
      ['card.before', store.makeBefore({ ...present, generation }, NOW)]
    ]
  })
}

function sealed({ checksum: _, ...content }) {
  return { ...content, checksum: crc32(inFixedOrder(content)) }
}

const plain = (value) => JSON.parse(JSON.stringify(value))
