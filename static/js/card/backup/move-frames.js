/**
 * A text cut into pieces that each fit one code, and put together again. Pure.
 *
 * CC1.<id>.<number>.<of>.<base64url of UTF-8 bytes>. The id is of the whole text, so
 * that the pieces of two texts are never mixed.
 */
import { bytesOfBase64, toBase64Url } from '../../shared/base64.js'
import { crc32 } from '../crc32.js'

/** With its head a piece stays under 287 characters: version 12 at level M. */
const PIECE_BYTES = 195
/** At 600 ms each, no more than a minute for all. */
export const MAX_FRAMES = 100

const FRAME =
  /^CC1\.([0-9a-f]{4})\.([1-9]\d{0,2})\.([1-9]\d{0,2})\.([A-Za-z0-9_-]{2,264})$/

/**
 * @param {string} text - Not empty
 * @returns {string[]}
 * @throws {RangeError} It would take more than MAX_FRAMES; nothing was made
 */
export function framesOf(text) {
  const bytes = new TextEncoder().encode(text)
  const least = Math.ceil(bytes.length / PIECE_BYTES)
  if (least < 1 || least > MAX_FRAMES) throw new RangeError(`${least} codes`)
  // All alike in length, so that the codes do not change in size.
  const size = Math.ceil(bytes.length / least)
  const of = Math.ceil(bytes.length / size)
  const id = idOf(text)
  return Array.from({ length: of }, (_, at) => {
    const piece = bytes.subarray(at * size, (at + 1) * size)
    return `CC1.${id}.${at + 1}.${of}.${toBase64Url(piece)}`
  })
}

/**
 * @typedef {object} Progress
 * @property {'ignored' | 'again' | 'added' | 'another' | 'complete' | 'failed'} news -
 *   'another': a piece of another text, so the ones before were let go; 'failed': all
 *   were there, but they do not make the text they were cut from, so all were let go
 * @property {number} have
 * @property {number} of - 0 before the first
 * @property {string} text - Only when 'complete'
 */

/** Takes in what a camera reads, in any order and as often as it likes. */
export class FrameCollector {
  #id = ''
  #of = 0
  /** @type {Map<number, string>} */
  #pieces = new Map()

  /**
   * Never throws.
   *
   * @param {string} read - Any code's text
   * @returns {Progress}
   */
  take(read) {
    const found = FRAME.exec(read)
    const [id, number, of, piece] = found
      ? [found[1], Number(found[2]), Number(found[3]), found[4]]
      : ['', 0, 0, '']
    if (!found || number > of || of > MAX_FRAMES) return this.#told('ignored')
    if (this.#pieces.get(number) === piece && this.#isOf(id, of)) {
      return this.#told('again')
    }
    const isAnother = this.#pieces.size > 0 && !this.#isOf(id, of)
    if (!this.#isOf(id, of)) this.#startOver(id, of)
    this.#pieces.set(number, piece)
    if (this.#pieces.size < of) return this.#told(isAnother ? 'another' : 'added')

    const text = this.#joined()
    const progress = this.#told(text === null ? 'failed' : 'complete', text ?? '')
    if (text === null) this.#startOver('', 0)
    return progress
  }

  /**
   * @param {string} id
   * @param {number} of
   */
  #isOf(id, of) {
    return id === this.#id && of === this.#of
  }

  /**
   * @param {string} id
   * @param {number} of
   */
  #startOver(id, of) {
    this.#id = id
    this.#of = of
    this.#pieces = new Map()
  }

  /** @returns {string | null} Null when it is not the text that was cut up */
  #joined() {
    try {
      const bytes = Array.from({ length: this.#of }, (_, at) => [
        ...bytesOfBase64(this.#pieces.get(at + 1) ?? '')
      ]).flat()
      const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
      const text = decoder.decode(Uint8Array.from(bytes))
      return idOf(text) === this.#id ? text : null
    } catch {
      return null
    }
  }

  /**
   * @param {Progress['news']} news
   * @param {string} [text]
   * @returns {Progress}
   */
  #told(news, text = '') {
    return { news, have: this.#pieces.size, of: this.#of, text }
  }
}

/** @param {string} text */
const idOf = (text) => crc32(text).slice(0, 4)
