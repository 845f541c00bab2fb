import assert from 'node:assert/strict'
import { test } from 'node:test'

import { cleanCard } from '../../../../static/js/card/card-model.js'
import { withChecksum } from '../../../../static/js/card/sealed.js'
import { cleanLog } from '../../../../static/js/log/log-model.js'
import { entry } from '../../log/support/any-log.js'
import { Device } from '../support/device.js'

const SAM = cleanCard({ name: 'Sam Example' })
const EARLIER = new Date('2026-11-20T08:00:00.000Z')
const NOW = new Date('2026-11-22T12:00:00.000Z')
const [MONDAY, TUESDAY, TODAY] = ['16', '17', '22'].map((day) =>
  entry(`2026-11-${day}`)
)
const held = (entries, card = SAM) => ({
  card,
  savedAt: EARLIER.toISOString(),
  privatePart: null,
  log: entries && { book: cleanLog({ entries }), savedAt: EARLIER.toISOString() }
})

test('the log of a file is joined to the one that is here, and the card comes too', async () => {
  const { device, store } = await phoneWith(TODAY)

  await bring(store, held([MONDAY, TUESDAY]))

  assert.deepEqual(await days(device), ['2026-11-16', '2026-11-17', '2026-11-22'])
  const { card } = await store.loadCard()
  assert.deepEqual([card.name, card.lastDoseOn], ['Sam Example', '2026-11-22'])
})

test('undoing takes out what the file brought, and nothing recorded since', async () => {
  const { device, store } = await phoneWith(MONDAY)
  await bring(store, held([TUESDAY]))
  await store.dose.recordDose({}, { now: NOW })

  await store.bringBack((await store.toUndo(NOW)).offer, await store.present(), NOW)

  assert.deepEqual(await days(device), ['2026-11-16', '2026-11-22'])
  assert.equal((await store.loadCard()).card.lastDoseOn, '2026-11-22')
})

test('a file without a log leaves the one that is here', async () => {
  const { device, store } = await phoneWith(TODAY)

  const { offer } = await bring(store, held(null))

  assert.equal(offer.log, null)
  assert.deepEqual(await days(device), ['2026-11-22'])
})

test('a card from a file is never older than the newest dose in the log', async () => {
  const { store } = await phoneWith(TODAY)
  const old = { ...SAM, lastDoseOn: '2026-11-01', lastDoseTime: '', lastDoseAt: '' }

  await bring(store, held(null, old))

  assert.equal((await store.loadCard()).card.lastDoseOn, '2026-11-22')
})

test('the file of a phone without a card takes no card away', async () => {
  const { device, store } = await phoneWith(TODAY)
  await store.saveCard(SAM, { now: EARLIER })

  await bring(store, held([MONDAY], cleanCard(null)))

  assert.equal((await store.loadCard()).card.name, 'Sam Example')
  assert.deepEqual(await days(device), ['2026-11-16', '2026-11-22'])
})

test('where there was no card, taking it off parts the logs again', async () => {
  const { device, store } = await phoneWith(null)
  await bring(store, held([MONDAY]))

  await store.takeOff(NOW)

  assert.equal((await store.loadCard()).state, 'none')
  assert.deepEqual(await days(device), [])
})

test('a log changed in another window meanwhile is not written over', async () => {
  const { device, store } = await phoneWith(TODAY)
  const seen = await store.present()
  await device.launch().store.dose.recordDose({ on: '2026-11-21' }, { now: NOW })

  const bringing = store.bringBack(store.offerOf(held([MONDAY]), seen), seen, NOW)

  await assert.rejects(bringing, { name: 'CardChangedError' })
  assert.deepEqual(await days(device), ['2026-11-21', '2026-11-22'])
})

test('a log that a newer release kept stays as it is', async () => {
  const { device, store } = await phoneWith(TODAY)
  await device.records((disk, records) => {
    const { checksum: _, ...mine } = records.get('log.a')
    const newer = withChecksum({ ...mine, schema: 2, generation: mine.generation + 9 })
    disk.put(newer, 'log.b')
  })
  const before = (await device.records()).get('log.b')

  const { offer } = await bring(store, held([MONDAY]))

  assert.equal(offer.log, null)
  assert.deepEqual((await device.records()).get('log.b'), before)
})

test('at whatever step the phone dies, card and log come together', async () => {
  const ends = new Set()
  for (let diesAt = 1; diesAt < 80; diesAt += 2) {
    const { device, page, store } = await phoneWith(TODAY)
    page.arm({ diesAt })

    await bring(store, held([MONDAY])).catch(() => {})

    const { card } = await device.launch().store.loadCard()
    const count = (await days(device)).length
    assert.equal(count, card.name ? 2 : 1)
    ends.add(count)
  }
  assert.equal(ends.size, 2)
})

async function phoneWith(dose) {
  const device = new Device()
  const page = device.launch()
  const { store } = page
  if (dose) await store.dose.recordDose({ on: dose.on, time: dose.time }, { now: NOW })
  return { device, page, store }
}

async function bring(store, file) {
  const seen = await store.present()
  const offer = store.offerOf(file, seen, NOW)
  await store.bringBack(offer, seen, NOW)
  return { offer }
}

async function days(device) {
  const { log } = await device.launch().store.log.loadLog()
  return log.entries.map(({ on }) => on)
}
