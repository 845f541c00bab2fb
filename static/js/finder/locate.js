/** From what somebody typed, or where their phone is, to a place and whose it is. */
import { findInArea, nearestInArea } from './area-file.js'
import { nationsOf, readCouncils, withUpper } from './councils.js'
import { distanceKm, readOutcodes } from './outcodes.js'
import { readPlaces } from './places.js'
import { areaOf, readPostcode } from './postcode.js'

/** Beyond this from every outcode the phone is not in the United Kingdom. */
const FAR_KM = 60
/** A postcode's point is the middle of about 15 homes. */
const POSTCODE_RADIUS_KM = 0.1
const NEAR_OUTCODES = 8

/**
 * @typedef {import('./types.js').Found} Found
 * @typedef {object} Locator
 * @property {(text: string) => Promise<Found[]>} find - Best first; none where it is
 *   neither a postcode nor a place that the phone knows
 * @property {(latitude: number, longitude: number) => Promise<Found>} near - Where the
 *   phone is; no councils and no nations outside the United Kingdom and its islands
 */

/**
 * @param {object} tables
 * @param {import('./outcodes.js').OutcodeTable} tables.outcodes - outcodes.json
 * @param {import('./places.js').PlaceTable} tables.places - places.json
 * @param {import('./councils.js').CouncilTable} tables.councils - councils.json
 * @param {(area: string) => Promise<Uint8Array | null>} [tables.areaBytes] - The area's
 *   file of full postcodes, or null where the phone does not have it
 * @returns {Locator}
 */
export function locator({ outcodes, places, councils, areaBytes = async () => null }) {
  const allOutcodes = readOutcodes(outcodes)
  const allCouncils = readCouncils(councils)
  const findPlaces = readPlaces(places, allCouncils)

  /** The area's file, or null where it is not there or cannot be read. */
  const bytesOf = async (/** @type {string} */ area) => {
    try {
      return await areaBytes(area)
    } catch {
      return null
    }
  }

  /**
   * @param {Pick<Found, 'label' | 'kind' | 'latitude' | 'longitude' | 'radiusKm' | 'councils'>} found
   * @param {Found['doubt']} [doubt]
   * @returns {Found}
   */
  const asFound = (found, doubt = '') => ({
    label: found.label,
    kind: found.kind,
    latitude: found.latitude,
    longitude: found.longitude,
    radiusKm: found.radiusKm,
    councils: withUpper(found.councils, allCouncils),
    nations: found.councils.length ? nationsOf(found.councils) : ['crown-dependency'],
    doubt
  })

  /**
   * @param {import('./postcode.js').Typed} typed
   * @returns {Promise<Found | null>}
   */
  const findPostcode = async (typed) => {
    const outcode = allOutcodes.find(typed.outcode)
    const atOutcode = outcode && {
      ...outcode,
      label: outcode.outcode,
      kind: /** @type {const} */ ('outcode')
    }
    if (typed.kind === 'outcode') return atOutcode && asFound(atOutcode)
    const bytes = await bytesOf(areaOf(typed.outcode))
    const full = bytes && findInArea(bytes, typed.postcode || typed.sector)
    if (typed.kind === 'sector') {
      if (!full) return atOutcode && asFound(atOutcode)
      return asFound({ ...full, label: typed.sector, kind: 'outcode' })
    }
    if (full && full.state === 'live') {
      const point = { ...full, radiusKm: POSTCODE_RADIUS_KM }
      return asFound({ ...point, label: typed.postcode, kind: 'postcode' })
    }
    if (full && full.state === 'ended') {
      return asFound({ ...full, label: typed.postcode, kind: 'outcode' }, 'ended')
    }
    return atOutcode && asFound(atOutcode, 'not-known')
  }

  /**
   * "LS" or "EC1": all that begins so, around its middle.
   *
   * @param {string} beginning
   * @returns {Found}
   */
  const findBeginning = (beginning) => {
    const all = allOutcodes.beginning(beginning)
    const middle = (/** @type {'latitude' | 'longitude'} */ axis) =>
      all.map((each) => each[axis]).sort((a, b) => a - b)[Math.floor(all.length / 2)] ??
      0
    const latitude = middle('latitude')
    const longitude = middle('longitude')
    const reach = all
      .map(
        (each) =>
          distanceKm(latitude, longitude, each.latitude, each.longitude) + each.radiusKm
      )
      .sort((a, b) => a - b)
    /** @type {Map<string, number>} */
    const count = new Map()
    for (const code of all.flatMap((each) => each.councils)) {
      count.set(code, (count.get(code) ?? 0) + 1)
    }
    return asFound({
      label: beginning,
      kind: 'outcode',
      latitude,
      longitude,
      radiusKm: reach[Math.min(reach.length - 1, Math.floor(reach.length * 0.9))] ?? 0,
      councils: [...count].sort((a, b) => b[1] - a[1]).map(([code]) => code)
    })
  }

  return {
    async find(text) {
      const named = findPlaces(text).map((place) =>
        asFound({ ...place, kind: 'place' })
      )
      const typed = readPostcode(text, allOutcodes)
      if (!typed || typed.kind === 'no-place') return named
      if (typed.kind === 'beginning') return [...named, findBeginning(typed.outcode)]
      const found = await findPostcode(typed)
      return found ? [found, ...named] : named
    },

    async near(latitude, longitude) {
      const close = allOutcodes.nearest(latitude, longitude, NEAR_OUTCODES)
      const [first] = close
      const here = {
        label: '',
        kind: /** @type {const} */ ('device'),
        latitude,
        longitude
      }
      if (!first || first.distanceKm > Math.max(FAR_KM, 2 * first.radiusKm)) {
        return { ...here, radiusKm: 0, councils: [], nations: [], doubt: 'nearest' }
      }
      const areas = [...new Set(close.map((each) => areaOf(each.outcode)))]
      const files = await Promise.all(areas.map(bytesOf))
      const nearest = files
        .flatMap((bytes) => (bytes && nearestInArea(bytes, latitude, longitude)) || [])
        .sort((a, b) => a.distanceKm - b.distanceKm)[0]
      const councils =
        nearest && nearest.distanceKm <= first.distanceKm + first.radiusKm
          ? [nearest.council]
          : first.councils
      return asFound({ ...here, radiusKm: 0, councils }, 'nearest')
    }
  }
}
