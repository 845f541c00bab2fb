import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import fc from 'fast-check'
import { landWithin } from '../../../static/js/finder/map-land.js'

const coasts = JSON.parse(
  readFileSync(
    new URL('../../../pwa/finder/geography/data/outline.json', import.meta.url),
    'utf-8'
  )
)
const HALF = 160

/** Units for a degree; a map about 100 km across. */
const around =
  (latitude, longitude, scale = 350) =>
  (point) => ({
    x: (point.longitude - longitude) * scale,
    y: (latitude - point.latitude) * scale
  })

/** Even-odd rule: is the spot inside any piece? */
function isOnLand(pieces, { x, y }) {
  return pieces.some((piece) =>
    piece.reduce((is, here, at) => {
      const before = piece.at(at - 1)
      const isCrossed =
        here.y > y !== before.y > y &&
        x < ((before.x - here.x) * (y - here.y)) / (before.y - here.y) + here.x
      return isCrossed ? !is : is
    }, false)
  )
}

const LAND = {
  Leeds: [53.8, -1.55],
  Cardiff: [51.49, -3.18],
  Inverness: [57.47, -4.23],
  Omagh: [54.6, -7.3],
  Dublin: [53.35, -6.3],
  Lerwick: [60.2, -1.25],
  Newport_on_Wight: [50.7, -1.29],
  Douglas: [54.2, -4.55],
  Jersey: [49.22, -2.13]
}
const SEA = {
  'the North Sea': [54.5, 1.5],
  'the Irish Sea': [53.8, -5.3],
  'the Channel': [50.2, -0.5],
  'the Minch': [58.0, -6.0]
}

for (const [name, [latitude, longitude]] of Object.entries(LAND)) {
  test(`${name} is drawn on land`, () => {
    const land = landWithin(coasts, around(latitude, longitude), HALF)
    assert.equal(isOnLand(land, { x: 0, y: 0 }), true)
  })
}

for (const [name, [latitude, longitude]] of Object.entries(SEA)) {
  test(`${name} is drawn as sea`, () => {
    const land = landWithin(coasts, around(latitude, longitude), HALF)
    assert.equal(isOnLand(land, { x: 0, y: 0 }), false)
  })
}

test('far inland the whole drawing is land', () => {
  const land = landWithin(coasts, around(52.6, -1.5, 2000), HALF)
  const corners = [-159, 159].flatMap((x) => [-159, 159].map((y) => ({ x, y })))
  assert.ok(corners.every((corner) => isOnLand(land, corner)))
})

test('nothing stands beyond the edges, and what is within is as it was', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 49, max: 61, noNaN: true }),
      fc.double({ min: -9, max: 2, noNaN: true }),
      fc.double({ min: 40, max: 5000, noNaN: true }),
      fc.integer({ min: -150, max: 150 }),
      fc.integer({ min: -150, max: 150 }),
      (latitude, longitude, scale, x, y) => {
        const spot = around(latitude, longitude, scale)
        const land = landWithin(coasts, spot, HALF)
        const whole = landWithin(coasts, spot, 1e9)
        for (const corner of land.flat()) {
          assert.ok(Math.abs(corner.x) <= HALF + 1e-6)
          assert.ok(Math.abs(corner.y) <= HALF + 1e-6)
        }
        assert.equal(isOnLand(land, { x, y }), isOnLand(whole, { x, y }))
      }
    ),
    { numRuns: 100 }
  )
})
