import assert from 'node:assert/strict'
import { test } from 'node:test'

import { closeTo } from '../../../static/js/log/dose.js'
import { blankLog, cleanLog } from '../../../static/js/log/log-model.js'
import { presets } from '../../../static/js/log/plan.js'
import { Device } from '../card/support/device.js'
import { entry } from './support/any-log.js'

const NOW = new Date('2026-11-22T08:05:30')
const HOUR_MS = 3_600_000
const later = (hours) => new Date(NOW.getTime() + hours * HOUR_MS)

test('one tap records a dose now, and the card shows it', async () => {
  const { phone } = aPhone()

  const { entry: taken, card } = await phone.dose.recordDose({}, { now: NOW })

  assert.equal(card, 'changed')
  assert.deepEqual([taken.what, taken.on, taken.time], ['taken', '2026-11-22', '08:05'])
  assert.equal(taken.at, new Date('2026-11-22T08:05:00').toISOString())
  assert.deepEqual(await shown(phone), ['2026-11-22', '08:05', taken.at])
  const { card: made } = await phone.loadCard()
  assert.deepEqual([made.name, made.form], ['', ''])
})

test('a tablet of the plan is recorded with its strength, for its planned time', async () => {
  const { phone } = aPhone()
  const plan = {
    form: 'tablet',
    times: presets.daily('08:00', '50 mg'),
    since: '2026-11-01'
  }
  await phone.log.changeLog((log) => ({ ...log, plan }))

  const { entry: taken } = await phone.dose.recordDose({}, { now: NOW })

  assert.deepEqual([taken.strength, taken.slot], ['50 mg', '2026-11-22T08:00'])
})

test('a dose of yesterday does not make the card’s last dose older', async () => {
  const { phone } = aPhone()
  await phone.dose.recordDose({}, { now: NOW })

  const { card } = await phone.dose.recordDose(
    { on: '2026-11-21', time: '08:00' },
    { now: NOW }
  )

  assert.equal(card, 'same')
  assert.equal((await shown(phone))[0], '2026-11-22')
})

test('what was skipped does not reach the card', async () => {
  const { phone } = aPhone()

  await phone.dose.recordDose({ what: 'skipped' }, { now: NOW })

  assert.equal((await phone.loadCard()).state, 'none')
})

test('a dose in the future is refused, on another day or this one', async () => {
  const { phone } = aPhone()
  const refused = { name: 'DoseInFutureError' }
  const record = (given) => phone.dose.recordDose(given, { now: NOW })

  await assert.rejects(record({ on: '2026-11-23' }), refused)
  await assert.rejects(record({ on: '2026-11-22', time: '08:15' }), refused)
  await assert.rejects(record({ on: '2026-11-23', what: 'skipped' }), refused)
  await record({ on: '2026-11-22', time: '08:09' }) // a clock may be a little fast
  await record({ on: '2026-11-22', time: '20:00', what: 'skipped' })
  const { id } = (await phone.log.loadLog()).log.entries[0]
  await assert.rejects(
    phone.dose.editEntry(id, { time: '09:00' }, { now: NOW }),
    refused
  )

  assert.equal((await phone.log.loadLog()).log.entries.length, 2)
})

test('an entry that names no real day is refused', async () => {
  const { phone } = aPhone()

  for (const given of [
    { on: '2026-02-30' },
    { on: '2026-11-22', time: '25:00' },
    { what: 'x' }
  ]) {
    await assert.rejects(phone.dose.recordDose(given, { now: NOW }), {
      name: 'NotAnEntryError'
    })
  }
})

test('undoing brings back the dose that was on the card before', async () => {
  const { phone } = aPhone()
  await phone.dose.recordDose({}, { now: later(-24) })
  await phone.dose.recordDose({}, { now: NOW })

  const { entry: gone } = await phone.dose.undoLast({ now: later(0.1) })
  assert.equal(gone.on, '2026-11-22')
  assert.equal((await shown(phone))[0], '2026-11-21')

  await phone.dose.undoLast({ now: later(0.2) })
  assert.deepEqual(await shown(phone), ['', '', ''])
  await assert.rejects(phone.dose.undoLast(), { name: 'EntryGoneError' })
})

test('a time that is edited is edited on the card', async () => {
  const { phone } = aPhone()
  const { entry: taken } = await phone.dose.recordDose({}, { now: NOW })

  const edited = await phone.dose.editEntry(
    taken.id,
    { time: '07:30', note: 'x' },
    { now: NOW }
  )

  assert.equal(edited.entry.at, new Date('2026-11-22T07:30:00').toISOString())
  assert.deepEqual(await shown(phone), ['2026-11-22', '07:30', edited.entry.at])
  await phone.dose.editEntry(taken.id, { what: 'skipped' }, { now: NOW })
  assert.deepEqual(await shown(phone), ['', '', ''])
})

