/** The choices of what to show, read from their form. */

/** @import { Filters } from './types.js' */

const TICKS = /** @type {const} */ ([
  'openNow',
  'openToday',
  'selfReferral',
  'family',
  'remote',
  'wheelchair'
])

/**
 * @param {FormData} chosen
 * @param {string} language
 * @returns {Filters} Only what is chosen: an empty object shows everything
 */
export function filtersOf(chosen, language) {
  const when = chosen.getAll('when')
  const kinds = chosen.getAll('kind').map(String)
  const about = chosen.get('about')
  const gives = chosen.get('gives')
  /** @type {Filters} */
  const filters = {}
  for (const tick of TICKS) if (when.includes(tick)) filters[tick] = true
  if (kinds.length) filters.kinds = kinds
  if (about === 'alcohol' || about === 'opioids') filters.substance = about
  if (gives === 'yes' || gives === 'no' || gives === 'unknown') {
    filters.prescribesNaltrexone = gives
  }
  if (language) filters.language = language
  return filters
}

/**
 * @param {Filters} filters
 * @returns {number} How many are chosen
 */
export function countOf(filters) {
  return Object.values(filters).flat().length
}
