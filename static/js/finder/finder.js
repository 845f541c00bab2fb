/** Find help: the search, My services, and what is kept by choice. */
import '../main.js'
import { wordsIn } from '../shared/words.js'
import { findPart } from './find-part.js'
import { keepPart } from './keep-part.js'
import { minePart } from './mine-part.js'
import { postcodesPart } from './postcodes-part.js'
import { resultsPart } from './results-part.js'

const part = (/** @type {string} */ name) =>
  document.querySelector(`[data-module="${name}"]`)
const search = part('finder')
const results = document.querySelector('[data-results]')
const mine = part('mine')
const keep = part('finder-keep')
const postcodes = part('every-postcode')

if (
  search instanceof HTMLElement &&
  results instanceof HTMLElement &&
  mine instanceof HTMLElement &&
  keep instanceof HTMLElement
) {
  const words = wordsIn(document, '[data-finder-words]')
  const { keep: keepMine, compare } = minePart(mine)
  const show = resultsPart(results, words, {
    areas: search.dataset['areas'] ?? '',
    keep: keepMine
  })
  const { showRecent } = findPart(search, words, {
    show,
    packs: (packs) => compare((key) => packs.byKey(key))
  })
  keepPart(keep, words, () => void showRecent())
  if (postcodes instanceof HTMLDetailsElement) postcodesPart(postcodes)
}
