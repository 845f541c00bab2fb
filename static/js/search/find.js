/** Ask the index, and put what it finds in groups. Pure but for the index itself. */
import { ASKING, SLIPS } from './options.js'

const GROUPS = ['facts', 'medicines', 'words', 'helplines', 'pages']
const MOST_IN_A_GROUP = 8
const MOST_OF_A_PAGE = 3
const ENOUGH = 5
/** As it was typed; where that finds little, with slips; then any of the words. */
const WAYS = /** @type {import('minisearch').SearchOptions[]} */ ([
  { combineWith: 'AND' },
  { combineWith: 'AND', fuzzy: SLIPS },
  { combineWith: 'OR', fuzzy: SLIPS }
])

/**
 * @typedef {object} Found
 * @property {string} title
 * @property {string} text
 * @property {string} url
 */

/**
 * @param {import('minisearch').default} index
 * @param {string} query
 * @returns {{ group: string, found: Found[] }[]} Groups that have something, best first
 */
export function find(index, query) {
  /** @type {Map<number, import('minisearch').SearchResult>} */
  const hits = new Map()
  for (const way of WAYS) {
    if (hits.size >= ENOUGH) break
    for (const hit of index.search(query, { ...ASKING, ...way })) {
      if (!hits.has(hit.id)) hits.set(hit.id, hit)
    }
  }
  return GROUPS.map((group) => ({
    group,
    found: fewOfAPage([...hits.values()].filter((hit) => hit['group'] === group))
      .slice(0, MOST_IN_A_GROUP)
      .map(({ title, text, url }) => ({ title, text, url }))
  })).filter(({ found }) => found.length > 0)
}

/**
 * @param {import('minisearch').SearchResult[]} hits
 * @returns {import('minisearch').SearchResult[]} At most three of one page of facts
 */
function fewOfAPage(hits) {
  /** @type {Map<string, number>} */
  const count = new Map()
  return hits.filter((hit) => {
    if (hit['group'] !== 'facts') return true
    const page = String(hit['url']).replace(/#.*/, '')
    count.set(page, (count.get(page) ?? 0) + 1)
    return Number(count.get(page)) <= MOST_OF_A_PAGE
  })
}
