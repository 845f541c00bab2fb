/** Which medicine is meant by a name as it was typed. Pure: no page, no network. */
import MiniSearch from 'minisearch'
import { SLIPS } from '../search/options.js'

const MOST_NEAR = 8

/**
 * @typedef {object} LookUp
 * @property {number[]} exact - Places in the list of those with exactly this name
 * @property {number[]} near - Places of those that may be meant, best first
 */

/**
 * @param {string} name
 * @returns {string} Its letters and digits only: Co-codamol is cocodamol
 */
export function bare(name) {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * @param {string[][]} list - The names of each medicine
 * @returns {(query: string) => LookUp}
 */
export function lookUpIn(list) {
  const names = list.flatMap((each, place) => each.map((name) => ({ name, place })))
  const index = new MiniSearch({
    fields: ['name'],
    storeFields: ['place'],
    tokenize: (name) => [bare(name)],
    processTerm: (term) => term
  })
  index.addAll(names.map((each, id) => ({ id, ...each })))
  return (query) => {
    const typed = bare(query)
    if (typed.length < 2) return { exact: [], near: [] }
    const exact = places(names.filter(({ name }) => bare(name) === typed))
    const hits = index.search(query, { prefix: typed.length > 2, fuzzy: SLIPS })
    const near = places(hits.map((hit) => ({ place: Number(hit['place']) })))
    return {
      exact,
      near: near.filter((place) => !exact.includes(place)).slice(0, MOST_NEAR)
    }
  }
}

/**
 * @param {{ place: number }[]} found
 * @returns {number[]} Each place once, in the order found
 */
function places(found) {
  return [...new Set(found.map(({ place }) => place))]
}
