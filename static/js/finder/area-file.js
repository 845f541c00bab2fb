/**
 * Read one postcode out of an area's file, where it lies: nothing is built first.
 * docs/geography.md says what each byte is; pwa/finder/geography/area_files.py writes it.
 */
import { distanceKm } from './distance.js'

const MAGIC = 'CPA1'
const HEAD = 24
const CODE = 9
const NAME = 3
const UNIT_LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'
const BITMAP = 50
const TENTHS_MILLI = 10_000
const FIFTHS_KM = 5

/**
 * The file is not one of ours, of another edition, or cut short.
 */
export class AreaFileError extends Error {
  name = 'AreaFileError'
}

/**
 * @typedef {object} InArea
 * @property {'live' | 'ended' | 'sector'} state - An ended postcode's point is that of
 *   its sector, as is that of "LS6 2" itself
 * @property {number} latitude - WGS 84 degrees
 * @property {number} longitude
 * @property {number} radiusKm - Of the sector; 0 for a live postcode
 * @property {string[]} councils - GSS codes, likeliest first; one for a live postcode
 */

/**
 * @param {Uint8Array} bytes - An area's file
 * @param {string} written - "LS6 2AB", or its sector "LS6 2"
 * @returns {InArea | null} Null where there never was one
 * @throws {AreaFileError} The file cannot be read
 */
export function findInArea(bytes, written) {
  const file = layOut(bytes)
  const gap = written.indexOf(' ')
  const outcode = written.slice(0, gap)
  if (!outcode.startsWith(file.area)) return null
  const name =
    outcode.slice(file.area.length).padEnd(2) + written.slice(gap + 1, gap + 2)
  const sector = sectorNamed(file, name)
  if (sector < 0) return null
  const letters = written.slice(gap + 2)
  if (!letters) return atSector(file, sector, 'sector')
  const unit =
    UNIT_LETTERS.indexOf(letters[0] ?? '') * 20 + UNIT_LETTERS.indexOf(letters[1] ?? '')
  if (isSet(file, file.ended, sector, unit)) return atSector(file, sector, 'ended')
  if (!isSet(file, file.live, sector, unit)) return null
  let point = { latitude: 0, longitude: 0 }
  let councils = ['']
  eachLive(file, sector, rankOf(file, sector), (here, latitude, longitude, council) => {
    if (here === unit) {
      point = { latitude, longitude }
      councils = [codeAt(file, council)]
    }
    return here < unit
  })
  return { state: 'live', ...point, radiusKm: 0, councils }
}

/**
 * The live postcode nearest to a point.
 *
 * @param {Uint8Array} bytes
 * @param {number} latitude
 * @param {number} longitude
 * @returns {{ distanceKm: number, council: string } | null} Null of an empty file
 * @throws {AreaFileError} The file cannot be read
 */
export function nearestInArea(bytes, latitude, longitude) {
  const file = layOut(bytes)
  const narrow = Math.cos((latitude * Math.PI) / 180)
  let least = Infinity
  let at = { latitude, longitude, council: -1 }
  let rank = 0
  for (let sector = 0; sector < file.sectors; sector++) {
    rank = eachLive(file, sector, rank, (_, north, east, council) => {
      const square = (north - latitude) ** 2 + ((east - longitude) * narrow) ** 2
      if (square < least) {
        least = square
        at = { latitude: north, longitude: east, council }
      }
      return true
    })
  }
  if (at.council < 0) return null
  const away = distanceKm(latitude, longitude, at.latitude, at.longitude)
  return { distanceKm: away, council: codeAt(file, at.council) }
}

/** @typedef {ReturnType<typeof layOut>} AreaFile */

