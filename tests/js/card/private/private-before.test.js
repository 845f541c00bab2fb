/** What goes from the card or the private part goes from what is kept of before too. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { blankCard, cleanCard } from '../../../../static/js/card/card-model.js'
import { inFixedOrder } from '../../../../static/js/card/sealed.js'
import { crc32 } from '../../../../static/js/card/crc32.js'
import { takenFrom } from '../../../../static/js/card/private/private-texts.js'
import { locked } from './support.js'
import { WholePhone } from './whole-phone.js'

const NOW = new Date('2026-11-22T08:00:00.000Z')
const OLD = 'the old passphrase'
const TEXTS = { reason: 'mine', conditions: '', notes: '' }

test('forgetting the part forgets the one from before an import', async () => {
  const { phone, app, old } = await withPartFromBefore()

  await app.kept.dropPrivate()

  assert.equal((await app.store.loadBefore()).privatePart, null)
  assert.equal((await app.store.loadBefore()).card.name, 'Sam')
  assert.equal((await phone.everything()).includes(old.data), false)
})

test('changing the passphrase leaves nothing that the old one opens', async () => {
  const { phone, app, old, open } = await withPartFromBefore()

  const next = await app.part.changePassphrase(open, 'quite other words')

  assert.equal(next.isOldGone, true)
  assert.equal((await phone.everything()).includes(old.data), false)
})

test('a part from before that cannot be taken out is told, and tried again', async () => {
  const { phone, app, open } = await withPartFromBefore()
  const kept = (await phone.disk()).get('card.before')
  await phone.disk((records) => records.put(ofLaterRelease(kept), 'card.before'))

  const next = await app.part.changePassphrase(open, 'quite other words')
  assert.equal(next.isOldGone, false)
  await phone.disk((records) => records.put(kept, 'card.before'))
  const saved = await app.part.keepTexts(next, TEXTS)

  assert.equal(saved.isOldGone, true)
  assert.equal((await app.store.loadBefore()).privatePart, null)
})

test('forgetting says so where a later release keeps a part from before', async () => {
  const { phone, app } = await withPartFromBefore()
  const later = ofLaterRelease((await phone.disk()).get('card.before'))
  await phone.disk((records) => records.put(later, 'card.before'))

  await assert.rejects(app.kept.dropPrivate(), { name: 'CardStorageError' })

  assert.equal(await app.kept.readPrivateRecord(), null)
  assert.deepEqual((await phone.disk()).get('card.before'), later)
})

test('writing on keeps the part from before, so that an import can be undone', async () => {
  const { app, open } = await withPartFromBefore()

  await app.part.keepTexts(open, { ...TEXTS, notes: 'more' })
  await app.kept.writePrivateRecord(null)

  assert.notEqual((await app.store.loadBefore()).privatePart, null)
})

test('a moved text is off the card from before, in whatever words', async () => {
  const { phone, app } = await withCardFromBefore()
  const { card } = await app.store.loadCard()

  const moved = await app.move.takeOffCard(takenFrom(card, ['reason', 'conditions']))

  const before = (await app.store.loadBefore()).card
  assert.equal(moved, 'moved')
  assert.deepEqual(before, { ...blankCard(), name: 'Sam', note: 'stays' })
  assert.doesNotMatch(await phone.everything(), /alcohol|one thing/i)
})

test('a card from before of a later release stays, and that is told', async () => {
  const { phone, app } = await withCardFromBefore()
  const later = ofLaterRelease((await phone.disk()).get('card.before'))
  await phone.disk((records) => records.put(later, 'card.before'))
  const { card } = await app.store.loadCard()

  const moved = await app.move.takeOffCard(takenFrom(card, ['reason']))

  assert.equal(moved, 'partly')
  assert.deepEqual((await phone.disk()).get('card.before'), later)
})

test('a damaged card from before goes, since nobody can clean it', async () => {
  const { phone, app } = await withCardFromBefore()
  const kept = (await phone.disk()).get('card.before')
  const damaged = { ...kept, keptAt: NOW.toISOString().replace('2026', '2025') }
  await phone.disk((records) => records.put(damaged, 'card.before'))
  const { card } = await app.store.loadCard()

  const moved = await app.move.takeOffCard(takenFrom(card, ['reason']))

  assert.equal(moved, 'moved')
  assert.equal((await phone.disk()).has('card.before'), false)
})

/** A phone with a part that came in a file, which the old passphrase opens too. */
async function withPartFromBefore() {
  const phone = new WholePhone()
  const app = phone.open()
  await app.store.saveCard({ name: 'Sam' })
  const { record: old } = await app.part.setUp(OLD, TEXTS)
  const seen = await app.bring.present()
  const other = { ...old, data: locked('from a file').data }
  const offer = { card: cleanCard({ name: 'Alex' }), savedAt: NOW.toISOString() }
  await app.bring.bringBack({ ...offer, privatePart: { now: other } }, seen, NOW)
  await app.kept.writePrivateRecord(old)
  const record = await app.kept.readPrivateRecord()
  const open = await app.part.openByPassphrase(record, OLD)
  const kept = (await app.store.loadBefore()).privatePart.was
  assert.equal(kept.data, old.data)
  return { phone, app, old, open }
}

async function withCardFromBefore() {
  const phone = new WholePhone()
  const app = phone.open()
  const first = { name: 'Sam', note: 'stays', reason: 'alcohol', showReason: true }
  await app.store.saveCard({ ...first, conditions: 'one thing' })
  const seen = await app.bring.present()
  const card = cleanCard({ name: 'Sam', reason: 'Alcohol', conditions: 'two' })
  const offer = { card, savedAt: NOW.toISOString(), privatePart: null }
  await app.bring.bringBack(offer, seen, NOW)
  return { phone, app }
}

function ofLaterRelease(before) {
  const { checksum: _, ...content } = before
  const later = { ...content, schema: 99 }
  return { ...later, checksum: crc32(inFixedOrder(later)) }
}
