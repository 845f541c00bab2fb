/** My services, recent places and reports as they are kept, changed and sent. */
import 'fake-indexeddb/auto'
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { answerTo, transact } from '../../../static/js/card/records-db.js'
import { sealed, unsealed } from '../../../static/js/shared/kept-record.js'
import {
  MOST,
  cleanEntries,
  cleanEntry,
  dialled,
  entryOf,
  faultOf,
  withEntry,
  withListing
} from '../../../static/js/finder/my-services.js'
import {
  MINE,
  changeMine,
  loadMine
} from '../../../static/js/finder/my-services-store.js'
import {
  recentPlaces,
  rememberPlace,
  wantRecent,
  withPlace
} from '../../../static/js/finder/recent-places.js'
import {
  REPORTS,
  TooManyReportsError,
  keepReport,
  readReports,
  sendReports,
  waitingReports
} from '../../../static/js/finder/reports.js'
import { aListing } from './support/page.js'

const put = (/** @type {string} */ key, /** @type {unknown} */ value) =>
  transact('readwrite', (store) => answerTo(store.put(value, key)))
const held = (/** @type {string} */ key) =>
  transact('readonly', (store) => answerTo(store.get(key)))
const anEntry = (/** @type {object} */ given = {}) =>
  cleanEntry({
    id: 'a',
    key: '',
    name: 'My pharmacy',
    phone: '0113 496 0000',
    ...given
  })

beforeEach(() => transact('readwrite', (store) => answerTo(store.clear())))

test('what was kept comes back, and a changed letter is noticed', () => {
  const kept = sealed(1, ['a'])

  assert.deepEqual(unsealed(kept, 1), { state: 'whole', content: ['a'] })
  assert.equal(unsealed({ ...kept, content: ['b'] }, 1).state, 'damaged')
  assert.equal(unsealed(sealed(2, ['a']), 1).state, 'newer')
  assert.equal(unsealed(undefined, 1).state, 'none')
  assert.equal(unsealed('nonsense', 1).state, 'damaged')
})

test('an entry is cleaned of what could fool the eye, and of other addresses', () => {
  const entry = cleanEntry({
    name: 'My‮ clinic\n',
    phone: 113,
    url: 'javascript:alert(1)',
    keptOn: 'soon'
  })

  assert.equal(entry.name, 'My clinic')
  assert.deepEqual([entry.phone, entry.url, entry.keptOn], ['', '', ''])
  assert.deepEqual(cleanEntries([{ phone: '1' }, null, 'x']), [])
})

test('what is kept of a listing is enough without the list', () => {
  const listing = aListing({
    phones: [{ number: '0113 496 0000', kind: 'voice', label: '', note: '' }],
    lines: ['1 Example Road'],
    town: 'Leeds',
    postcode: 'LS1 4AP'
  })

  const entry = entryOf(listing, 'b', '2026-11-22')

  assert.equal(entry.name, 'Example House')
  assert.equal(entry.phone, '0113 496 0000')
  assert.equal(entry.where, '1 Example Road, Leeds LS1 4AP')
  assert.equal(entryOf({ ...listing, isWithheld: true }, 'b', '2026-11-22').where, '')
})

test('the same listing is kept once, and a full list takes no more', () => {
  const one = anEntry({ key: 'made-up/1' })
  const again = anEntry({ id: 'z', key: 'made-up/1', name: 'New name' })

  assert.deepEqual(withEntry([one], again), [again])
  const full = Array.from({ length: MOST }, (_, at) => anEntry({ id: `e${at}` }))
  assert.equal(withEntry(full, anEntry({ id: 'more' })), null)
})

test('kept from the list again, what the person wrote stays', () => {
  const own = { name: 'Sam’s place', phone: '0113 496 0001', note: 'Ask for Sam' }
  const had = anEntry({ id: 'a', key: 'made-up/1', where: 'Old road', ...own })
  const again = anEntry({ id: 'z', key: 'made-up/1', where: 'New road', note: '' })

  assert.deepEqual(withListing([had], again), [{ ...had, where: 'New road' }])
  assert.deepEqual(withListing([], again), [again])
})

test('a name is asked for, and a number needs digits', () => {
  assert.equal(faultOf(anEntry({ name: ' ' })), 'noName')
  assert.equal(faultOf(anEntry({ phone: 'ask Sam' })), 'badPhone')
  assert.equal(faultOf(anEntry({ phone: '' })), null)
  assert.equal(dialled('+44 (0)113 496-0000'), '+441134960000')
})

test('my services are on the disk, and the record is gone with the last of them', async () => {
  await changeMine((list) => [...list, anEntry()])

  assert.deepEqual((await loadMine()).entries, [anEntry()])
  await changeMine(() => [])
  assert.equal(await held(MINE), undefined)
})

