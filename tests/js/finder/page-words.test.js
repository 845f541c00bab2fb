/** What the finder's page says of places, distances, hours and services. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardContent, ringFirst } from '../../../static/js/finder/card-content.js'
import { whichOf } from '../../../static/js/finder/choose-place.js'
import { awayInWords, withinMiles } from '../../../static/js/finder/distance-words.js'
import { countOf, filtersOf } from '../../../static/js/finder/filters.js'
import { councilsInWords, foundInWords } from '../../../static/js/finder/found-words.js'
import { timeInWords, weekInWords } from '../../../static/js/finder/hours-words.js'
import { openInWords } from '../../../static/js/finder/open-words.js'
import { packsInWords } from '../../../static/js/finder/packs-notice.js'
import { aListing, aPlace, words } from './support/page.js'

for (const [km, bearing, said] of /** @type {const} */ ([
  [0.05, 10, 'Less than 0.1 miles'],
  [0.644, 45, '0.4 miles north-east'],
  [1.609, 350, '1 mile north'],
  [15.9, 181, '9.9 miles south'],
  [16.1, 270, '10 miles west'],
  [32, 337.6, '20 miles north']
])) {
  test(`${km} km at ${bearing} degrees is ${said}`, () => {
    assert.equal(awayInWords({ distanceKm: km, bearing }, words), said)
  })
}

test('a circle is never said to be smaller than it is', () => {
  assert.equal(withinMiles(0.6, words), '1 mile')
  assert.equal(withinMiles(2.4, words), '2 miles')
  assert.equal(withinMiles(3.5, words), '3 miles')
})

test('half a postcode is near, within about so many miles', () => {
  const found = aPlace({ label: 'LS6', kind: 'outcode', radiusKm: 2.8 })

  assert.equal(foundInWords(found, words), 'Near LS6, within about 2 miles.')
})

test('a postcode no longer in use, and a border, are said', () => {
  const found = aPlace({
    label: 'CH4 0AA',
    doubt: 'ended',
    nations: ['england', 'wales']
  })

  const said = foundInWords(found, words)

  assert.match(said, /no longer in use/)
  assert.match(said, /both nations/)
})

test('several councils are named as several', () => {
  assert.equal(councilsInWords(['Leeds'], words), 'Council: Leeds.')
  assert.match(
    councilsInWords(['Leeds', 'Bradford', 'Kirklees'], words),
    /Leeds, Bradford or Kirklees/
  )
  assert.equal(councilsInWords([], words), '')
})

const BANGORS = [
  aPlace({ label: 'Bangor, County Down', kind: 'place' }),
  aPlace({ label: 'Bangor, Gwynedd', kind: 'place' })
]

test('two places of one name are asked about', () => {
  const { chosen, others } = whichOf(BANGORS, 'bangor')

  assert.equal(chosen, null)
  assert.deepEqual(others, BANGORS)
})

test('the one place of that name is taken, and the others stay to be chosen', () => {
  const leeds = aPlace({ label: 'Leeds, West Yorkshire', kind: 'place' })
  const longer = aPlace({ label: 'Leedstown, Cornwall', kind: 'place' })

  assert.deepEqual(whichOf([leeds, longer], ' LEEDS'), {
    chosen: leeds,
    others: [longer]
  })
})

test('a half-typed name with several ends is asked about', () => {
  assert.equal(whichOf(BANGORS, 'bang').chosen, null)
})

for (const [minutes, said] of /** @type {const} */ ([
  [0, 'midnight'],
  [540, '9am'],
  [720, 'noon'],
  [1050, '5:30pm'],
  [1440, 'midnight'],
  [1500, '1am']
])) {
  test(`${minutes} minutes after midnight is ${said}`, () => {
    assert.equal(timeInWords(minutes, words), said)
  })
}

test('a week is read out in its order, with what is special of a row', () => {
  const [first, second] = aListing({
    hours: [
      { weekday: 4, opens: 1080, closes: 1140, purpose: 'meeting', weeks: [1, -1] },
      { weekday: 1, opens: 540, closes: 1020 }
    ]
  }).hours

  assert.deepEqual(
    weekInWords(
      [first, second].flatMap((each) => each ?? []),
      words,
      '2026-11-22'
    ),
    [
      'Monday 9am – 5pm',
      'Thursday 6pm – 7pm, meeting, first of the month, last of the month'
    ]
  )
})

const AROUND = {
  words,
  day: (/** @type {string} */ day) => day,
  today: '2026-11-22',
  isRough: false,
  council: (/** @type {string} */ code) => (code === 'E08000035' ? 'Leeds' : ''),
  source: () => 'Example list'
}
const result = (/** @type {object} */ given) => ({
  listing: aListing(given),
  distanceKm: 1,
  bearing: 0,
  isOld: false
})

test('hours that are over, or have not begun, are not read out', () => {
  const { hours } = aListing({
    hours: [
      { weekday: 1, opens: 540, closes: 1020, validTo: '2026-11-21' },
      { weekday: 2, opens: 540, closes: 1020, validFrom: '2026-11-23' },
      { weekday: 3, opens: 540, closes: 1020, validTo: '2026-11-22' }
    ]
  })

  assert.deepEqual(weekInWords(hours, words, '2026-11-22'), ['Wednesday 9am – 5pm'])
})

