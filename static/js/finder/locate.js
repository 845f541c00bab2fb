/** From what somebody typed, or where their phone is, to a place and whose it is. */
import { findInArea, nearestInArea } from './area-file.js'
import { middle, readCouncilPlaces } from './council-places.js'
import { nationsOf, readCouncils, withUpper } from './councils.js'
import { distanceKm } from './distance.js'
import { readOutcodes } from './outcodes.js'
import { readPlaces } from './places.js'
import { plainName } from './plain-name.js'
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
 * @property {() => void} prepare - Read the names now, so that the first key typed need
 *   not wait for it. For when the page has nothing else to do
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
  const findCouncils = readCouncilPlaces(councils, allCouncils, allOutcodes.all)

  /**
   * @template T
   * @param {string} area
   * @param {(bytes: Uint8Array) => T} read
   * @returns {Promise<T | null>} Null where its file is not there or cannot be read
   */
  const inFile = async (area, read) => {
    try {
      const bytes = await areaBytes(area)
      return bytes && read(bytes)
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
    const full = await inFile(areaOf(typed.outcode), (bytes) =>
      findInArea(bytes, typed.postcode || typed.sector)
    )
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
   * Towns first, but a county whose name was typed in full before towns that only begin
   * so; and no council beside the town of the same name.
   *
   * @param {string} text
   */
  const findNamed = (text) => {
    const towns = findPlaces(text)
    const names = new Set(towns.map(({ label }) => plainName(label.replace(/,.*/, ''))))
    const others = findCouncils(text).filter(
      ({ label }) => !names.has(plainName(label))
    )
    const isTown = names.has(plainName(text))
    const first = others.filter(({ isExact }) => isExact && !isTown)
    const last = others.filter((each) => !first.includes(each))
    return [...first, ...towns, ...last].map((place) =>
      asFound({ ...place, kind: 'place' })
    )
  }

  /**
   * "LS" or "EC1": all that begins so, around its middle.
   *
   * @param {string} beginning
   * @returns {Found}
   */
  const findBeginning = (beginning) => {
    const all = allOutcodes.beginning(beginning)
    const latitude = middle(all.map((each) => each.latitude))
    const longitude = middle(all.map((each) => each.longitude))
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
    prepare: () => void findNamed('aaa'),

    async find(text) {
      const typed = readPostcode(text, allOutcodes)
      if (typed?.kind === 'no-place') return []
      if (typed && typed.kind !== 'beginning') {
        const found = await findPostcode(typed)
        if (found) return [found]
      }
      const named = findNamed(text)
      return typed?.kind === 'beginning'
        ? [...named, findBeginning(typed.outcode)]
        : named
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
      const found = await Promise.all(
        areas.map((area) =>
          inFile(area, (bytes) => nearestInArea(bytes, latitude, longitude))
        )
      )
      const nearest = found
        .flatMap((each) => each ?? [])
        .sort((a, b) => a.distanceKm - b.distanceKm)[0]
      const councils =
        nearest && nearest.distanceKm <= first.distanceKm + first.radiusKm
          ? [nearest.council]
          : first.councils
      return asFound({ ...here, radiusKm: 0, councils }, 'nearest')
    }
  }
}
