/**
 * Read a pack that pwa/finder/packs/pack_file.py wrote; docs/packs.md says the format.
 * A row is decoded when it is asked for: a search looks at numbers only.
 */
import { listing } from './pack-listing.js'

export class PackError extends Error {}

const VERSION = 1
const MARK = 'CCPK'
const HEAD_BYTES = 12
/** Characters that stand for the pack's commonest words, in the order it lists them. */
const WORD_CODES = [
  1, 2, 3, 4, 5, 6, 7, 8, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
]
const CODES = /[\x01-\x08\x0e-\x19]/g

/**
 * @typedef {object} Category - Few values; each row names one by its place
 * @property {any[]} values
 * @property {Uint8Array | Uint16Array | Uint32Array} places
 *
 * @typedef {object} Pack
 * @property {number} count
 * @property {Float64Array} latitudes - Degrees; of a row without a point, anything
 * @property {Float64Array} longitudes
 * @property {(name: string) => Category} category
 * @property {(row: number) => import('./types.js').Listing} listing
 * @property {(key: string) => number} rowOf - Minus one where there is none
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {Pack}
 * @throws {PackError} Not a pack, cut short, or of a version this release cannot read
 */
export function readPack(buffer) {
  const { count, words, columns } = parts(buffer)
  const column = (/** @type {string} */ name) => {
    const found = columns.get(name)
    if (!found) throw new PackError(`no column ${name}`)
    return found
  }

  /** @type {Map<string, Category>} */
  const categories = new Map()
  const category = (/** @type {string} */ name) => {
    let known = categories.get(name)
    if (!known) {
      const { says, body } = column(name)
      if (says.way !== 'category') throw new PackError(`${name} is no category`)
      known = { values: says.values, places: places(body, says.width, count) }
      categories.set(name, known)
    }
    return known
  }

  /** @type {Map<string, (row: number) => any>} */
  const readers = new Map()
  const value = (/** @type {string} */ name, /** @type {number} */ row) => {
    let read = readers.get(name)
    if (!read) {
      const { says, body } = column(name)
      if (says.way === 'category') {
        const { values, places } = category(name)
        read = (each) => values[Number(places[each])]
      } else if (says.way === 'characters') {
        read = (each) => characters(body, says.width, count, each)
      } else {
        const ends = textEnds(body, count)
        read = (each) => text(body, ends, each, words)
      }
      readers.set(name, read)
    }
    return read(row)
  }

  const latitudes = numbers(column('latitude'), count)
  const longitudes = numbers(column('longitude'), count)
  readers.set('latitude', (row) => latitudes[row])
  readers.set('longitude', (row) => longitudes[row])
  return {
    count,
    latitudes,
    longitudes,
    category,
    listing: (row) => listing((name) => value(name, row)),
    rowOf(key) {
      const slash = key.indexOf('/')
      const source = key.slice(0, slash)
      const record = key.slice(slash + 1)
      if (!category('source').values.includes(source)) return -1
      for (let row = 0; row < count; row += 1) {
        if (value('record', row) === record && value('source', row) === source)
          return row
      }
      return -1
    }
  }
}

/**
 * @typedef {{ name: string, way: string, bytes: number, width: number, scale: number, values: any[] }} Says
 * @typedef {{ says: Says, body: Uint8Array }} Column
 */

/**
 * @param {ArrayBuffer} buffer
 * @returns {{ count: number, words: string[], columns: Map<string, Column> }}
 */
function parts(buffer) {
  const bytes = new Uint8Array(buffer)
  if (bytes.length < HEAD_BYTES || ascii(bytes.subarray(0, 4)) !== MARK) {
    throw new PackError('not a pack')
  }
  const head = new DataView(buffer)
  const version = head.getUint32(4, true)
  if (version !== VERSION) throw new PackError(`version ${version} is not known here`)
  let at = HEAD_BYTES + head.getUint32(8, true)
  const header = parsed(bytes.subarray(HEAD_BYTES, at))
  /** @type {Map<string, Column>} */
  const columns = new Map()
  for (const says of header.columns) {
    columns.set(says.name, { says, body: bytes.subarray(at, at + says.bytes) })
    at += says.bytes
  }
  if (at !== bytes.length) throw new PackError('cut short')
  return { count: header.count, words: header.words, columns }
}

/** @param {Uint8Array} bytes */
function parsed(bytes) {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new PackError('its header cannot be read', { cause: error })
  }
}

/** @param {Uint8Array} bytes */
function ascii(bytes) {
  return String.fromCharCode(...bytes)
}

/**
 * @param {Uint8Array} body
 * @param {number} width - Bytes of a number: 0 where every row has the first value
 * @param {number} count
 */
function places(body, width, count) {
  if (width === 1) return body
  const whole = width === 2 ? new Uint16Array(count) : new Uint32Array(count)
  for (let plane = 0; plane < width; plane += 1) {
    const from = plane * count
    for (let row = 0; row < count; row += 1) {
      whole[row] = Number(whole[row]) | (Number(body[from + row]) << (8 * plane))
    }
  }
  return whole
}

/**
 * @param {Column} column
 * @param {number} count
 */
function numbers({ says, body }, count) {
  const steps = places(body, says.width, count)
  const found = new Float64Array(count)
  let sum = 0
  for (let row = 0; row < count; row += 1) {
    const code = Number(steps[row])
    sum += code & 1 ? -((code + 1) / 2) : code / 2
    found[row] = sum / says.scale
  }
  return found
}

/**
 * @param {Uint8Array} body
 * @param {number} width
 * @param {number} count
 * @param {number} row
 */
function characters(body, width, count, row) {
  let read = ''
  for (let at = 0; at < width; at += 1) {
    const code = Number(body[at * count + row])
    if (code === 0) break
    read += String.fromCharCode(code)
  }
  return read
}

/**
 * @param {Uint8Array} body
 * @param {number} count
 * @returns {Uint32Array} Where each row's text ends
 */
function textEnds(body, count) {
  const ends = new Uint32Array(count)
  let row = 0
  for (let at = 0; at < body.length; at += 1) if (body[at] === 0) ends[row++] = at
  return ends
}

const decoder = new TextDecoder()

/**
 * @param {Uint8Array} body
 * @param {Uint32Array} ends
 * @param {number} row
 * @param {string[]} words
 */
function text(body, ends, row, words) {
  const from = row === 0 ? 0 : Number(ends[row - 1]) + 1
  const to = Number(ends[row])
  if (from === to) return ''
  return decoder
    .decode(body.subarray(from, to))
    .replace(CODES, (code) => words[WORD_CODES.indexOf(code.charCodeAt(0))] ?? '')
}
