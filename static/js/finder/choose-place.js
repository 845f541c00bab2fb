/** Which of the places found is meant, or that it has to be asked. Pure. */

/** @import { Found } from './types.js' */

/**
 * A place is taken without asking only where nothing else has its name: the wrong
 * Bangor would be in another country.
 *
 * @param {readonly Found[]} found - Likeliest first
 * @param {string} typed
 * @returns {{ chosen: Found | null, others: Found[] }}
 */
export function whichOf(found, typed) {
  const [first, ...rest] = found
  if (!first) return { chosen: null, others: [] }
  if (first.kind !== 'place') {
    return { chosen: first, others: rest.filter((each) => each.kind !== 'place') }
  }
  const named = found.filter((each) => nameOf(each.label) === plain(typed))
  const [only, twin] = named
  if (only && !twin) {
    return { chosen: only, others: found.filter((each) => each !== only) }
  }
  if (rest.length === 0) return { chosen: first, others: [] }
  return { chosen: null, others: [...found] }
}

/**
 * @param {string} label - "Bangor, Gwynedd"
 */
function nameOf(label) {
  return plain(label.split(',')[0] ?? '')
}

/** @param {string} text */
function plain(text) {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
