/** Which of the places found is meant, or that it has to be asked. Pure. */
import { plainName } from './plain-name.js'

/** @import { Found } from './types.js' */

/**
 * A place is taken without asking only where nothing else has its name: the wrong
 * Bangor would be in another country. A guess at a slip is asked about too.
 *
 * @param {readonly Found[]} found - Likeliest first
 * @param {string} typed
 * @returns {{ chosen: Found | null, others: Found[] }}
 */
export function whichOf(found, typed) {
  const [first, ...rest] = found
  if (!first) return { chosen: null, others: [] }
  if (first.kind !== 'place') return { chosen: first, others: [] }
  const asked = plainName(typed)
  const isMeant = (/** @type {Found} */ { label }) => plainName(label) === asked
  const isNamed = (/** @type {Found} */ { label }) =>
    plainName(label.split(',')[0] ?? '') === asked
  const named = found.filter(isNamed)
  const chosen =
    found.find((each) => isMeant(each) && named.length < 2) ??
    (named.length === 1 ? named[0] : undefined) ??
    (rest.length === 0 && plainName(first.label).startsWith(asked) ? first : undefined)
  if (!chosen) return { chosen: null, others: [...found] }
  return { chosen, others: found.filter((each) => each !== chosen) }
}
