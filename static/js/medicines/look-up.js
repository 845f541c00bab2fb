/** Which medicine is meant by a name as it was typed. Pure: no page, no network. */
import MiniSearch from 'minisearch'

const MOST_NEAR = 8
/** Few: another medicine's name is only a letter or two away. */
const SLIPS = (/** @type {string} */ name) =>
  name.length > 8 ? 2 : name.length > 4 ? 1 : false

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
    storeFields: ['place', 'name'],
    tokenize: (name) => [bare(name)],
    processTerm: (term) => term
  })
  index.addAll(names.map((each, id) => ({ id, ...each })))
  return (query) => {
    const typed = bare(query)
    if (typed.length < 2) return { exact: [], near: [] }
    const exact = places(names.filter(({ name }) => bare(name) === typed))
    const near = (
      /** @type {string} */ name,
      /** @type {typeof SLIPS | false} */ fuzzy
    ) =>
      index
        .search(name, { prefix: bare(name).length > 2, fuzzy })
        .filter((hit) => bare(String(hit['name']))[0] === bare(name)[0])
        .map((hit) => ({ place: Number(hit['place']) }))
    // A name that is right needs no guesses, only its brothers such as Nurofen Plus.
    let found = near(query, exact.length ? false : SLIPS)
    const [first = ''] = query.trim().split(/\s+/u)
    if (found.length === 0 && bare(first).length > 3) found = near(first, false)
    return {
      exact,
      near: places(found)
        .filter((place) => !exact.includes(place))
        .slice(0, MOST_NEAR)
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
