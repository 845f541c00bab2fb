import assert from 'node:assert/strict'
import { test } from 'node:test'

import { blankCard, cleanCard } from '../../../static/js/card/card-model.js'
import { makeRecord } from '../../../static/js/card/card-record.js'
import { inFixedOrder } from '../../../static/js/card/sealed.js'
import { crc32 } from '../../../static/js/card/crc32.js'
import { locked } from './private/support.js'
import { Device } from './support/device.js'

const SAM = cleanCard({ name: 'Sam Example', form: 'tablet' })
const ALEX = cleanCard({ name: 'Alex Example', form: 'injection' })
const NOW = new Date('2026-11-22T08:00:00.000Z')
const SECONDS = NOW.getTime() / 1000
const NONE = {
  state: 'none',
  card: null,
  generation: 0,
  savedAt: '',
  repaired: [],
  troubles: []
}

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

test('an erasure leaves nothing anywhere, the draft included', async () => {
  const { device, page } = await deviceWith(SAM, ALEX)
  await page.store.saveDraft(SAM)

  await page.store.eraseCard({ now: NOW })

  assert.equal((await device.records()).size, 0)
  assert.equal(device.mirror.size + device.cache.size, 0)
  assert.deepEqual(plain(await page.store.loadCard()), NONE)
  assert.equal(await page.store.loadDraft(), null)
})

test('an erasure cut short at any step is all or nothing, and stays so', async () => {
  const steps = await stepsOf((store) => store.eraseCard({ now: NOW }))
  assert.ok(steps > 20)
  for (let diesAt = 1; diesAt <= steps; diesAt += 1) {
    const { device, page } = await deviceWith(SAM, ALEX)
    page.arm({ diesAt })
    await page.store.eraseCard({ now: NOW }).catch(() => {})
    const slots = [...(await device.records()).values()]
    const isBuried = slots.every((slot) => slot.card === null)

    const { state, card } = await device.launch().store.loadCard()

    assert.equal(state, isBuried ? 'none' : 'kept', `step ${diesAt}`)
    if (!isBuried) assert.deepEqual(plain(card), ALEX)
    const again = await device.launch().store.loadCard()
    assert.equal(again.state, state)
    if (isBuried) assert.equal((await device.records()).size, 0)
  }
})

test('an erasure that the database refuses says so and is finished later', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['commit'] })

  await assert.rejects(page.store.eraseCard(), /may still be in: database/)

  const loaded = await device.launch().store.loadCard()
  assert.deepEqual(plain(loaded), NONE)
  assert.equal((await device.records()).size, 0)
})

test('a mirror that cannot be cleared keeps the tombstone in the database', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['mirror write', 'mirror drop'] })

  await assert.rejects(page.store.eraseCard(), /may still be in: mirror/)

  assert.equal(device.mirrored().card.name, 'Sam Example')
  assert.deepEqual(plain(await device.launch().store.loadCard()), NONE)
  assert.equal(device.mirror.size, 0)
})

test('a draft typed after an unfinished erasure is not erased with it', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['mirror write', 'mirror drop'] })
  await assert.rejects(page.store.eraseCard())
  await page.store.saveDraft(ALEX)

  const next = device.launch()
  await next.store.loadCard()

  assert.deepEqual(plain(await next.store.loadDraft()), ALEX)
})

test('finishing an erasure leaves what was kept since the phone was cleared', async () => {
  const { device, page } = await deviceWith(SAM)
  page.arm({ fails: ['cache drop'] })
  await page.store.eraseCard({ now: NOW })
  assert.equal(device.cached().card, null)
  await page.store.writePrivateRecord(locked('mine'))
  await page.store.saveDraft(ALEX, null)

  const next = device.launch()
  await next.store.loadCard()

  assert.deepEqual(plain(await next.store.loadDraft(blankCard())), ALEX)
  assert.equal((await next.store.lookAtPrivate()).state, 'kept')
  assert.equal(device.cache.size, 0)
})

test('an erasure finished later takes the draft from before it', async () => {
  const { device, page } = await deviceWith(SAM)
  await page.store.saveDraft(ALEX, SAM, { now: NOW })
  page.arm({ fails: ['commit'] })
  await assert.rejects(page.store.eraseCard({ now: new Date(NOW.getTime() + 1000) }))

  await device.launch().store.loadCard()

  assert.equal((await device.records()).size, 0)
})

