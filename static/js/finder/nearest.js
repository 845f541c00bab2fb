/** The nearest points by an exact scan: at this number no index is quicker. Pure. */
import { kmOfChord } from './distance.js'

const RADIANS = Math.PI / 180

/**
 * @typedef {object} Points - One pack's
 * @property {number} count
 * @property {Float64Array} latitudes - Degrees
 * @property {Float64Array} longitudes
 * @property {Uint8Array} wanted - 0: not this row
 *
 * @typedef {object} Near
 * @property {number} pack - Which of the packs
 * @property {number} row
 * @property {number} distanceKm
 */

/**
 * @param {Points[]} packs
 * @param {number} latitude
 * @param {number} longitude
 * @param {number} most - How many at most
 * @returns {Near[]} Nearest first; as far as another: as they come
 */
export function nearest(packs, latitude, longitude, most) {
  /** @type {{ pack: number, row: number, chord: number }[]} */
  const best = []
  let worst = Infinity
  let reach = Infinity
  const half = RADIANS / 2
  const narrowHere = Math.cos(latitude * RADIANS)
  packs.forEach(({ count, latitudes, longitudes, wanted }, pack) => {
    for (let row = 0; row < count; row += 1) {
      if (wanted[row] === 0) continue
      const north = Number(latitudes[row])
      // Too far north or south already, however near east or west.
      if (north - latitude > reach || latitude - north > reach) continue
      // As in distance.js, with what is the same for every row worked out once.
      const up = Math.sin((north - latitude) * half)
      const along = Math.sin((Number(longitudes[row]) - longitude) * half)
      const narrow = narrowHere * Math.cos(north * RADIANS)
      const chord = up * up + narrow * along * along
      if (chord >= worst) continue
      let at = best.length === most ? most - 1 : best.length
      while (at > 0 && Number(best[at - 1]?.chord) > chord) {
        best[at] = /** @type {(typeof best)[0]} */ (best[at - 1])
        at -= 1
      }
      best[at] = { pack, row, chord }
      if (best.length === most) {
        worst = Number(best[most - 1]?.chord)
        // A hair more than exact, so that rounding loses nothing.
        reach = (2 * Math.asin(Math.sqrt(worst))) / RADIANS + 1e-9
      }
    }
  })
  return best.map(({ pack, row, chord }) => ({
    pack,
    row,
    distanceKm: kmOfChord(chord)
  }))
}
