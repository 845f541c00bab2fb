/** A checksum over what is kept, so that damage to it is seen. Pure. */
import { isMoment } from './calendar.js'
import { crc32 } from './crc32.js'

/**
 * JSON with every object's keys sorted, so that equal things are equal text.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function inFixedOrder(value) {
  return (
    JSON.stringify(value, (_, part) => {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
      return Object.fromEntries(
        Object.keys(part)
          .sort()
          .map((key) => [key, part[key]])
      )
    }) ?? ''
  )
}

/**
 * @template {object} T
 * @param {T} content
 * @returns {T & { checksum: string }} The same, with the CRC-32 of the rest, in one
 *   fixed order, as its last field
 */
export function withChecksum(content) {
  return { ...content, checksum: crc32(inFixedOrder(content)) }
}

/**
 * Never throws.
 *
 * @param {unknown} raw
 * @returns {boolean} Whether it is as it was written, by whatever release
 */
export function isWhole(raw) {
  try {
    const { checksum, ...content } = Object(raw)
    return checksum === crc32(inFixedOrder(content))
  } catch {
    return false // nested too deep to be one of ours
  }
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What a copy held
 * @returns {raw is { schema: number, generation: number, savedAt: string }} Whether it
 *   is a whole record of some release: numbered, dated, and as it was written
 */
export function isRecord(raw) {
  const { schema, generation, savedAt } = Object(raw)
  return isCount(schema) && isCount(generation) && isMoment(savedAt) && isWhole(raw)
}

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) > 0
