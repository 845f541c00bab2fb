import assert from 'node:assert/strict'
import { test } from 'node:test'

import { addDays } from '../../../static/js/log/calendar-days.js'
import { MIRROR_LENGTH } from '../../../static/js/log/log-mirror.js'
import { cleanLog } from '../../../static/js/log/log-model.js'
import { examineLog } from '../../../static/js/log/log-record.js'
import { withChecksum } from '../../../static/js/card/sealed.js'
import { Device } from '../card/support/device.js'
import { entry } from './support/any-log.js'

const NOW = new Date('2026-11-22T08:00:00.000Z')
const MIRROR = 'carrycard.log'
const adding =
  (...entries) =>
  (log) => ({ ...log, entries: [...log.entries, ...entries] })

test('with nothing kept there is a blank log', async () => {
  const { page } = phone()

  const loaded = await page.store.log.loadLog()

  assert.deepEqual(plain(loaded), {
    state: 'none',
    log: cleanLog(null),
    generation: 0,
    savedAt: '',
    troubles: []
  })
})

test('what is changed is there after a launch', async () => {
  const { device, page } = phone()
  const dose = entry('2026-11-22')

  await page.store.log.changeLog(adding(dose), { now: NOW })

  const { state, log, troubles } = await device.launch().store.log.loadLog()
  assert.deepEqual(plain({ state, troubles }), { state: 'kept', troubles: [] })
  assert.deepEqual(plain(log.entries), [dose])
})

test('the two slots are written in turn, so the log before stays whole', async () => {
  const { device, page } = phone()
  for (const day of ['20', '21', '22']) {
    await page.store.log.changeLog(adding(entry(`2026-11-${day}`)), { now: NOW })
  }

  const records = await device.records()

  const counts = ['log.a', 'log.b'].map(
    (key) => examineLog(records.get(key)).record.log.entries.length
  )
  assert.deepEqual(counts.sort(), [2, 3])
})

for (const fails of [['commit'], ['put'], ['begin readwrite'], ['garbled'], ['open']]) {
  test(`when "${fails}" goes wrong the old log is whole, and it is said`, async () => {
    const { device, page } = phone()
    await page.store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })
    const other = device.launch()
    other.arm({ fails })

    const changing = other.store.log.changeLog(adding(entry('2026-11-22')), {
      now: NOW
    })

    await assert.rejects(changing, { name: 'LogStorageError', unsure: false })
    const { log, state } = await device.launch().store.log.loadLog()
    assert.equal(state, 'kept')
    assert.deepEqual(
      log.entries.map(({ on }) => on),
      ['2026-11-21']
    )
  })
}

test('what a change throws is thrown, and nothing is changed', async () => {
  const { page } = phone()
  await page.store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })

  const changing = page.store.log.changeLog(() => {
    throw new RangeError('mine')
  })

  await assert.rejects(changing, { name: 'RangeError' })
  assert.equal((await page.store.log.loadLog()).log.entries.length, 1)
})

test('a log based on an older one is refused', async () => {
  const { device, page } = phone()
  const { generation } = await page.store.log.changeLog(adding(entry('2026-11-20')), {
    now: NOW
  })
  await device.launch().store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })

  const changing = page.store.log.changeLog(adding(entry('2026-11-22')), {
    basedOn: generation
  })

  await assert.rejects(changing, { name: 'LogChangedError' })
})

test('a log of a later release is neither read nor written over', async () => {
  const { device, page } = phone()
  await page.store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })
  const { checksum: _, ...held } = (await device.records()).get('log.a')
  const newer = withChecksum({ ...held, schema: 2, generation: held.generation + 5 })
  await device.records((store) => store.put(newer, 'log.b'))

  const other = device.launch()
  assert.equal((await other.store.log.loadLog()).state, 'newer')
  await assert.rejects(
    other.store.log.changeLog((log) => log),
    { name: 'LogNewerError' }
  )
  await assert.rejects(other.store.dose.recordDose({}, { now: NOW }), {
    name: 'LogNewerError'
  })

  assert.deepEqual((await device.records()).get('log.b'), newer)
  assert.equal((await other.store.loadCard()).state, 'none')
})

test('a log that cannot be read is said, and given up only when asked to', async () => {
  const { device, page } = phone()
  await page.store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })
  await device.records((store) => store.put({ any: 1 }, 'log.a'))
  device.mirror.set(MIRROR, '{"a":')

  const other = device.launch()
  assert.equal((await other.store.log.loadLog()).state, 'damaged')
  await assert.rejects(
    other.store.log.changeLog((log) => log),
    { name: 'LogDamagedError' }
  )
  assert.deepEqual((await device.records()).get('log.a'), { any: 1 })

  const anew = await other.store.log.changeLog((log) => log, { evenDamaged: true })
  assert.equal(anew.state, 'kept')
})

