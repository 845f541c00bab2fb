/** From what was typed, or where the phone is, to a place and whose it is. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { locator } from '../../../static/js/finder/locate.js'
import { tables } from './support/tables.js'

const real = locator(tables())

/** Twenty postcodes: what is typed, its outcode, and the councils it may lie in. */
const POSTCODES = /** @type {const} */ ([
  ['LS6 2AB', 'LS6', 'england', 'E08000035'],
  ['tn23 1pf', 'TN23', 'england', 'E07000105 E10000016'],
  ['SW1A2AA', 'SW1A', 'england', 'E09000033'],
  ['M1 1AE', 'M1', 'england', 'E08000003'],
  ['NE1 7RU', 'NE1', 'england', 'E08000021'],
  ['tr1 2hd', 'TR1', 'england', 'E06000052'],
  ['S1 2HE', 'S1', 'england', 'E08000039'],
  ['CF10 3NP', 'CF10', 'wales', 'W06000015'],
  ['SA1 3SN', 'SA1', 'wales', 'W06000011'],
  ['ll55 1sh', 'LL55', 'wales', 'W06000002'],
  ['SY23 1AA', 'SY23', 'wales', 'W06000008'],
  ['EH1 1YZ', 'EH1', 'scotland', 'S12000036'],
  ['G2 1DU', 'G2', 'scotland', 'S12000049'],
  ['ZE1 0AA', 'ZE1', 'scotland', 'S12000027'],
  ['IV2 3BW', 'IV2', 'scotland', 'S12000017'],
  ['BT1 5GS', 'BT1', 'northern-ireland', 'N09000003'],
  ['bt48 6dq', 'BT48', 'northern-ireland', 'N09000005'],
  ['BT74 7BT', 'BT74', 'northern-ireland', 'N09000006'],
  ['IM1 3PX', 'IM1', 'crown-dependency', ''],
  ['JE2 3QA', 'JE2', 'crown-dependency', '']
])

for (const [typed, outcode, nation, councils] of POSTCODES) {
  test(`${typed} is near ${outcode}, in ${nation}, without the full list`, async () => {
    const [found] = await real.find(typed)

    assert.equal(found?.label, outcode)
    assert.equal(found?.kind, 'outcode')
    assert.equal(found?.doubt, 'not-known')
    assert.equal(found?.nations[0], nation)
    assert.ok(found?.councils.join(' ').startsWith(councils))
    assert.ok((found?.radiusKm ?? 0) > 0)
  })
}

/** Twenty places: what is typed, what is shown, and about where it is. */
const PLACES = /** @type {const} */ ([
  ['leeds', 'Leeds', 'E08000035', 53.8, -1.55],
  ['ashford, kent', 'Ashford, Kent', 'E07000105', 51.15, 0.87],
  ['brighton', 'Brighton, Brighton and Hove', 'E06000043', 50.83, -0.14],
  ['penzance', 'Penzance, Cornwall', 'E06000052', 50.12, -5.54],
  ['berwick', 'Berwick-Upon-Tweed, Northumberland', 'E06000057', 55.77, -2.0],
  ['toxteth', 'Toxteth, Liverpool', 'E08000012', 53.39, -2.97],
  ['cardiff', 'Cardiff', 'W06000015', 51.48, -3.18],
  ['bangor, gwynedd', 'Bangor, Gwynedd', 'W06000002', 53.23, -4.13],
  ['wrecsam', 'Wrexham', 'W06000006', 53.05, -3.0],
  ['tyddewi', 'St Davids, Pembrokeshire', 'W06000009', 51.88, -5.27],
  ['welshpool', 'Welshpool, Powys', 'W06000023', 52.66, -3.15],
  ['glasgow', 'Glasgow', 'S12000049', 55.87, -4.26],
  ['inverness', 'Inverness, Highland', 'S12000017', 57.48, -4.22],
  ['stornoway', 'Stornoway, Na h-Eileanan Siar', 'S12000013', 58.21, -6.39],
  ['lerwick', 'Lerwick, Shetland Islands', 'S12000027', 60.15, -1.15],
  ['belfast', 'Belfast', 'N09000003', 54.6, -5.93],
  ['bangor, ards', 'Bangor, Ards and North Down', 'N09000011', 54.65, -5.67],
  ['derry', 'Derry, Derry City and Strabane', 'N09000005', 55.0, -7.31],
  ['omagh', 'Omagh, Fermanagh and Omagh', 'N09000006', 54.6, -7.3],
  ['douglas, isle', 'Douglas, Isle of Man', undefined, 54.15, -4.48]
])

for (const [typed, label, council, latitude, longitude] of PLACES) {
  test(`${typed} is ${label}`, async () => {
    const [found] = await real.find(typed)

    assert.equal(found?.label, label)
    assert.equal(found?.kind, 'place')
    assert.equal(found?.councils[0], council)
    assert.ok(Math.abs((found?.latitude ?? 0) - latitude) < 0.05)
    assert.ok(Math.abs((found?.longitude ?? 0) - longitude) < 0.05)
  })
}

