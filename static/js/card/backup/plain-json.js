/** JSON from elsewhere: read only when it is small in every way. Pure. */

/** Names that would reach behind an object when copied carelessly. */
const NEVER_KEYS = ['__proto__', 'constructor', 'prototype']

/**
 * Never throws.
 *
 * @param {string} text
 * @param {number} maxDepth - Objects and lists inside one another
 * @returns {unknown} Undefined when it is no JSON, nested deeper, or has a key that no
 *   file of ours has
 */
export function plainJson(text, maxDepth) {
  try {
    const value = JSON.parse(text)
    return isPlain(value, maxDepth) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * @param {unknown} value
 * @param {number} depthLeft
 * @returns {boolean}
 */
function isPlain(value, depthLeft) {
  if (typeof value !== 'object' || value === null) return true
  if (depthLeft === 0) return false
  return Object.entries(value).every(
    ([key, part]) => !NEVER_KEYS.includes(key) && isPlain(part, depthLeft - 1)
  )
}
