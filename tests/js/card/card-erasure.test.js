/** Erasing leaves nothing, whenever it is cut short; a draft is never the card. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { blankCard } from '../../../static/js/card/card-model.js'
import { locked } from './private/support.js'
import { SAM, ALEX, NOW, NONE, deviceWith, stepsOf, plain } from './support/kept.js'

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