for (const [typed, label] of /** @type {const} */ ([
  ['Kent', 'Kent'],
  ['ynys mon', 'Isle of Anglesey'],
  ['powys', 'Powys'],
  ['orkney', 'Orkney Islands'],
  ['Durham', 'Durham, County Durham'],
  ['Camden', 'Camden']
])) {
  test(`a county may be typed for a place: ${typed}`, async () => {
    const [found] = await real.find(typed)

    assert.equal(found?.label, label)
    assert.equal(found?.councils.length, 1)
  })
}

test('an outcode on a border may lie in either nation, and both are said', async () => {
  for (const outcode of ['CH1', 'CH4', 'SY10', 'NP16', 'TD12']) {
    const [found] = await real.find(outcode)
    assert.equal(new Set(found?.nations).size, 2, outcode)
  }
})

test('letters alone are all that begins with them, after the towns', async () => {
  const ls = await real.find('LS')
  const le = await real.find('le')

  assert.deepEqual(
    ls.map(({ label }) => label),
    ['LS']
  )
  assert.ok(ls[0]?.councils.includes('E08000035'))
  assert.ok((ls[0]?.radiusKm ?? 0) > 5)
  assert.equal(le[0]?.label, 'Leeds')
  assert.equal(le.at(-1)?.label, 'LE')
})

test('what is neither, and what stands for no place, finds nothing', async () => {
  for (const typed of ['GIR 0AA', 'E22 1AA', 'ZZ1 1AA', 'qwxyzq', '!', '']) {
    assert.deepEqual(await real.find(typed), [], typed)
  }
})

test('where the phone is, the nearest outcode says whose it is', async () => {
  const leeds = await real.near(53.8, -1.55)
  const ashford = await real.near(51.1465, 0.875)
  const paris = await real.near(48.85, 2.35)
  const northSea = await real.near(57, 2)

  assert.deepEqual([leeds.label, leeds.kind, leeds.doubt], ['', 'device', 'nearest'])
  assert.equal(leeds.councils[0], 'E08000035')
  assert.deepEqual(ashford.councils.slice(0, 2), ['E07000105', 'E10000016'])
  assert.deepEqual([paris.councils, paris.nations], [[], []])
  assert.deepEqual(northSea.councils, [])
})

/** The invented area whose file the reader's own tests have. */
const fixture = new Uint8Array(
  readFileSync(new URL('./fixtures/area-zz.bin', import.meta.url))
)
const invented = {
  outcodes: {
    councils: ['X00000001', 'X00000002'],
    outcodes: 'ZZ1 ZZ2',
    latitudes: [54120, 54500],
    longitudes: [-3450, -3500],
    radii: [30, 10],
    councilsOf: '0.1 1',
    noPlace: ''
  },
  places: {
    councils: [],
    names: '',
    also: {},
    latitudes: [],
    longitudes: [],
    sizes: [],
    councilsOf: ''
  },
  councils: {
    codes: 'X00000001 X00000002',
    names: 'One|Two',
    slugs: 'one two',
    also: {},
    boards: [''],
    boardOf: [0, 0],
    upper: {}
  }
}
const full = locator({
  ...invented,
  areaBytes: async (area) => (area === 'ZZ' ? fixture : null)
})

test('with the full list, a postcode is where it is, in the one council', async () => {
  const [found] = await full.find('zz1 0ab')

  assert.deepEqual(
    [found?.label, found?.kind, found?.latitude, found?.longitude, found?.doubt],
    ['ZZ1 0AB', 'postcode', 54.1235, -3.4561, '']
  )
  assert.deepEqual(found?.councils, ['X00000001'])
  assert.ok((found?.radiusKm ?? 1) <= 0.1)
})

test('one that has ended says so, and one that never was falls to its outcode', async () => {
  const [ended] = await full.find('ZZ1 0AD')
  const [never] = await full.find('ZZ1 0AE')

  assert.deepEqual([ended?.label, ended?.doubt], ['ZZ1 0AD', 'ended'])
  assert.deepEqual([never?.label, never?.doubt], ['ZZ1', 'not-known'])
})

test('half a postcode is its sector where the list is there', async () => {
  const [found] = await full.find('ZZ1 9')

  assert.deepEqual([found?.label, found?.councils], ['ZZ1 9', ['X00000002']])
})

test('with the full list, the nearest postcode says whose the phone is', async () => {
  const found = await full.near(54.1, -3.4001)

  assert.deepEqual(found.councils, ['X00000002'])
})

test('a list that cannot be read is as good as none', async () => {
  for (const areaBytes of [
    async () => fixture.slice(0, 40),
    async () => {
      throw new Error('Storage is gone')
    }
  ]) {
    const damaged = locator({ ...invented, areaBytes })

    const [found] = await damaged.find('ZZ1 0AB')
    const near = await damaged.near(54.1, -3.4001)

    assert.deepEqual([found?.label, found?.doubt], ['ZZ1', 'not-known'])
    assert.equal(near.councils[0], 'X00000001')
  }
})
