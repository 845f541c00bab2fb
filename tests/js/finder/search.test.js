/** What serves a person's area is found first; filters; what is old and what is gone. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { packsOf } from '../../../static/js/finder/pack-store.js'
import { writePack } from './support/write-pack.js'

const NOW = new Date('2026-11-25T12:00:00Z') // a Wednesday
const HOLIDAYS = { england: ['2026-01-01', '2026-12-25'] }
const UPPER = { E07000117: 'E10000017' }
const PENDLE = {
  ...{ label: 'BB8', kind: 'outcode', radiusKm: 2, doubt: '' },
  ...{ latitude: 53.86, longitude: -2.17, nations: ['england'] },
  councils: ['E07000117', 'E08000033']
}

function search(rows, found = PENDLE, filters = {}, now = NOW) {
  const manifest = { packs: [], bankHolidays: HOLIDAYS }
  const packs = packsOf(manifest, [writePack(rows)], (code) => UPPER[code] ?? '')
  return packs.search(found, filters, now)
}

const names = (results) => results.map(({ listing }) => listing.name)
const near = { latitude: 53.87, longitude: -2.17 }
const far = { latitude: 54.5, longitude: -2.17 }

describe('for an area', () => {
  test('its own council comes first, then its county, another, its nation, anybody', () => {
    const { forArea, onlyNational } = search([
      { name: 'for anybody' },
      { name: 'for England', nations: ['england'] },
      { name: 'for the other council', councils: ['E08000033'], ...near },
      { name: 'for the county', councils: ['E10000017'], ...far },
      { name: 'for the district', councils: ['E07000117', 'E07000120'], ...near },
      { name: 'for Wales', nations: ['wales'] },
      { name: 'for elsewhere', councils: ['W06000015'], ...near },
      { name: 'a chemist, for anybody who comes', kind: 'pharmacy', ...near }
    ])

    assert.deepEqual(names(forArea), [
      'for the district',
      'for the county',
      'for the other council',
      'for England',
      'for anybody'
    ])
    assert.equal(onlyNational, false)
  })

  test('where no council has one, that is said, whatever was filtered', () => {
    const own = { name: 'own', councils: ['E07000117'] }
    const national = { name: 'all', nations: ['england'], kind: 'directory' }

    assert.equal(search([national]).onlyNational, true)
    assert.equal(search([national, own]).onlyNational, false)
    assert.equal(search([own], PENDLE, { kinds: ['family'] }).onlyNational, false)
  })

  test('of the same council the fresh come before the old, then the nearest', () => {
    const own = { councils: ['E07000117'] }
    const { forArea } = search([
      { name: 'far', ...own, ...far },
      { name: 'no point', ...own },
      { name: 'old', ...own, ...near, verifyBy: '2026-11-24' },
      { name: 'near', ...own, ...near }
    ])

    assert.deepEqual(names(forArea), ['near', 'far', 'no point', 'old'])
    assert.equal(forArea[2].distanceKm, null)
  })

  test('the nearest are found whomever they serve, but never one without a point', () => {
    const { nearest } = search([
      { name: 'no point', councils: ['E07000117'] },
      { name: 'far', ...far },
      { name: 'of elsewhere', councils: ['W06000015'], ...near }
    ])

    assert.deepEqual(names(nearest), ['of elsewhere', 'far'])
    assert.equal(Math.round(nearest[0].bearing), 0)
  })

  test('with nothing searched for, only what serves everybody or a nation is found', () => {
    const { forArea, nearest } = search(
      [
        { name: 'online', kind: 'mutual-aid' },
        { name: 'Wales', nations: ['wales'] },
        { name: 'own', councils: ['E07000117'], ...near }
      ],
      null
    )

    assert.deepEqual(names(forArea), ['Wales', 'online'])
    assert.deepEqual(nearest, [])
  })
})

describe('age', () => {
  const dates = (checkedOn, verifyBy, kind = 'treatment') =>
    search([{ ...near, checkedOn, verifyBy, kind }]).nearest

  test('over six months since the check, or never checked, is old', () => {
    assert.equal(dates('2026-05-25', '')[0].isOld, false)
    assert.equal(dates('2026-05-24', '')[0].isOld, true)
    assert.equal(dates('', '')[0].isOld, true)
    assert.equal(dates('2026-11-01', '2026-11-25')[0].isOld, false)
    assert.equal(dates('2026-11-01', '2026-11-24')[0].isOld, true)
  })

  test('180 days after the check was due it is gone, but never an emergency', () => {
    assert.equal(dates('2026-01-01', '2026-05-29').length, 1)
    assert.equal(dates('2026-01-01', '2026-05-28').length, 0)
    for (const kind of ['emergency', 'urgent', 'helpline']) {
      assert.equal(dates('2020-01-01', '2020-06-01', kind).length, 1)
    }
  })
})

describe('a filter', () => {
  const open = [[3, 540, 1020, 'closed']]
  const ROWS = [
    {
      name: 'clinic',
      ...near,
      selfReferral: 'yes',
      substances: ['opioids'],
      hours: open
    },
    { name: 'drink', ...near, selfReferral: 'no', substances: ['alcohol'] },
    { name: 'any', ...near, substances: ['any'], wheelchair: 'limited' },
    { name: 'silent', ...near, offers: ['opioids'], languages: ['Polish', 'Welsh'] },
    { name: 'kin', ...near, kind: 'family', hours: [[3, 1080, 1200, 'closed']] },
    {
      ...{ name: 'room', kind: 'mutual-aid', hours: open, wheelchair: 'yes' },
      ...{ meeting: ['NA', 'in-person', 'anyone', [], false], ...near }
    },
    {
      ...{ name: 'screen', kind: 'mutual-aid', hours: open, ...near },
      meeting: ['NA', 'online', 'anyone', [], true]
    },
    { name: 'asked', ...near, prescribesNaltrexone: 'yes', offers: ['phone', 'family'] }
  ]
  const CASES = [
    [{ kinds: ['family', 'treatment'] }, 'clinic drink any silent kin asked'],
    [{ kinds: [] }, 'clinic drink any silent kin room screen asked'],
    [{ selfReferral: true }, 'clinic'],
    [{ substance: 'opioids' }, 'clinic any silent kin room screen asked'],
    [{ substance: 'alcohol' }, 'drink any silent kin room screen asked'],
    [{ family: true }, 'kin asked'],
    [{ remote: true }, 'screen asked'],
    [{ wheelchair: true }, 'any room'],
    [{ language: 'Polish' }, 'silent'],
    [{ prescribesNaltrexone: 'yes' }, 'asked'],
    [{ openNow: true }, 'clinic room'],
    [{ openToday: true }, 'clinic kin room'],
    [{ openNow: true, kinds: ['treatment'] }, 'clinic'],
    [{ substance: 'alcohol', wheelchair: true }, 'any room']
  ]
  for (const [filters, expected] of CASES) {
    test(`${JSON.stringify(filters)} keeps ${expected}`, () => {
      const rows = ROWS.map((row) => ({ nation: 'england', ...row }))

      const { nearest } = search(rows, PENDLE, filters)

      assert.equal(names(nearest).join(' '), expected)
    })
  }
})

test('languages are listed once each, and a key leads to its listing', () => {
  const packs = packsOf({ packs: [], bankHolidays: {} }, [
    writePack([{ languages: ['Welsh', 'Polish'] }]),
    writePack([{ languages: ['Polish'], name: 'second', record: 'B-2' }])
  ])

  assert.deepEqual(packs.languages(), ['Polish', 'Welsh'])
  assert.equal(packs.byKey('made-up/B-2')?.name, 'second')
  assert.equal(packs.byKey('made-up/B-3'), null)
  assert.equal(packs.byKey('B-2'), null)
})
