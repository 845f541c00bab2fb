/** Small records as they are kept: numbered, and checked against damage. Pure. */
import { isWhole, withChecksum } from '../card/sealed.js'

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
  return withChecksum({ schema, content })
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
  if (!isWhole(raw)) return { state: 'damaged', content: null }
  const body = /** @type {{ schema: number, content: unknown }} */ (raw)
  if (body.schema > schema) return { state: 'newer', content: null }
  return { state: 'whole', content: body.content }
}
