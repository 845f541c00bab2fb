/** A place is found by its name, however it is spelt, and told from its namesakes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { plainName } from '../../../static/js/finder/places.js'
import { readCouncils } from '../../../static/js/finder/councils.js'
import { readPlaces } from '../../../static/js/finder/places.js'
import { slipsToBeginning } from '../../../static/js/finder/slips.js'
import { tables } from './support/tables.js'

const { places, councils } = tables()
const find = readPlaces(places, readCouncils(councils))
const labels = (/** @type {string} */ typed) => find(typed).map(({ label }) => label)

for (const [typed, first] of /** @type {const} */ ([
  ['Leeds', 'Leeds'],
  ['leed', 'Leeds'],
  ['  LEEDS ', 'Leeds'],
  ['bangor, gwynedd', 'Bangor, Gwynedd'],
  ['Bangor, ards', 'Bangor, Ards and North Down'],
  ["king's lynn", "King's Lynn, Norfolk"],
  ['kings lynn', "King's Lynn, Norfolk"],
  ['King’s Lynn', "King's Lynn, Norfolk"],
  ['st andrews', 'St Andrews, Fife'],
  ['Saint Andrews', 'St Andrews, Fife'],
  ['st. andrews', 'St Andrews, Fife'],
  ['stoke on trent', 'Stoke-on-Trent'],
  ['hull', 'Kingston upon Hull'],
  ['upon tyne', 'Newcastle upon Tyne'],
  ['Caerdydd', 'Cardiff'],
  ['abertawe', 'Swansea'],
  ['Pont-y-pwl', 'Pontypool, Torfaen'],
  ['Y Bala', 'Bala, Gwynedd'],
  ['londonderry', 'Derry, Derry City and Strabane'],
  ['doire', 'Derry, Derry City and Strabane'],
  ['casnewydd', 'Newport, Wales'],
  ['trefdraeth', 'Newport, Pembrokeshire'],
  ['birmingam', 'Birmingham'],
  ['edinbrugh', 'Edinburgh'],
  ['aberystwith', 'Aberystwyth, Ceredigion'],
  ['Leciester', 'Leicester']
])) {
  test(`"${typed}" finds ${first}`, () => {
    assert.equal(labels(typed)[0], first)
  })
}

test('places of one name are told apart and the largest stands first', () => {
  const found = labels('newport')

  assert.equal(found[0], 'Newport, Wales')
  assert.ok(found.includes('Newport, Isle of Wight'))
  assert.equal(new Set(found).size, found.length)
})

test('a slip still shows the town, below the villages that are spelt so', () => {
  assert.ok(labels('Leds').includes('Leeds'))
})

test('London is in many councils and stands beside none', () => {
  const [london] = find('london')

  assert.equal(london?.label, 'London')
  assert.ok((london?.councils.length ?? 0) > 20)
})

test('what is no name finds nothing', () => {
  assert.deepEqual(labels('qqqqqqq'), [])
  assert.deepEqual(labels('x'), [])
  assert.deepEqual(labels(''), [])
})

test('every place is found by its own name, told apart by what is beside it', () => {
  const names = places.names.split('|')
  fc.assert(
    fc.property(fc.nat(names.length - 1), (at) => {
      const name = names[at] ?? ''
      const near = find(name).some(
        ({ latitude, label }) =>
          latitude === (places.latitudes[at] ?? 0) / 1000 && label.startsWith(name)
      )
      // Of the Newtowns only the largest eight are listed.
      const namesakes = names.filter((each) => plainName(each) === plainName(name))

      assert.ok(near || namesakes.length > 8, name)
    })
  )
})

test('slips are counted as by the whole table of distances', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(
    fc.property(word, word, fc.nat(3), (typed, name, most) => {
      const whole = Math.min(
        ...Array.from({ length: name.length + 1 }, (_, end) =>
          distance(typed, name.slice(0, end))
        )
      )

      const slips = slipsToBeginning(typed, name, most)

      assert.equal(Math.min(slips, most + 1), Math.min(whole, most + 1))
    })
  )
})

/**
 * Optimal string alignment, the plain way.
 *
 * @param {string} a
 * @param {string} b
 */
function distance(a, b) {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0))
  )
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + change)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1)
      }
    }
  }
  return d[a.length][b.length]
}