test('naltrexone is said to be prescribed only with the day that was asked', () => {
  const yes = { prescribesNaltrexone: 'yes', naltrexoneCheckedOn: '2026-10-01' }

  assert.match(cardContent(result(yes), AROUND).gives, /Yes \(asked on 2026-10-01\)/)
  assert.match(
    cardContent(result({ prescribesNaltrexone: 'yes' }), AROUND).gives,
    /Not known, ring first/
  )
  assert.doesNotMatch(
    cardContent(result({ offers: ['naltrexone', 'detox'] }), AROUND).offers,
    /naltrexone/i
  )
})

test('what was not checked for long, or never, says to ring first', () => {
  assert.equal(ringFirst(result({}), words), '')
  assert.match(ringFirst({ ...result({}), isOld: true }, words), /six months/)
  assert.match(
    ringFirst(result({ checkedOn: '' }), words),
    /Nobody has checked this yet/
  )
  assert.equal(ringFirst({ ...result({ kind: 'emergency' }), isOld: true }, words), '')
})

test('what was only read is never said to be checked', () => {
  const said = (/** @type {string} */ checkedHow) =>
    cardContent(result({ checkedHow }), AROUND).checked

  assert.match(said('rang'), /^We rang on 2026-11-01/)
  assert.match(said('visited'), /^Checked on 2026-11-01/)
  for (const how of [
    'read on its page',
    'read in a stored copy of its page',
    'from the register'
  ]) {
    assert.match(said(how), /2026-11-01\. Nobody has rung yet\./)
    assert.doesNotMatch(said(how), /Checked|We rang/)
  }
})

test('a distance from a place known only roughly is said to be rough', () => {
  const away = (/** @type {boolean} */ isRough) =>
    cardContent(result({}), { ...AROUND, isRough }).away

  assert.equal(away(false), '0.6 miles north')
  assert.equal(away(true), 'About 0.6 miles north')
})

test('a withheld address is not shown in any row', () => {
  const content = cardContent(
    result({ isWithheld: true, lines: ['1 Example Road'], directions: 'Back door' }),
    AROUND
  )

  assert.doesNotMatch(JSON.stringify(content), /Example Road|Back door/)
})

test('an alert whose day is over is not shown', () => {
  const alert = 'Shut for repairs'

  const content = (/** @type {string} */ alertUntil) =>
    cardContent(result({ alert, alertUntil }), AROUND).alert
  assert.equal(content('2026-11-21'), '')
  assert.equal(content('2026-11-22'), alert)
  assert.equal(content(''), alert)
})

test('no choice shows everything', () => {
  assert.deepEqual(filtersOf(new FormData(), ''), {})
})

test('each choice is one more filter', () => {
  const form = new FormData()
  form.append('when', 'openNow')
  form.append('kind', 'pharmacy')
  form.append('kind', 'family')
  form.append('about', 'alcohol')
  form.append('gives', 'unknown')

  const filters = filtersOf(form, 'Welsh')

  assert.deepEqual(filters, {
    openNow: true,
    kinds: ['pharmacy', 'family'],
    substance: 'alcohol',
    prescribesNaltrexone: 'unknown',
    language: 'Welsh'
  })
  assert.equal(countOf(filters), 6)
})

test('packs that are not here, old or good are told apart', () => {
  const now = new Date('2026-11-22T12:00:00Z')
  const day = (/** @type {string} */ text) => text
  const say = (/** @type {object} */ news) =>
    packsInWords({ manifest: null, update: '', now, ...news }, words, day)

  assert.equal(say({}), '')
  assert.match(say({ update: 'offline' }), /once you are online.*My services work/)
  const manifest = {
    built_at: '2026-05-01T00:00:00Z',
    expires_at: '2026-08-01T00:00:00Z'
  }
  assert.match(say({ manifest, update: 'current' }), /2026-05-01.*old/)
  assert.equal(
    say({ manifest: { ...manifest, expires_at: '2027-01-01T00:00:00Z' } }),
    ''
  )
})

const MONDAYS = [{ weekday: 1, opens: 540, closes: 1020 }]
const NO_HOLIDAYS = { england: ['2026-01-01', '2026-12-25'] }
const onMonday = (/** @type {string} */ clock) => new Date(`2026-11-23T${clock}:00Z`)
for (const [what, given, at, said] of /** @type {const} */ ([
  ['open', { hours: MONDAYS }, '10:00', 'Open now, until 5pm.'],
  ['not open yet', { hours: MONDAYS }, '08:00', 'Opens today at 9am.'],
  ['closed for the day', { hours: MONDAYS }, '18:00', 'Closed now. Today 9am – 5pm.'],
  ['of no known hours', { phones: [{}] }, '10:00', 'Hours not known, ring first.'],
  ['paused', { hours: MONDAYS, status: 'paused' }, '10:00', 'Closed for now.'],
  ['a list on the web', { kind: 'directory' }, '10:00', '']
])) {
  test(`a service that is ${what} says so`, () => {
    const listing = aListing({ nation: 'england', ...given })

    assert.equal(openInWords(listing, onMonday(at), NO_HOLIDAYS, words), said)
  })
}

test('a day off that nobody spoke of is said to be doubtful', () => {
  const listing = aListing({
    nation: 'england',
    hours: [{ weekday: 5, opens: 540, closes: 1020 }]
  })

  const said = openInWords(
    listing,
    new Date('2026-12-25T10:00:00Z'),
    NO_HOLIDAYS,
    words
  )

  assert.match(said, /bank holiday/)
})
