/** Places looked for before: kept only by somebody who chose that, on this phone. */
import { cleanLine } from '../card/clean-text.js'
import { sealed, unsealed } from '../shared/kept-record.js'
import { changeKept, readKept } from '../shared/kept-store.js'

export const RECENT = 'finder.recent'
const SCHEMA = 1
const MOST = 5

/**
 * @returns {Promise<string[] | null>} Newest first; null where it is not wanted
 * @throws {Error} It could not be read
 */
export async function recentPlaces() {
  return readPlaces(await readKept(RECENT))
}

/**
 * @param {string} label - A place that was looked for; never where the phone is
 * @returns {Promise<string[] | null>}
 * @throws {Error} Nothing was kept of it
 */
export function rememberPlace(label) {
  return changeKept(RECENT, (raw) => {
    const places = readPlaces(raw)
    const answer = places && withPlace(places, label)
    return { record: answer ? sealed(SCHEMA, answer) : (raw ?? null), answer }
  })
}

/**
 * @param {boolean} isWanted - False takes away what was remembered
 * @returns {Promise<void>}
 * @throws {Error} It is as it was
 */
export async function wantRecent(isWanted) {
  const record = isWanted ? sealed(SCHEMA, []) : null
  await changeKept(RECENT, (raw) => {
    if (isWanted && unsealed(raw, SCHEMA).state === 'newer') {
      throw new Error('A later release keeps these places')
    }
    return { record, answer: null }
  })
}

/**
 * @param {unknown} raw
 * @returns {string[] | null}
 */
function readPlaces(raw) {
  const { state, content } = unsealed(raw, SCHEMA)
  if (state === 'none' || state === 'newer') return null
  return Array.isArray(content)
    ? content.map((each) => cleanLine(each, 60)).filter(Boolean)
    : []
}

/**
 * @param {readonly string[]} places
 * @param {string} label
 * @returns {string[]}
 */
export function withPlace(places, label) {
  return [label, ...places.filter((each) => each !== label)].slice(0, MOST)
}
