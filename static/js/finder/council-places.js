/** A county or council that was typed as if it were a place: "Kent", "Fife", "Ynys Môn". */
import { distanceKm } from './distance.js'
import { plainName } from './plain-name.js'

const LEAST_LETTERS = 3
const MOST = 3

/**
 * @param {import('./councils.js').CouncilTable} table
 * @param {Map<string, import('./types.js').Council>} councils
 * @param {() => import('./outcodes.js').Outcode[]} allOutcodes
 */
export function readCouncilPlaces(table, councils, allOutcodes) {
  /** @type {{ plain: string, code: string }[] | null} */
  let spelt = null
  /** @type {import('./outcodes.js').Outcode[] | null} */
  let outcodes = null

  /**
   * @param {string} text
   * @returns {(import('./places.js').Place & { isExact: boolean })[]} Best first
   */
  return function find(text) {
    const typed = plainName(text)
    if (typed.length < LEAST_LETTERS) return []
    spelt ??= speltNames(table, councils)
    const hits = spelt.filter(({ plain }) => ` ${plain}`.includes(` ${typed}`))
    hits.sort((a, b) => a.plain.indexOf(typed) - b.plain.indexOf(typed))
    const exact = new Set(
      hits.filter((hit) => hit.plain === typed).map(({ code }) => code)
    )
    return [...new Set([...exact, ...hits.map(({ code }) => code)])]
      .slice(0, MOST)
      .flatMap((code) => {
        const place = placeOf(code)
        return place ? [{ ...place, isExact: exact.has(code) }] : []
      })
  }

  /**
   * Around the middle of the outcodes that lie mostly in it.
   *
   * @param {string} code
   * @returns {import('./places.js').Place | null}
   */
  function placeOf(code) {
    outcodes ??= allOutcodes()
    const inside = outcodes.filter(({ councils: [first = ''] }) =>
      [first, councils.get(first)?.upper].includes(code)
    )
    if (inside.length === 0) return null
    const latitude = middle(inside.map((each) => each.latitude))
    const longitude = middle(inside.map((each) => each.longitude))
    const reach = inside.map(
      (each) =>
        distanceKm(latitude, longitude, each.latitude, each.longitude) + each.radiusKm
    )
    return {
      label: councils.get(code)?.name ?? '',
      latitude,
      longitude,
      radiusKm: Math.max(...reach),
      councils: [code]
    }
  }
}

/**
 * @param {import('./councils.js').CouncilTable} table
 * @param {Map<string, import('./types.js').Council>} councils
 */
function speltNames({ also }, councils) {
  return [...councils.values()].flatMap(({ code, name }) =>
    [name, ...(also[code]?.split('|') ?? [])].map((each) => ({
      plain: plainName(each),
      code
    }))
  )
}

/** @param {number[]} numbers - At least one */
export function middle(numbers) {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}