test('a note that is edited leaves moment and planned time as they were', async () => {
  const { phone } = aPhone()
  const given = { on: '2026-11-21', time: '08:00', slot: '2026-11-20T23:00' }
  const { entry: taken } = await phone.dose.recordDose(given, { now: NOW })

  const { entry: edited } = await phone.dose.editEntry(taken.id, { note: 'at work' })

  assert.deepEqual(plain(edited), { ...plain(taken), note: 'at work' })
})

test('a last dose typed later by hand stays, and a newer dose takes its place', async () => {
  const { phone } = aPhone()
  await phone.dose.recordDose({}, { now: later(-48) })
  await typeByHand(phone, '2026-11-22', '06:00')

  await phone.dose.recordDose({ on: '2026-11-21', time: '20:00' }, { now: NOW })
  assert.equal((await shown(phone))[1], '06:00')

  await phone.dose.recordDose({}, { now: NOW })
  assert.equal((await shown(phone))[1], '08:05')
  await phone.dose.undoLast({ now: NOW })
  assert.deepEqual((await shown(phone)).slice(0, 2), ['2026-11-22', '06:00'])
})

test('one typed earlier by hand, to put it right, is back after an undo', async () => {
  const { phone } = aPhone()
  await phone.dose.recordDose({}, { now: later(-24) })
  await typeByHand(phone, '2026-11-21', '07:00', later(-23))

  await phone.dose.recordDose({}, { now: NOW })
  await phone.dose.undoLast({ now: NOW })

  assert.deepEqual((await shown(phone)).slice(0, 2), ['2026-11-21', '07:00'])
})

test('one typed for a time to come gives way', async () => {
  const { phone } = aPhone()
  await typeByHand(phone, '2031-01-01', '07:00')

  await phone.dose.recordDose({}, { now: NOW })

  assert.equal((await shown(phone))[0], '2026-11-22')
})

test('what else is on the card is untouched', async () => {
  const { phone } = aPhone()
  await phone.saveCard({ name: 'Sam', form: 'injection', note: 'Two\nlines' })

  await phone.dose.recordDose({}, { now: NOW })

  const { card } = await phone.loadCard()
  assert.deepEqual(
    [card.name, card.form, card.note],
    ['Sam', 'injection', 'Two\nlines']
  )
})

test('where the card cannot be read, the dose is recorded all the same', async () => {
  const { device, phone } = aPhone()
  await device.records((store) => store.put({ any: 1 }, 'card.a'))

  const { card, log } = await phone.dose.recordDose({}, { now: NOW })

  assert.equal(card, 'unreadable')
  assert.equal(log.entries.length, 1)
  assert.deepEqual((await device.records()).get('card.a'), { any: 1 })
})

test('at whatever step the phone dies, log and card say the same', async () => {
  const ends = new Set()
  for (let diesAt = 1; diesAt < 60; diesAt += 1) {
    const { device, page, phone } = aPhone()
    await phone.saveCard({ name: 'Sam' })
    page.arm({ diesAt })

    await phone.dose.recordDose({}, { now: NOW }).catch(() => {})

    const next = device.launch().store
    const { log } = await next.log.loadLog()
    const { card } = await next.loadCard()
    assert.equal(card.lastDoseAt, log.entries[0]?.at ?? '')
    ends.add(log.entries.length)
  }
  assert.deepEqual(ends, new Set([0, 1]))
})

test('already logged within six hours', () => {
  const log = cleanLog({ entries: [entry('2026-11-22', '08:05')] })
  const at = (time) => closeTo(log, new Date(`2026-11-22T${time}:00`))?.time

  assert.equal(at('14:04'), '08:05')
  assert.equal(at('02:06'), '08:05')
  assert.equal(at('14:05'), undefined)
  assert.equal(closeTo(blankLog(), NOW), null)
})

test('one of today whose time is not known is asked about too', () => {
  const log = cleanLog({ entries: [entry('2026-11-22', '')] })

  assert.equal(closeTo(log, NOW)?.on, '2026-11-22')
  assert.equal(closeTo(log, later(24)), null)
})

test('one that was skipped is not', () => {
  const skipped = entry('2026-11-22', '08:05', { what: 'skipped' })

  assert.equal(closeTo(cleanLog({ entries: [skipped] }), NOW), null)
})

function aPhone() {
  const device = new Device()
  const page = device.launch()
  return { device, page, phone: page.store }
}

async function shown({ loadCard }) {
  const { card } = await loadCard()
  return [card.lastDoseOn, card.lastDoseTime, card.lastDoseAt]
}

async function typeByHand(phone, on, time, now = NOW) {
  const { card } = await phone.loadCard()
  const lastDoseAt = new Date(`${on}T${time}:00`).toISOString()
  await phone.saveCard(
    { ...card, lastDoseOn: on, lastDoseTime: time, lastDoseAt },
    { now }
  )
}

const plain = (value) => JSON.parse(JSON.stringify(value))
