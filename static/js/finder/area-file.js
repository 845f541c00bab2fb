/**
 * @typedef {object} InArea
 * @property {'live' | 'ended' | 'sector'} state
 * @property {number} latitude
 * @property {number} longitude
 * @property {number} radiusKm
 * @property {string[]} councils
 */

/**
 * @param {Uint8Array} bytes
 * @param {string} written
 * @returns {InArea | null}
 */
export function findInArea(bytes, written) {
  return bytes.length && written ? null : null
}

/**
 * @param {Uint8Array} bytes
 * @param {number} latitude
 * @param {number} longitude
 * @returns {{ distanceKm: number, council: string } | null}
 */
export function nearestInArea(bytes, latitude, longitude) {
  return bytes.length && latitude && longitude ? null : null
}
