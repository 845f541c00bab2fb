/** Small records of the finder as they are kept: numbered, and checked against damage. Pure. */
import { inFixedOrder } from '../card/card-record.js'
import { crc32 } from '../card/crc32.js'

/**
 * @template T
 * @typedef {object} Read
 * @property {'none' | 'whole' | 'damaged' | 'newer'} state - "newer": a later release
 *   wrote it, so it is neither read nor written over
 * @property {T | null} content
 */

/**
 * @param {number} schema - Raised when the content changes its meaning
 * @param {unknown} content
 */
export function sealed(schema, content) {
  const body = { schema, content }
  return { ...body, checksum: crc32(inFixedOrder(body)) }
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What was kept
 * @param {number} schema - The one this release reads
 * @returns {Read<unknown>}
 */
export function unsealed(raw, schema) {
  if (raw === undefined || raw === null) return { state: 'none', content: null }
  try {
    const { checksum, ...body } =
      /** @type {{ checksum: string, schema: number, content: unknown }} */ (raw)
    if (checksum !== crc32(inFixedOrder(body))) {
      return { state: 'damaged', content: null }
    }
    if (body.schema > schema) return { state: 'newer', content: null }
    return { state: 'whole', content: body.content }
  } catch {
    return { state: 'damaged', content: null }
  }
}
