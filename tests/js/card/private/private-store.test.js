/** The private part is kept whole or not at all, and no older one stays behind it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { Phone, locked } from './support.js'

const A = 'card.private.a'
const B = 'card.private.b'

test('what is kept is read again, as it was locked', async () => {
  const phone = new Phone()

  await phone.open().store.writePrivateRecord(locked('one'))

  const { state, record } = await phone.open().store.lookAtPrivate()
  assert.equal(state, 'kept')
  assert.deepEqual(plain(record.keys), locked('one').keys)
  assert.equal(record.data, locked('one').data)
})

test('a phone without one says so', async () => {
  const { store } = new Phone().open()

  assert.deepEqual(plain(await store.lookAtPrivate()), {
    state: 'none',
    record: null,
    generation: 0
  })
  assert.equal(await store.readPrivateRecord(), null)
})

test('after a change nothing of the one before is on the disk', async () => {
  const phone = new Phone()
  const { store } = phone.open()
  await store.writePrivateRecord(locked('before'))

  const { isOldGone } = await store.writePrivateRecord(locked('after'))

  const disk = await phone.disk()
  assert.equal(isOldGone, true)
  assert.deepEqual(
    [disk.get(A).data, disk.get(B).data],
    Array(2).fill(locked('after').data)
  )
})

test('full storage loses nothing, and says so', async () => {
  const phone = new Phone()
  const { store, fails } = phone.open()
  await store.writePrivateRecord(locked('before'))
  fails.add('full')

  await assert.rejects(store.writePrivateRecord(locked('after')), {
    name: 'CardStorageError'
  })

  assert.equal(
    (await phone.open().store.readPrivateRecord()).data,
    locked('before').data
  )
})

test('where the older one cannot be written over, it is emptied', async () => {
  const phone = new Phone()
  const { store, fails } = phone.open()
  await store.writePrivateRecord(locked('before'))
  fails.add('full after one')

  const { isOldGone } = await store.writePrivateRecord(locked('after'))

  const held = [...(await phone.disk()).values()].map((each) => each.data)
  assert.equal(isOldGone, true)
  assert.deepEqual(held, [locked('after').data])
})

test('where the older one cannot even be emptied, that is told', async () => {
  const phone = new Phone()
  const { store, fails } = phone.open()
  await store.writePrivateRecord(locked('before'))
  fails.add('full after one').add('delete')

  const { isOldGone, record } = await store.writePrivateRecord(locked('after'))

  assert.equal(isOldGone, false)
  assert.equal(record.data, locked('after').data)
})

test('what reads back as something else is taken away, and the one before stays', async () => {
  const phone = new Phone()
  const { store, fails } = phone.open()
  await store.writePrivateRecord(locked('before'))
  fails.add('garbled')

  await assert.rejects(store.writePrivateRecord(locked('after')))

  assert.equal(
    (await phone.open().store.readPrivateRecord()).data,
    locked('before').data
  )
})

test('a window that has an older one open is refused', async () => {
  const phone = new Phone()
  const one = phone.open().store
  const other = phone.open().store
  const { record } = await one.writePrivateRecord(locked('first'))
  await other.writePrivateRecord(locked('second'), { basedOn: record.generation })

  const late = one.writePrivateRecord(locked('third'), { basedOn: record.generation })

  await assert.rejects(late, { name: 'CardChangedError' })
  assert.equal((await other.readPrivateRecord()).data, locked('second').data)
})

test('a window that has a forgotten one open cannot write over a new one', async () => {
  const phone = new Phone()
  const { store } = phone.open()
  const now = (at) => ({ now: new Date(`2026-11-22T${at}Z`) })
  const first = await store.writePrivateRecord(locked('first'), now('10:00:00'))
  await store.dropPrivate()
  await store.writePrivateRecord(locked('second'), now('10:00:01'))

  const late = store.writePrivateRecord(locked('third'), {
    basedOn: first.record.generation,
    ...now('10:00:02')
  })

  await assert.rejects(late, { name: 'CardChangedError' })
})

test('forgetting leaves no slot, and the card alone', async () => {
  const phone = new Phone()
  const { store } = phone.open()
  await store.writePrivateRecord(locked('one'))
  await phone.disk((records) => records.put('a card', 'card.a'))

  await store.dropPrivate()

  assert.deepEqual([...(await phone.disk()).keys()], ['card.a'])
})

test('forgetting that the browser refuses is told', async () => {
  const phone = new Phone()
  const { store, fails } = phone.open()
  await store.writePrivateRecord(locked('one'))
  fails.add('delete')

  await assert.rejects(store.dropPrivate(), { name: 'CardStorageError' })

  assert.notEqual(await phone.open().store.readPrivateRecord(), null)
})

test('a browser that opens no database is not called empty', async () => {
  const { store, fails } = new Phone().open()
  fails.add('open')

  await assert.rejects(store.lookAtPrivate(), { name: 'CardStorageError' })
})

test('one damaged slot of two loses nothing', async () => {
  const phone = new Phone()
  await phone.open().store.writePrivateRecord(locked('one'))
  await phone.open().store.writePrivateRecord(locked('two'))
  for (const slot of [A, B]) {
    const held = await phone.disk()
    await phone.disk((records) =>
      records.put({ ...held.get(slot), data: 'AA==' }, slot)
    )

    const { state } = await phone.open().store.lookAtPrivate()

    assert.equal(state, slot === A ? 'kept' : 'damaged')
  }
})

test('what a newer release kept is neither read nor written over', async () => {
  const phone = new Phone()
  const { store } = phone.open()
  const { record } = await store.writePrivateRecord(locked('one'))
  const { crc32 } = await import('../../../../static/js/card/crc32.js')
  const { inFixedOrder } = await import('../../../../static/js/card/sealed.js')
  const { checksum: _, ...content } = plain(record)
  const newer = { ...content, version: 2, generation: content.generation + 1 }
  const sealed = { ...newer, checksum: crc32(inFixedOrder(newer)) }
  await phone.disk((records) => records.put(sealed, A))

  assert.equal((await store.lookAtPrivate()).state, 'newer')
  await assert.rejects(store.writePrivateRecord(locked('two')), {
    name: 'CardNewerError'
  })
  assert.deepEqual((await phone.disk()).get(A), sealed)
})

test('what is not locked is never written', async () => {
  const phone = new Phone()
  const { store } = phone.open()
  await store.writePrivateRecord(locked('one'))
  const weak = locked('two')
  weak.keys.passphrase.iterations = 1000

  for (const raw of [
    weak,
    { ...locked('two'), iv: '' },
    locked('x', { passkey: {} })
  ]) {
    await assert.rejects(store.writePrivateRecord(raw), TypeError)
  }
  assert.equal((await store.readPrivateRecord()).data, locked('one').data)
})

test('null drops it, for whoever brings back a card that had none', async () => {
  const phone = new Phone()
  const { store } = phone.open()
  await store.writePrivateRecord(locked('one'))

  await store.writePrivateRecord(null)

  assert.equal(await store.readPrivateRecord(), null)
})

test('rubbish in a slot harms nobody', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (rubbish) => {
      const phone = new Phone()
      await phone.disk((records) => records.put(rubbish, A))

      assert.equal((await phone.open().store.lookAtPrivate()).state, 'damaged')
    }),
    { numRuns: 50 }
  )
})

const plain = (value) => structuredClone(value)
