/** The land on the small map, cut to its edges. Pure. */

/** @import { Point, Spot } from './map-layout.js' */

/**
 * @typedef {object} Coasts - docs/geography.md
 * @property {number[][]} rings - Each: longitude and latitude of its first corner in
 *   thousandths of a degree, then the steps to each next one
 */

/**
 * @param {Coasts} coasts
 * @param {(point: Point) => Spot} spot - Where a point stands on the drawing
 * @param {number} half - Half of the drawing's side
 * @returns {Spot[][]} Corners of each piece that is within it, in order
 */
export function landWithin({ rings }, spot, half) {
  return rings
    .map((ring) => cut(corners(ring).map(spot), half))
    .filter((piece) => piece.length > 2)
}

/** @param {readonly number[]} ring */
function corners(ring) {
  /** @type {Point[]} */
  const found = []
  let east = 0
  let north = 0
  for (let at = 0; at + 1 < ring.length; at += 2) {
    east += ring[at] ?? 0
    north += ring[at + 1] ?? 0
    found.push({ latitude: north / 1000, longitude: east / 1000 })
  }
  return found
}

/**
 * Sutherland and Hodgman's way: cut off what is beyond each of the four edges in turn.
 *
 * @param {Spot[]} piece
 * @param {number} half
 */
function cut(piece, half) {
  const edges = [
    (/** @type {Spot} */ { x }) => half - x,
    (/** @type {Spot} */ { x }) => half + x,
    (/** @type {Spot} */ { y }) => half - y,
    (/** @type {Spot} */ { y }) => half + y
  ]
  return edges.reduce(cutAt, piece)
}

/**
 * @param {readonly Spot[]} piece
 * @param {(spot: Spot) => number} inside - How far within the edge; below 0 beyond it
 * @returns {Spot[]}
 */
function cutAt(piece, inside) {
  return piece.flatMap((here, at) => {
    const before = piece[(at || piece.length) - 1] ?? here
    const [was, is] = [inside(before), inside(here)]
    const kept = is >= 0 ? [here] : []
    if (was >= 0 === is >= 0) return kept
    const share = was / (was - is)
    const crossing = {
      x: before.x + (here.x - before.x) * share,
      y: before.y + (here.y - before.y) * share
    }
    return [crossing, ...kept]
  })
}