test('a list that a later release wrote is left as it is', async () => {
  const newer = sealed(99, [anEntry()])
  await put(MINE, newer)

  assert.equal((await loadMine()).state, 'newer')
  await assert.rejects(
    changeMine(() => []),
    { name: 'MineNewerError' }
  )
  assert.deepEqual(await held(MINE), newer)
})

test('no place is remembered unless that was chosen, and none after it is taken back', async () => {
  assert.equal(await rememberPlace('LS6'), null)
  assert.equal(await recentPlaces(), null)
  await wantRecent(true)
  await rememberPlace('LS6')
  assert.deepEqual(await rememberPlace('Leeds'), ['Leeds', 'LS6'])

  await wantRecent(false)

  assert.equal(await recentPlaces(), null)
})

test('five places are remembered, the newest first', () => {
  assert.deepEqual(withPlace(['b', 'a', 'c', 'd', 'e'], 'a'), ['a', 'b', 'c', 'd', 'e'])
  assert.deepEqual(withPlace(['a', 'b', 'c', 'd', 'e'], 'f'), ['f', 'a', 'b', 'c', 'd'])
})

const REPORT = { key: 'made-up/1', what: 'number', words: 'It rings nobody' }
/**
 * @param {(number | Error)[]} answers
 * @param {unknown[]} [asked]
 */
const server = (answers, asked = []) =>
  /** @type {typeof fetch} */ (
    async (address, options) => {
      asked.push([address, options])
      const next = answers.shift()
      if (typeof next !== 'number') throw next ?? new TypeError('no network')
      return new Response(null, { status: next })
    }
  )

test('a report waits without a network, and goes once with three things in it', async () => {
  /** @type {any[]} */
  const asked = []
  await keepReport(REPORT)

  assert.equal(await sendReports(server([])), 'kept')
  assert.equal(await waitingReports(), 1)
  assert.equal(await sendReports(server([202], asked)), 'sent')

  assert.equal(await held(REPORTS), undefined)
  const [address, { method, body, credentials, referrerPolicy }] = asked[0]
  assert.deepEqual([address, method], ['/api/finder/reports', 'POST'])
  assert.deepEqual(JSON.parse(body), REPORT)
  assert.deepEqual([credentials, referrerPolicy], ['omit', 'no-referrer'])
})

test('a server that has too many reports gets it later', async () => {
  await keepReport(REPORT)

  assert.equal(await sendReports(server([429])), 'later')

  assert.equal(await waitingReports(), 1)
})

for (const [status, outcome, left] of /** @type {const} */ ([
  [400, 'refused', 0],
  [404, 'refused', 0],
  [408, 'refused', 0],
  [413, 'refused', 0],
  [429, 'later', 1],
  [304, 'later', 1],
  [503, 'later', 1]
])) {
  test(`a report answered with ${status} is ${outcome}`, async () => {
    await keepReport(REPORT)

    assert.equal(await sendReports(server([status])), outcome)

    assert.equal(await waitingReports(), left)
  })
}

test('a report that nobody answers for ten seconds waits for another time', async (t) => {
  await keepReport(REPORT)
  /** @type {() => void} */
  let hasAsked = () => {}
  const asked = new Promise((resolve) => (hasAsked = () => resolve(undefined)))
  const silent = /** @type {typeof fetch} */ (
    (_, options) =>
      new Promise((_, reject) => {
        options?.signal?.addEventListener('abort', () => reject(options.signal?.reason))
        hasAsked()
      })
  )

  t.mock.timers.enable({ apis: ['setTimeout'] })
  const sending = sendReports(silent)
  await asked
  t.mock.timers.tick(10_000)

  assert.equal(await sending, 'kept')
  t.mock.timers.reset()
  assert.equal(await waitingReports(), 1)
})

test('a report that is refused does not hold up the next', async () => {
  await keepReport(REPORT)
  await keepReport({ ...REPORT, what: 'closed' })

  assert.equal(await sendReports(server([400, 202])), 'sent')

  assert.equal(await waitingReports(), 0)
})

test('where too many reports wait, none is pushed out', async () => {
  for (let each = 0; each < 20; each += 1) {
    await keepReport({ ...REPORT, words: String(each) })
  }

  await assert.rejects(keepReport(REPORT), TooManyReportsError)
  assert.equal(await waitingReports(), 20)
})

test('only what can be sent is read back', () => {
  const kept = sealed(1, [
    REPORT,
    { key: 'x', what: 'else', words: '' },
    null,
    { key: '' }
  ])

  assert.deepEqual(readReports(kept), [REPORT])
  assert.deepEqual(readReports({ ...kept, checksum: '0' }), [])
})
