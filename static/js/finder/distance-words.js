/** How far and which way, as people say it. Pure. */

const MILES_A_KM = 0.621371
const WAYS = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw']
const WAY_DEGREES = 360 / WAYS.length

/**
 * @param {number} km
 * @param {(name: string) => string} words
 * @returns {string} Tenths below ten miles, whole miles above
 */
export function inMiles(km, words) {
  const miles = km * MILES_A_KM
  if (miles < 0.1) return words('closeBy')
  const count = miles < 9.95 ? Math.round(miles * 10) / 10 : Math.round(miles)
  return count === 1 ? words('mile') : words('miles').replace('{count}', String(count))
}

/**
 * For a circle somebody is told of: never smaller than it is.
 *
 * @param {number} km
 * @param {(name: string) => string} words
 */
export function withinMiles(km, words) {
  const miles = Math.max(1, Math.ceil(km * MILES_A_KM - 0.05))
  return miles === 1 ? words('mile') : words('miles').replace('{count}', String(miles))
}

/**
 * @param {number} bearing - Degrees from north
 * @param {(name: string) => string} words
 */
export function inWay(bearing, words) {
  const turn = ((bearing % 360) + 360) % 360
  return words(`way-${WAYS[Math.round(turn / WAY_DEGREES) % WAYS.length]}`)
}

/**
 * @param {{ distanceKm: number | null, bearing: number | null }} result
 * @param {(name: string) => string} words
 * @returns {string} "0.4 miles north-east", or "" where it has no point
 */
export function awayInWords({ distanceKm, bearing }, words) {
  if (distanceKm === null) return ''
  const miles = inMiles(distanceKm, words)
  return bearing === null || distanceKm < 0.16
    ? miles
    : `${miles} ${inWay(bearing, words)}`
}