/** @param {Uint8Array} bytes */
function layOut(bytes) {
  if (bytes.length < HEAD || text(bytes, 0, 4) !== MAGIC) {
    throw new AreaFileError('Not a file of postcodes')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const councils = view.getUint8(6)
  const sectors = view.getUint16(8, true)
  const count = view.getUint32(12, true)
  const codes = HEAD
  const names = codes + councils * CODE
  const norths = names + sectors * NAME
  const easts = norths + sectors * 2
  const reaches = easts + sectors * 2
  const mains = reaches + sectors
  const live = mains + sectors
  const ended = live + sectors * BITMAP
  const lows = ended + sectors * BITMAP
  if (bytes.length !== lows + count * 5) throw new AreaFileError('Cut short')
  return {
    bytes,
    view,
    area: text(bytes, 4, 2).trim(),
    sectors,
    count,
    south: view.getInt32(16, true),
    west: view.getInt32(20, true),
    codes,
    names,
    norths,
    easts,
    reaches,
    mains,
    live,
    ended,
    lows
  }
}

/**
 * @param {AreaFile} file
 * @param {string} name - Three letters
 */
function sectorNamed({ bytes, names, sectors }, name) {
  const [a, b, c] = [name.charCodeAt(0), name.charCodeAt(1), name.charCodeAt(2)]
  for (let sector = 0, at = names; sector < sectors; sector++, at += NAME) {
    if (bytes[at] === a && bytes[at + 1] === b && bytes[at + 2] === c) return sector
  }
  return -1
}

/**
 * @param {AreaFile} file
 * @param {number} bitmaps
 * @param {number} sector
 * @param {number} unit
 */
function isSet({ bytes }, bitmaps, sector, unit) {
  return ((bytes[bitmaps + sector * BITMAP + (unit >> 3)] ?? 0) >> (unit & 7)) & 1
}

/**
 * @param {AreaFile} file
 * @param {number} sector
 * @param {'sector' | 'ended'} state
 * @returns {InArea}
 */
function atSector(file, sector, state) {
  /** @type {Map<number, number>} */
  const shares = new Map([[file.bytes[file.mains + sector] ?? 0, 0]])
  eachLive(file, sector, rankOf(file, sector), (_, __, ___, council) => {
    shares.set(council, (shares.get(council) ?? 0) + 1)
    return true
  })
  const [latitude, longitude] = middleOf(file, sector)
  return {
    state,
    latitude: latitude / TENTHS_MILLI,
    longitude: longitude / TENTHS_MILLI,
    radiusKm: (file.bytes[file.reaches + sector] ?? 0) / FIFTHS_KM,
    councils: [...shares]
      .sort((a, b) => b[1] - a[1])
      .map(([council]) => codeAt(file, council))
  }
}

/**
 * How many live postcodes stand before the sector's.
 *
 * @param {AreaFile} file
 * @param {number} sector
 */
function rankOf({ bytes, live }, sector) {
  let bits = 0
  for (let at = live; at < live + sector * BITMAP; at++) {
    for (let byte = bytes[at] ?? 0; byte; byte &= byte - 1) bits++
  }
  return bits
}

/**
 * Each live postcode of a sector, in order. Each point is told from the one before it,
 * and the first from the sector's middle.
 *
 * @param {AreaFile} file
 * @param {number} sector
 * @param {number} rank - How many stand before the sector's
 * @param {(unit: number, latitude: number, longitude: number, council: number) => boolean} visit -
 *   False ends it
 * @returns {number} How many stand before what is next
 */
function eachLive(file, sector, rank, visit) {
  const { bytes, lows, count } = file
  let [latitude, longitude] = middleOf(file, sector)
  for (let unit = 0; unit < BITMAP * 8; unit++) {
    if (!isSet(file, file.live, sector, unit)) continue
    const here = lows + rank++
    latitude += unfold((bytes[here] ?? 0) | ((bytes[here + 2 * count] ?? 0) << 8))
    longitude += unfold(
      (bytes[here + count] ?? 0) | ((bytes[here + 3 * count] ?? 0) << 8)
    )
    const council = bytes[here + 4 * count] ?? 0
    if (!visit(unit, latitude / TENTHS_MILLI, longitude / TENTHS_MILLI, council)) break
  }
  return rank
}

/**
 * @param {AreaFile} file
 * @param {number} sector
 * @returns {[number, number]} In ten-thousandths of a degree
 */
function middleOf({ view, norths, easts, south, west }, sector) {
  return [
    south + view.getUint16(norths + sector * 2, true),
    west + view.getUint16(easts + sector * 2, true)
  ]
}

/** Back from 0, 1, 2, 3, 4 to 0, -1, 1, -2, 2. */
const unfold = (/** @type {number} */ folded) =>
  folded & 1 ? -((folded + 1) >> 1) : folded >> 1

/**
 * @param {AreaFile} file
 * @param {number} number
 */
const codeAt = ({ bytes, codes }, number) => text(bytes, codes + number * CODE, CODE)

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} length
 */
function text(bytes, start, length) {
  return String.fromCharCode(...bytes.subarray(start, start + length))
}
