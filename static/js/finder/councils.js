/** Councils by their GSS codes, as the phone keeps them. Pure. */

/**
 * @typedef {object} CouncilTable - councils.json
 * @property {string} codes
 * @property {string} names
 * @property {string} slugs
 * @property {Record<string, string>} also - Other names, by code: "Ynys Môn"
 * @property {string[]} boards
 * @property {number[]} boardOf
 * @property {Record<string, string>} upper
 */

const NATIONS = /** @type {Record<string, import('./types.js').Nation>} */ ({
  E: 'england',
  W: 'wales',
  S: 'scotland',
  N: 'northern-ireland'
})

/**
 * @param {CouncilTable} table
 * @returns {Map<string, import('./types.js').Council>} By code, in the order of codes
 */
export function readCouncils(table) {
  const names = table.names.split('|')
  const slugs = table.slugs.split(' ')
  return new Map(
    table.codes.split(' ').map((code, at) => [
      code,
      {
        code,
        name: names[at] ?? '',
        slug: slugs[at] ?? '',
        nation: nationOf(code),
        board: table.boards[table.boardOf[at] ?? -1] ?? '',
        upper: table.upper[code] ?? ''
      }
    ])
  )
}

/**
 * @param {string} code - GSS code; "" for a place that has no council of ours
 * @returns {import('./types.js').Nation}
 */
export function nationOf(code) {
  return NATIONS[code.slice(0, 1)] ?? 'crown-dependency'
}

/**
 * The codes, each county right after the first of its districts: what serves the county
 * serves the district.
 *
 * @param {string[]} codes
 * @param {Map<string, import('./types.js').Council>} councils
 */
export function withUpper(codes, councils) {
  return [
    ...new Set(codes.flatMap((code) => [code, councils.get(code)?.upper || code]))
  ]
}

/**
 * @param {string[]} codes
 * @returns {import('./types.js').Nation[]} Each once, the likeliest first
 */
export function nationsOf(codes) {
  return [...new Set(codes.map(nationOf))]
}
