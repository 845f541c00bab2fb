/** How far and which way, on a round Earth. Pure. */

/** Mean radius R1 of GRS 80: Moritz, https://doi.org/10.1007/s001900050278 */
const EARTH_KM = 6371.0088

const RADIANS = Math.PI / 180

/**
 * Half the chord squared, on a globe of radius 1: it grows with the distance, and is
 * quicker to work out. Haversine: exact enough from metres to the whole Earth.
 *
 * @param {number} latitude - Degrees, as all here
 * @param {number} longitude
 * @param {number} otherLatitude
 * @param {number} otherLongitude
 */
export function halfChordSquared(latitude, longitude, otherLatitude, otherLongitude) {
  const north = Math.sin(((otherLatitude - latitude) * RADIANS) / 2)
  const east = Math.sin(((otherLongitude - longitude) * RADIANS) / 2)
  const narrowing = Math.cos(latitude * RADIANS) * Math.cos(otherLatitude * RADIANS)
  return north * north + narrowing * east * east
}

/** @param {number} chord - Half the chord squared */
export function kmOfChord(chord) {
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/**
 * @param {number} latitude
 * @param {number} longitude
 * @param {number} otherLatitude
 * @param {number} otherLongitude
 * @returns {number} Kilometres
 */
export function distanceKm(latitude, longitude, otherLatitude, otherLongitude) {
  return kmOfChord(halfChordSquared(latitude, longitude, otherLatitude, otherLongitude))
}

/**
 * @param {number} latitude
 * @param {number} longitude
 * @param {number} otherLatitude
 * @param {number} otherLongitude
 * @returns {number} Degrees from north, 0 up to 360, as one would set out
 */
export function bearing(latitude, longitude, otherLatitude, otherLongitude) {
  const from = latitude * RADIANS
  const to = otherLatitude * RADIANS
  const east = (otherLongitude - longitude) * RADIANS
  const y = Math.sin(east) * Math.cos(to)
  const x =
    Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(east)
  return (Math.atan2(y, x) / RADIANS + 360) % 360
}
