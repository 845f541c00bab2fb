import assert from 'node:assert/strict'
import { test } from 'node:test'

import { cleanCard } from '../../../static/js/card/card-model.js'
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
    privatePart: { was: PRIVATE },
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
  ['of a later release', (raw) => ({ ...raw, schema: 2 })],
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

async function phoneWith(card) {
  const device = new Device()
  const page = device.launch()
  const saved = await page.store.saveCard(card, { now: EARLIER })
  return { device, page, saved }
}

function replace({ store }, { card, savedAt, generation }, other) {
  const present = { card, savedAt, privatePart: { was: PRIVATE } }
  const before = store.makeBefore(present, NOW)
  return store.saveCard(other, { basedOn: generation, now: NOW, before })
}

const plain = (value) => JSON.parse(JSON.stringify(value))