test('a database that was emptied is filled again from the mirror', async () => {
  const { device, page } = phone()
  await page.store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })
  await device.corrupt('database emptied')

  const { log, troubles } = await device.launch().store.log.loadLog()

  assert.deepEqual(plain(troubles), [])
  assert.equal(log.entries.length, 1)
  assert.ok((await device.records()).has('log.a'))
})

test('of a long log the mirror brings back the newest, and says that older are gone', async () => {
  const { device, page } = phone()
  const plan = { form: 'tablet', times: [{ day: 1, time: '08:00', strength: '' }] }
  await page.store.log.changeLog((log) => ({ ...adding(...years())(log), plan }), {
    now: NOW
  })
  assert.ok(device.mirror.get(MIRROR).length <= MIRROR_LENGTH)
  await device.corrupt('database emptied')

  const back = device.launch()
  const { log, troubles } = await back.store.log.loadLog()

  assert.deepEqual(plain(troubles), ['older'])
  assert.equal(log.plan.form, 'tablet')
  assert.ok(log.entries.length > 200, `${log.entries.length} entries`)
  assert.equal(log.entries.at(-1).on, addDays('2024-01-01', 799))
  assert.deepEqual(plain((await back.store.log.acceptLoss()).troubles), [])
})

for (const slot of ['log.a', 'log.b']) {
  test(`a long log survives damage to ${slot}`, async () => {
    const { device, page } = phone()
    await page.store.log.changeLog(adding(...years()), { now: NOW })
    await page.store.log.changeLog(adding(entry('2026-11-22')), { now: NOW })
    await device.records((store, records) =>
      store.put({ ...records.get(slot), generation: 1 }, slot)
    )

    const { log, troubles } = await device.launch().store.log.loadLog()

    assert.deepEqual(plain(troubles), [])
    assert.equal(log.entries.length, 801)
  })
}

test('without localStorage the log is kept twice inside', async () => {
  const { device, page } = phone()
  page.arm({ fails: ['mirror write', 'mirror read', 'mirror drop'] })

  const { troubles } = await page.store.log.changeLog(adding(entry('2026-11-21')), {
    now: NOW
  })

  assert.deepEqual(plain(troubles), ['mirror'])
  const records = await device.records()
  assert.deepEqual(records.get('log.a'), records.get('log.b'))
})

test('a full phone still shows the log, from the mirror', async () => {
  const { device, page } = phone()
  await page.store.log.changeLog(adding(entry('2026-11-21')), { now: NOW })
  const other = device.launch()
  other.arm({ fails: ['open'] })

  const { state, log, troubles } = await other.store.log.loadLog()

  assert.deepEqual(plain([state, troubles]), ['kept', ['database']])
  assert.equal(log.entries.length, 1)
})

test('a record of the first schema is read by this release', () => {
  // As it was first written; never to be changed.
  const raw = JSON.parse(
    String.raw`{"schema":1,"generation":1795334400,"savedAt":"2026-11-22T08:00:00.000Z","log":{"entries":[{"id":"0123456789abcdef","form":"tablet","what":"taken","on":"2026-11-21","time":"08:00","at":"2026-11-21T08:00:00.000Z","strength":"50 mg","note":"Two\nlines","supervisedBy":"Mum","slot":"2026-11-21T08:00","recordedAt":"2026-11-21T08:01:02.003Z"}],"plan":{"form":"tablet","times":[{"day":1,"time":"08:00","strength":"100 mg"}],"everyDays":0,"since":"2026-11-01"},"dates":[{"id":"fedcba9876543210","kind":"blood-test","on":"2026-12-01","time":"09:30","where":"Surgery","note":"","isDone":false}],"title":"Vitamins"},"typed":{"on":"2026-11-20","time":"07:00","at":"2026-11-20T07:00:00.000Z","since":"2026-11-20T09:00:00.000Z"},"isPart":false,"checksum":"169b4bd3"}`
  )

  const { record } = examineLog(raw)

  assert.deepEqual(record, raw)
})

test('nothing that may be kept makes it throw', () => {
  for (const raw of [undefined, null, 1, 'x', [], {}, { schema: 1, generation: 1 }]) {
    assert.equal(examineLog(raw).record, null)
  }
})

/** Of more than two years: longer than the mirror. */
const years = () =>
  Array.from({ length: 800 }, (_, at) => entry(addDays('2024-01-01', at)))

function phone() {
  const device = new Device()
  const page = device.launch()
  return { device, page }
}

const plain = (value) => JSON.parse(JSON.stringify(value))
