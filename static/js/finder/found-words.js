/** What is said of the place that was found, and how sure that is. Pure. */
import { withinMiles } from './distance-words.js'

/** @import { Found } from './types.js' */

/** A point nearer than this is the place itself, not its surroundings. */
export const EXACT_KM = 0.5

/**
 * @param {Found} found
 * @param {(name: string) => string} words
 * @returns {string} Its name, how near, and what is doubtful about it
 */
export function foundInWords(found, words) {
  const said = [whereInWords(found, words)]
  if (found.doubt) said.push(words(found.doubt))
  if (new Set(found.nations).size > 1) said.push(words('border'))
  return said.join(' ')
}

/**
 * @param {Found} found
 * @param {(name: string) => string} words
 */
function whereInWords(found, words) {
  const isExact = found.radiusKm < EXACT_KM
  const miles = isExact ? '' : withinMiles(found.radiusKm, words)
  if (found.kind === 'device') {
    return isExact ? words('nearYou') : words('nearYouWithin').replace('{miles}', miles)
  }
  if (isExact || found.kind === 'place') return `${found.label}.`
  return words('near').replace('{place}', found.label).replace('{miles}', miles)
}

/**
 * @param {string[]} names - Councils it may lie in, likeliest first
 * @param {(name: string) => string} words
 */
export function councilsInWords(names, words) {
  const [only, ...others] = names
  if (!only) return ''
  if (others.length === 0) return words('council').replace('{name}', only)
  const last = names.at(-1)
  const listed = `${names.slice(0, -1).join(', ')} ${words('or')} ${last}`
  return words('councils').replace('{names}', listed)
}
