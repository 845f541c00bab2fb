/** How many slips lie between two words. Pure. */

/**
 * Letters to add, drop, change or swap with the next, to turn `typed` into the beginning
 * of `name`: what is not yet typed is no slip.
 *
 * @param {string} typed
 * @param {string} name
 * @param {number} most - Above this the answer is any number above it
 */
export function slipsToBeginning(typed, name, most) {
  // Only this far to either side of the diagonal can stay within the limit.
  const width = Math.min(name.length, typed.length + most)
  /** @type {number[]} */
  let before = []
  let row = Array.from({ length: width + 1 }, (_, at) => at)
  for (let i = 1; i <= typed.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= width; j++) {
      const same = typed[i - 1] === name[j - 1]
      let slips = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1)
      )
      const swapped = typed[i - 1] === name[j - 2] && typed[i - 2] === name[j - 1]
      if (i > 1 && j > 1 && swapped) slips = Math.min(slips, (before[j - 2] ?? 0) + 1)
      next.push(slips)
      if (slips < least) least = slips
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return Math.min(...row)
}

/**
 * The letters of a word, a bit each. A letter that the name has nowhere is a slip at
 * least, so most names need no closer look.
 *
 * @param {string} plain - Small letters, digits and spaces
 */
export function letterBits(plain) {
  let bits = 0
  for (let at = 0; at < plain.length; at++) bits |= 1 << (plain.charCodeAt(at) & 31)
  return bits
}

/**
 * @param {number} typed - Letters of what was typed
 * @param {number} name - Letters of a name
 */
export function lettersMissing(typed, name) {
  let missing = 0
  for (let bits = typed & ~name; bits; bits &= bits - 1) missing++
  return missing
}
