/** The nearest are the nearest, by another way to work out the distance. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bearing, distanceKm } from '../../../static/js/finder/distance.js'
import { packsOf } from '../../../static/js/finder/pack-store.js'
import { readPack } from '../../../static/js/finder/pack.js'
import { writePack } from './support/write-pack.js'

const NOW = new Date('2026-11-22T12:00:00Z')
const MANIFEST = { packs: [], bankHolidays: {} }
const inUk = fc.record({
  latitude: fc.double({ min: 49.8, max: 60.9, noNaN: true }),
  longitude: fc.double({ min: -8.2, max: 1.8, noNaN: true })
})

/** Between two unit vectors, by their cross and dot products: no haversine in it. */
function vectorKm(one, other) {
  const vector = ({ latitude, longitude }) => {
    const [north, east] = [latitude, longitude].map((each) => (each * Math.PI) / 180)
    return [
      Math.cos(north) * Math.cos(east),
      Math.cos(north) * Math.sin(east),
      Math.sin(north)
    ]
  }
  const [[a, b, c], [x, y, z]] = [vector(one), vector(other)]
  const cross = Math.hypot(b * z - c * y, c * x - a * z, a * y - b * x)
  return 6371.0088 * Math.atan2(cross, a * x + b * y + c * z)
}

const found = ({ latitude, longitude }) => ({
  ...{ label: '', kind: 'device', radiusKm: 0, doubt: '', councils: [], nations: [] },
  ...{ latitude, longitude }
})

test('every one of the twenty nearest is found, and in order', () => {
  const points = fc.array(fc.array(inUk, { maxLength: 90 }), {
    minLength: 1,
    maxLength: 3
  })
  fc.assert(
    fc.property(points, inUk, (packs, here) => {
      const buffers = packs.map((rows) => writePack(rows))
      const stored = buffers.map(readPack).flatMap((pack) =>
        Array.from({ length: pack.count }, (_, row) => ({
          latitude: pack.latitudes[row],
          longitude: pack.longitudes[row]
        }))
      )

      const { nearest } = packsOf(MANIFEST, buffers).search(found(here), {}, NOW)

      const expected = stored.map((each) => vectorKm(here, each)).sort((a, b) => a - b)
      assert.equal(nearest.length, Math.min(20, stored.length))
      nearest.forEach(({ distanceKm: km }, at) =>
        assert.ok(Math.abs(km - expected[at]) < 1e-6, `${km} is not ${expected[at]}`)
      )
    }),
    { numRuns: 150 }
  )
})

test('a point that is further than the whole country is found none the less', () => {
  const pack = writePack([{ latitude: 60.8, longitude: -0.8 }])

  const { nearest } = packsOf(MANIFEST, [pack]).search(
    found({ latitude: 49.9, longitude: -6.3 }),
    {},
    NOW
  )

  assert.equal(Math.round(nearest[0].distanceKm), 1260)
})

test('known distances and bearings come out', () => {
  // Leeds to London: about 273 km, a little east of south.
  assert.equal(Math.round(distanceKm(53.8, -1.55, 51.5074, -0.1278)), 272)
  assert.equal(Math.round(bearing(53.8, -1.55, 51.5074, -0.1278)), 159)
  assert.equal(bearing(50, 0, 51, 0), 0)
  assert.equal(Math.round(bearing(50, 0, 50, 1)), 90)
})
