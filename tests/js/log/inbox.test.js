import assert from 'node:assert/strict'
import { test } from 'node:test'

import { withChecksum } from '../../../static/js/card/sealed.js'
import { tapsIn } from '../../../static/js/log/inbox.js'
import { presets } from '../../../static/js/log/plan.js'
import { Device } from '../card/support/device.js'

const NOW = new Date('2026-11-22T12:00:00')
const SLOT = '2026-11-22T08:00'
const AT = new Date('2026-11-22T08:03:20').toISOString()
const TAP = { slot: SLOT, what: 'taken', at: AT }

test('a tap on a reminder becomes an entry and the card’s last dose, once', async () => {
  const { device, phone } = await aPhone()
  await phone.inbox.putInInbox(TAP)
  await phone.inbox.putInInbox({
    ...TAP,
    at: new Date('2026-11-22T08:09:00').toISOString()
  })

  const first = await phone.taking.takeIn({ now: NOW })
  const second = await phone.taking.takeIn({ now: NOW })

  assert.deepEqual([first.taken, second.taken, first.left], [1, 0, false])
  const [taken] = (await phone.log.loadLog()).log.entries
  assert.deepEqual([taken.slot, taken.time, taken.strength], [SLOT, '08:03', '50 mg'])
  assert.equal((await phone.loadCard()).card.lastDoseTime, '08:03')
  assert.ok(!(await device.records()).has('log.inbox'))
})

test('a planned time that was answered before is not answered twice', async () => {
  const { phone } = await aPhone()
  await phone.dose.recordDose({}, { now: new Date('2026-11-22T08:01:00') })
  await phone.inbox.putInInbox(TAP)

  const { taken } = await phone.taking.takeIn({ now: NOW })

  const { entries } = (await phone.log.loadLog()).log
  assert.deepEqual([taken, entries.length, entries[0].time], [0, 1, '08:01'])
})

test('one recorded by hand for no planned time is the same dose', async () => {
  const { phone } = await aPhone()
  await phone.dose.recordDose({ slot: '' }, { now: new Date('2026-11-22T08:01:00') })
  await phone.inbox.putInInbox(TAP)

  await phone.taking.takeIn({ now: NOW })

  const { entries } = (await phone.log.loadLog()).log
  assert.deepEqual(
    entries.map(({ slot, time }) => [slot, time]),
    [[SLOT, '08:01']]
  )
})

test('a reminder at another time than the plan’s answers the planned time', async () => {
  const { phone } = await aPhone()
  await phone.dose.recordDose({}, { now: new Date('2026-11-22T08:01:00') })
  await phone.inbox.putInInbox({ ...TAP, slot: '2026-11-22T08:15' })

  const { taken } = await phone.taking.takeIn({ now: NOW })

  const { entries } = (await phone.log.loadLog()).log
  assert.deepEqual([taken, entries.length, entries[0].slot], [0, 1, SLOT])
})

test('a reminder far from every planned time is a dose of its own', async () => {
  const { phone } = await aPhone()
  const late = new Date('2026-11-22T20:01:00')
  await phone.dose.recordDose({}, { now: new Date('2026-11-22T08:01:00') })
  await phone.inbox.putInInbox({
    ...TAP,
    slot: '2026-11-22T20:00',
    at: late.toISOString()
  })

  const { taken } = await phone.taking.takeIn({ now: late })

  const { entries } = (await phone.log.loadLog()).log
  assert.deepEqual(
    [taken, entries.map(({ slot }) => slot.slice(11))],
    [1, ['08:00', '20:00']]
  )
})

test('one that was skipped and then taken is taken', async () => {
  const { phone } = await aPhone()
  const skipped = {
    what: 'skipped',
    on: '2026-11-22',
    time: '08:00',
    slot: SLOT,
    note: 'ill'
  }
  const { entry } = await phone.dose.recordDose(skipped, { now: NOW })
  await phone.inbox.putInInbox(TAP)

  await phone.taking.takeIn({ now: NOW })

  const { entries } = (await phone.log.loadLog()).log
  assert.deepEqual(
    entries.map(({ id, what, note }) => [id, what, note]),
    [[entry.id, 'taken', 'ill']]
  )
})

test('a tap that comes in while others are taken in is not lost', async () => {
  const { device, phone } = await aPhone()
  const worker = device.launch().store
  const slots = ['2026-11-19', '2026-11-20', '2026-11-21'].map((day) => `${day}T08:00`)
  const put = (slot) =>
    worker.inbox.putInInbox({ ...TAP, slot, at: new Date(`${slot}:00`).toISOString() })
  await put(slots[0])

  await Promise.all([phone.taking.takeIn({ now: NOW }), ...slots.slice(1).map(put)])
  await phone.taking.takeIn({ now: NOW })

  const { entries } = (await phone.log.loadLog()).log
  assert.deepEqual(
    entries.map(({ slot }) => slot),
    slots
  )
})

for (const fails of ['commit', 'put', 'open', 'begin readwrite']) {
  test(`a tap that could not be taken in ("${fails}") is there the next time`, async () => {
    const { device, phone } = await aPhone()
    await phone.inbox.putInInbox(TAP)
    const page = device.launch()
    page.arm({ fails: [fails] })

    const { left } = await page.store.taking.takeIn({ now: NOW })

    assert.equal(left, true)
    assert.equal((await device.launch().store.taking.takeIn({ now: NOW })).taken, 1)
  })
}

test('with a log of a later release the tap waits', async () => {
  const { device, phone } = await aPhone()
  await phone.inbox.putInInbox(TAP)
  await device.records((store, records) => {
    const { checksum: _, ...held } = records.get('log.a')
    store.put(
      withChecksum({ ...held, schema: 2, generation: held.generation + 9 }),
      'log.b'
    )
  })

  assert.deepEqual(plain(await device.launch().store.taking.takeIn({ now: NOW })), {
    taken: 0,
    left: true
  })
  assert.equal(tapsIn((await device.records()).get('log.inbox')).length, 1)
})

test('an inbox of a later release is neither read nor written over', async () => {
  const { device, phone } = await aPhone()
  const newer = withChecksum({ schema: 2, taps: [TAP] })
  await device.records((store) => store.put(newer, 'log.inbox'))

  await assert.rejects(phone.inbox.putInInbox({ ...TAP, slot: '2026-11-23T08:00' }))
  await phone.taking.takeIn({ now: NOW })

  assert.deepEqual((await device.records()).get('log.inbox'), newer)
})

test('of a damaged inbox what makes sense is taken in', async () => {
  const { device, phone } = await aPhone()
  const damaged = { schema: 1, taps: [TAP, { slot: 'x' }, null], checksum: '0' }
  await device.records((store) => store.put(damaged, 'log.inbox'))

  assert.equal((await phone.taking.takeIn({ now: NOW })).taken, 1)
})

test('what no reminder sends is refused', async () => {
  const { phone } = await aPhone()

  for (const wrong of [{ slot: 'x' }, { at: 'now' }, { what: 'skipped' }]) {
    await assert.rejects(phone.inbox.putInInbox({ ...TAP, ...wrong }), {
      name: 'TypeError'
    })
  }
})

async function aPhone() {
  const device = new Device()
  const phone = device.launch().store
  const plan = {
    form: 'tablet',
    times: presets.daily('08:00', '50 mg'),
    since: '2026-11-01'
  }
  await phone.log.changeLog((log) => ({ ...log, plan }))
  return { device, phone }
}

const plain = (value) => JSON.parse(JSON.stringify(value))
