/** Where things stand on the small map: land, rings, numbers, names. Pure. */
import { landWithin } from './map-land.js'

/** @import { Coasts } from './map-land.js' */

/** Half of the drawing's side; its middle is what was searched for. */
export const HALF = 160
const EDGE = 18
const KM_A_DEGREE = 111.195
/** Marks whose numbers would cover each other are one mark with several numbers. */
const CLOSE = 20
const CLOSE_ASIDE = 44
const RING_MILES = [0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 400]
const KM_A_MILE = 1.609344
const LABEL_HIGH = 14
const LETTER_WIDE = 6.2

/**
 * @typedef {{ latitude: number, longitude: number }} Point
 * @typedef {{ x: number, y: number }} Spot
 * @typedef {object} MapLayout
 * @property {{ radius: number, miles: number }[]} rings - Innermost first
 * @property {(Spot & { numbers: number[] })[]} marks
 * @property {(Spot & { name: string })[]} names
 * @property {Spot[][]} land - Corners of each piece of land within the drawing
 * @property {number} doubt - Radius of the circle the middle may really lie in, or 0
 */

/**
 * @param {Point & { radiusKm: number }} middle
 * @param {readonly (Point | null)[]} places - In the order of the list; null has no point
 * @param {object} around
 * @param {readonly (Point & { name: string })[]} around.towns - Most important first
 * @param {Coasts} around.coasts
 * @returns {MapLayout}
 */
export function mapLayout(middle, places, { towns, coasts }) {
  const farthest = Math.max(
    0.3,
    ...places.flatMap((place) => (place ? [kmBetween(middle, place)] : []))
  )
  const scale = (HALF - EDGE) / farthest
  const spot = (/** @type {Point} */ point) => spotOf(middle, point, scale)

  /** @type {(Spot & { numbers: number[] })[]} */
  const marks = []
  places.forEach((place, at) => {
    if (!place) return
    const here = spot(place)
    const near = marks.find((mark) => areClose(mark, here))
    if (near) near.numbers.push(at + 1)
    else marks.push({ ...here, numbers: [at + 1] })
  })
  return {
    rings: ringsFor(farthest, scale),
    marks,
    names: namesThatFit(towns, spot, marks),
    // A little more than is seen, so that no edge of the drawing looks like a coast.
    land: landWithin(coasts, spot, HALF + 8),
    doubt: Math.min(HALF, middle.radiusKm * scale)
  }
}

/**
 * @param {number} farthestKm
 * @param {number} scale - Units a kilometre
 */
function ringsFor(farthestKm, scale) {
  return RING_MILES.map((miles) => ({ miles, radius: miles * KM_A_MILE * scale }))
    .filter(({ radius }) => radius >= 28 && radius <= HALF)
    .filter(({ miles }) => miles * KM_A_MILE <= farthestKm * 1.1)
    .slice(-3)
}

/**
 * @param {readonly (Point & { name: string })[]} towns
 * @param {(point: Point) => Spot} spot
 * @param {readonly Spot[]} marks
 */
function namesThatFit(towns, spot, marks) {
  /** @type {(Spot & { name: string })[]} */
  const names = []
  for (const { name, ...point } of towns) {
    const here = { ...spot(point), name }
    const half = (name.length * LETTER_WIDE) / 2
    const isInside =
      Math.abs(here.x) + half < HALF && Math.abs(here.y) < HALF - LABEL_HIGH
    const isFree =
      names.every(
        (other) =>
          Math.abs(other.y - here.y) > LABEL_HIGH ||
          Math.abs(other.x - here.x) > half + (other.name.length * LETTER_WIDE) / 2
      ) &&
      marks.every(
        (mark) =>
          Math.abs(mark.y - here.y) > CLOSE || Math.abs(mark.x - here.x) > half + 12
      ) &&
      Math.abs(here.y) > LABEL_HIGH
    if (isInside && isFree) names.push(here)
    if (names.length === 8) break
  }
  return names
}

/**
 * Flat: right to a few metres over the distances of a list.
 *
 * @param {Point} middle
 * @param {Point} point
 * @param {number} scale
 * @returns {Spot} East is right, north is up
 */
function spotOf(middle, point, scale) {
  const shrink = Math.cos((middle.latitude * Math.PI) / 180)
  return {
    x: (point.longitude - middle.longitude) * KM_A_DEGREE * shrink * scale,
    y: (middle.latitude - point.latitude) * KM_A_DEGREE * scale
  }
}

/**
 * @param {Point} one
 * @param {Point} other
 */
function kmBetween(one, other) {
  const { x, y } = spotOf(one, other, 1)
  return Math.hypot(x, y)
}

/**
 * @param {Spot} one
 * @param {Spot} other
 */
const areClose = (one, other) =>
  Math.abs(one.y - other.y) < CLOSE && Math.abs(one.x - other.x) < CLOSE_ASIDE
