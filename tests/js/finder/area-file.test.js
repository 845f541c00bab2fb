/** One postcode is read out of an area's file, and what is damaged is not believed. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  AreaFileError,
  findInArea,
  nearestInArea
} from '../../../static/js/finder/area-file.js'

const fixture = (/** @type {string} */ name) =>
  readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
const bytes = new Uint8Array(fixture('area-zz.bin'))
/** @type {[string, [number, number, string, boolean]][]} */
const rows = Object.entries(JSON.parse(fixture('area-zz.json').toString()).postcodes)
const live = rows.filter(([, [, , , isLive]]) => isLive)

test('every live postcode has its point and its council', () => {
  for (const [postcode, [latitude, longitude, council]] of live) {
    assert.deepEqual(findInArea(bytes, postcode), {
      state: 'live',
      latitude,
      longitude,
      radiusKm: 0,
      councils: [council]
    })
  }
})

test('a postcode that has ended is said to have, near the rest of its sector', () => {
  const found = findInArea(bytes, 'ZZ1 0AD')

  assert.equal(found?.state, 'ended')
  assert.deepEqual(found?.councils, ['X00000001'])
  assert.ok(Math.abs((found?.latitude ?? 0) - 54.1255) < 0.001)
  assert.ok((found?.radiusKm ?? 0) > 0.5)
})

test('a sector of which all has ended still has a place', () => {
  const found = findInArea(bytes, 'ZZ2 5LL')

  assert.equal(found?.state, 'ended')
  assert.equal(found?.latitude, 54.5002)
  assert.deepEqual(found?.councils, ['X00000003'])
})

test('a sector has the councils of its postcodes, that of the most first', () => {
  const found = findInArea(bytes, 'ZZ10 0')

  assert.equal(found?.state, 'sector')
  assert.deepEqual(found?.councils, ['X00000002', 'X00000003'])
})

test('what never was is not found, nor what is of another area', () => {
  const never = ['ZZ1 0AE', 'ZZ1 1AA', 'ZZ3 0AA', 'ZZ1A 0AA', 'Z1 0AA', 'YY1 0AA']

  assert.deepEqual(
    never.map((postcode) => findInArea(bytes, postcode)),
    never.map(() => null)
  )
})

test('the nearest postcode is the nearest, wherever one stands', () => {
  const degrees = fc.tuple(
    fc.double({ min: 53, max: 56, noNaN: true }),
    fc.double({ min: -5, max: 1, noNaN: true })
  )
  fc.assert(
    fc.property(degrees, ([latitude, longitude]) => {
      const narrow = Math.cos((latitude * Math.PI) / 180)
      const away = (/** @type {number} */ north, /** @type {number} */ east) =>
        (north - latitude) ** 2 + ((east - longitude) * narrow) ** 2
      const [, [north, east, council]] = [...live].sort(
        ([, a], [, b]) => away(a[0], a[1]) - away(b[0], b[1])
      )[0]

      const found = nearestInArea(bytes, latitude, longitude)

      // Two that are equally near may be either.
      if (found?.council !== council) {
        const least = Math.sqrt(away(north, east)) * 111.195
        assert.ok(Math.abs((found?.distanceKm ?? 0) - least) < 0.5)
      }
    })
  )
})

test('a file that is cut short or of something else is not read', () => {
  const wrong = [
    bytes.slice(0, -1),
    bytes.slice(0, 10),
    new Uint8Array(),
    new TextEncoder().encode('<!doctype html><title>Not found</title> and so on')
  ]

  for (const each of wrong) {
    assert.throws(() => findInArea(each, 'ZZ1 0AA'), AreaFileError)
    assert.throws(() => nearestInArea(each, 54, -3), AreaFileError)
  }
})

test('it reads a view into a larger buffer as well', () => {
  const larger = new Uint8Array(bytes.length + 7)
  larger.set(bytes, 7)

  const found = findInArea(larger.subarray(7), 'ZZ9A 1AB')

  assert.equal(found?.longitude, -0.0125)
})
