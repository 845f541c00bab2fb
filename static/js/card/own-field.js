/** Read a field of anything at all, without running anything of it. Pure. */

/**
 * Never throws.
 *
 * @param {unknown} raw
 * @param {string} key
 * @returns {unknown} The object's own field; undefined when it has none
 */
export function ownField(raw, key) {
  try {
    return Object.getOwnPropertyDescriptor(raw, key)?.value
  } catch {
    return undefined
  }
}
