/** Saving: all or nothing, in every copy, and mended from any one of them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { blankCard, cleanCard } from '../../../static/js/card/card-model.js'
import { Device } from './support/device.js'
import {
  SAM,
  ALEX,
  NOW,
  SECONDS,
  NONE,
  deviceWith,
  watch,
  plain
} from './support/kept.js'

test('before the first save there is no card', async () => {
  assert.deepEqual(plain(await new Device().launch().store.loadCard()), NONE)
})

test('a saved card loads in a new page, and nothing needs repair', async () => {
  const { device } = await deviceWith(SAM)

  const loaded = await device.launch().store.loadCard()

  assert.deepEqual(plain(loaded), {
    state: 'kept',
    card: SAM,
    generation: SECONDS,
    savedAt: NOW.toISOString(),
    repaired: [],
    troubles: []
  })
})

test('a card that bears an earlier day is numbered by the clock all the same', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['cache drop'] })
  await page.store.eraseCard({ now: NOW })
  const later = device.launch({ fails: ['cache read', 'cache write', 'cache drop'] })
  const savedAt = new Date('2024-01-01T08:00:00.000Z')

  await later.store.saveCard(ALEX, { now: new Date(NOW.getTime() + 60_000), savedAt })

  const loaded = await device.launch().store.loadCard()
  assert.equal(loaded.card?.name, 'Alex Example')
  assert.equal(loaded.savedAt, savedAt.toISOString())
})

test('a card never bears a day that is still to come', async () => {
  const { page } = await deviceWith(SAM)

  const saved = await page.store.saveCard(ALEX, {
    now: NOW,
    savedAt: new Date('2099-01-01T00:00:00.000Z')
  })

  assert.equal(saved.savedAt, NOW.toISOString())
})

test('a save is strict: it waits for the disk', async () => {
  const { page } = await deviceWith(SAM)

  const began = page.seen.filter((step) => step.startsWith('begin'))
  assert.deepEqual(began, ['begin readwrite', 'begin readonly'])

  let asked
  page.connection.transaction = watch(page.connection.transaction, (args) => {
    asked ??= args
  })
  await page.store.saveCard(ALEX, { now: NOW })
  assert.deepEqual(plain(asked), ['records', 'readwrite', { durability: 'strict' }])
})

test('a saved card is cleaned', async () => {
  const saved = await new Device()
    .launch()
    .store.saveCard({ name: ' Sam\u202e ', x: 1 })

  assert.deepEqual(plain(saved.card), cleanCard({ name: 'Sam' }))
})

test('saves take turns between the slots, so the card before stays whole', async () => {
  const { device, page } = await deviceWith(SAM)

  await page.store.saveCard(ALEX, { now: NOW })

  const records = await device.records()
  const names = [records.get('card.a'), records.get('card.b')].map((r) => r.card.name)
  assert.deepEqual(names.sort(), ['Alex Example', 'Sam Example'])
  assert.equal(device.mirrored().card.name, 'Alex Example')
  assert.equal(device.cached().card.name, 'Alex Example')
})

test('generations go up even when the clock goes back', async () => {
  const { page } = await deviceWith(SAM)

  const saved = await page.store.saveCard(ALEX, { now: new Date('2001-01-01') })

  assert.equal(saved.generation, SECONDS + 1)
})

const REFUSALS = [
  ['the transaction aborts with no error on any request', ['commit']],
  ['the put is refused', ['put']],
  ['no transaction can begin', ['begin readwrite', 'begin readonly']],
  ['what was written cannot be read back', ['begin readonly']],
  ['what was written reads back as something else', ['garbled']]
]

for (const [name, fails] of REFUSALS) {
  test(`the card before is intact when ${name}`, async () => {
    const { device, page } = await deviceWith(SAM)
    page.arm({ fails })

    await assert.rejects(page.store.saveCard(ALEX, { now: NOW }), (error) => {
      assert.equal(error.name, 'CardStorageError')
      assert.ok(error.cause)
      assert.equal(error.unsure, false)
      return true
    })

    page.arm()
    assert.deepEqual(plain((await page.store.loadCard()).card), SAM)
    assert.deepEqual(plain((await device.launch().store.loadCard()).card), SAM)
  })
}

test('a save that can be neither confirmed nor taken back says so', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['begin readonly', 'delete'] })

  await assert.rejects(page.store.saveCard(ALEX, { now: NOW }), { unsure: true })

  const { card } = await device.launch().store.loadCard()
  assert.deepEqual(plain(card), ALEX)
})

test('a save in another tab is not overwritten', async () => {
  const { device, page, saved } = await deviceWith(SAM)
  await device.launch().store.saveCard(ALEX, { basedOn: saved.generation, now: NOW })

  const late = page.store.saveCard({ name: 'Late' }, { basedOn: saved.generation })

  await assert.rejects(late, { name: 'CardChangedError' })
  assert.deepEqual(plain((await page.store.loadCard()).card), ALEX)
})

test('of two tabs that save at once one is refused', async () => {
  const { device, page, saved } = await deviceWith(SAM)
  const tabs = [page, device.launch()]

  const both = await Promise.allSettled(
    tabs.map(({ store }) => store.saveCard(ALEX, { basedOn: saved.generation }))
  )

  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
})

test('a tab left open over an erasure does not bring its card back', async () => {
  const { device, page, saved } = await deviceWith(SAM)
  const other = device.launch()
  await other.store.eraseCard({ now: NOW })
  await other.store.saveCard(ALEX, { now: new Date(NOW.getTime() + 1000) })

  const late = page.store.saveCard(SAM, { basedOn: saved.generation })

  await assert.rejects(late, { name: 'CardChangedError' })
})

for (const [copy, fails] of [
  ['mirror', ['mirror write']],
  ['cache', ['cache write']]
]) {
  test(`a save without the ${copy} is kept, said, and leaves no stale copy`, async () => {
    const { device, page } = await deviceWith(SAM)
    page.arm({ fails })

    const saved = await page.store.saveCard(ALEX, { now: NOW })

    assert.deepEqual(plain(saved.troubles), [copy])
    assert.equal(copy === 'mirror' ? device.mirrored() : device.cached(), undefined)
    const loaded = await device.launch().store.loadCard()
    assert.deepEqual(plain(loaded.card), ALEX)
    assert.deepEqual(plain(loaded.repaired), [copy])
  })
}

test('with neither mirror nor cache the database holds the card twice', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['mirror write', 'cache write'] })

  const saved = await page.store.saveCard(ALEX, { now: NOW })

  assert.deepEqual(plain(saved.troubles), ['mirror', 'cache'])
  const records = await device.records()
  assert.deepEqual(records.get('card.a'), records.get('card.b'))
})

for (const kind of [
  'slot a',
  'slot b',
  'database emptied',
  'mirror garbage',
  'mirror truncated',
  'mirror deleted',
  'cache deleted',
  'cache garbage'
]) {
  test(`the card survives, and is whole again, after: ${kind}`, async () => {
    const { device } = await deviceWith(SAM, ALEX)
    await device.corrupt(kind)

    const loaded = await device.launch().store.loadCard()

    assert.deepEqual(plain(loaded.card), ALEX)
    assert.equal(loaded.repaired.length, 1)
    assert.deepEqual(plain(loaded.troubles), [])
    const again = await device.launch().store.loadCard()
    assert.deepEqual(plain([again.card, again.repaired]), [ALEX, []])
  })
}

test('a mirror that a crash left one save behind is replaced', async () => {
  const { device, page } = await deviceWith(SAM)
  const behind = new Map(device.mirror)
  await page.store.saveCard(ALEX, { now: NOW })
  device.mirror = behind

  const loaded = await device.launch().store.loadCard()

  assert.deepEqual(plain([loaded.card, loaded.repaired]), [ALEX, ['mirror']])
  assert.equal(device.mirrored().card.name, 'Alex Example')
})

test('with no copy readable the card is called damaged and nothing is deleted', async () => {
  const { device } = await deviceWith(SAM)
  await device.corrupt('slot a')
  await device.corrupt('mirror garbage')
  await device.corrupt('cache garbage')
  const before = [await device.records(), [...device.mirror], [...device.cache]]

  const loaded = await device.launch().store.loadCard()

  assert.deepEqual(plain(loaded), { ...NONE, state: 'damaged' })
  const after = [await device.records(), [...device.mirror], [...device.cache]]
  assert.deepEqual(after, before)
})

test('a blank card is a card like any other', async () => {
  const { device } = await deviceWith(blankCard())

  assert.equal((await device.launch().store.loadCard()).state, 'kept')
})