test('only the card that was meant is erased', async () => {
  const { device, page, saved } = await deviceWith(SAM)
  await device.launch().store.saveCard(ALEX, { basedOn: saved.generation, now: NOW })

  await assert.rejects(page.store.eraseCard({ basedOn: saved.generation, now: NOW }), {
    name: 'CardChangedError'
  })

  assert.deepEqual(plain((await device.launch().store.loadCard()).card), ALEX)
})

test('a draft is kept apart from the card until dropped', async () => {
  const { device, page } = await deviceWith(SAM)

  await page.store.saveDraft({ ...ALEX, extra: 1 }, SAM)

  const next = device.launch()
  assert.deepEqual(plain(await next.store.loadDraft(SAM)), ALEX)
  assert.deepEqual(plain((await next.store.loadCard()).card), SAM)
  await next.store.dropDraft()
  assert.equal(await next.store.loadDraft(), null)
})

test('a draft brings back what was typed and leaves what was stored since', async () => {
  const { device, page } = await deviceWith(SAM)
  await page.store.saveDraft({ ...SAM, note: 'typed' }, SAM)
  const since = { ...SAM, lastDoseOn: '2026-11-22', allergies: 'penicillin' }

  const draft = await device.launch().store.loadDraft(since)

  assert.equal(draft.note, 'typed')
  assert.equal(draft.allergies, 'penicillin')
  assert.equal(draft.lastDoseOn, '2026-11-22')
})

test('a form left open keeps nothing that was taken off the card since', async () => {
  const { device, page } = await deviceWith({ ...SAM, reason: 'moved', note: 'gone' })
  const { card: opened } = await page.store.loadCard()
  const since = { ...opened, reason: '', note: '', lastDoseOn: '2026-11-22' }
  await device.launch().store.saveCard(since)
  await device.launch().store.saveCard(since)
  device.mirror.clear()
  device.cache.clear()

  await page.store.saveDraft({ ...opened, name: 'Sammy', note: 'gone, no' }, opened)

  const held = JSON.stringify([...(await device.records())])
  assert.equal(held.includes('moved'), false)
  const draft = await device.launch().store.loadDraft(since)
  const typed = { name: 'Sammy', note: 'gone, no' }
  assert.deepEqual(plain(draft), { ...plain(since), ...typed })
})

test('a form left open keeps only what was typed once the card is erased', async () => {
  const { device, page } = await deviceWith(SAM)
  await device.launch().store.eraseCard()

  await page.store.saveDraft({ ...SAM, note: 'typed' }, SAM)

  const draft = await device.launch().store.loadDraft(blankCard())
  assert.deepEqual(plain(draft), { ...blankCard(), note: 'typed' })
})

test('a draft that is refused leaves the draft before', async () => {
  const { page } = await deviceWith(SAM)
  const typed = { ...SAM, note: 'typed' }
  await page.store.saveDraft(typed, SAM)
  page.arm({ fails: ['commit'] })

  await assert.rejects(page.store.saveDraft(ALEX, SAM), { name: 'CardStorageError' })

  assert.deepEqual(plain(await page.store.loadDraft(SAM)), typed)
})

test('a blank card is a card like any other', async () => {
  const { device } = await deviceWith(blankCard())

  assert.equal((await device.launch().store.loadCard()).state, 'kept')
})

async function deviceWith(...cards) {
  const device = new Device()
  const page = device.launch()
  let saved
  for (const card of cards) saved = await page.store.saveCard(card, { now: NOW })
  return { device, page, saved }
}

/** How many storage calls it makes on a phone that holds a card. */
async function stepsOf(act) {
  const { page } = await deviceWith(SAM, ALEX)
  page.arm()
  await act(page.store)
  return page.steps
}

function sealed({ checksum: _, ...content }) {
  return { ...content, checksum: crc32(inFixedOrder(content)) }
}

function refusing(name) {
  return {
    open() {
      const request = { error: new DOMException('', name) }
      setImmediate(() => request.onerror())
      return request
    }
  }
}

function watch(method, tell) {
  return (...args) => {
    tell(args)
    return method(...args)
  }
}

const plain = (value) => structuredClone(value)
