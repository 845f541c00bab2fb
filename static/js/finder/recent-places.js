/** Places looked for before: kept only by somebody who chose that, on this phone. */
import { answerTo, transact } from '../card/records-db.js'
import { cleanLine } from '../card/clean-text.js'
import { sealed, unsealed } from './kept-record.js'

export const RECENT = 'finder.recent'
const SCHEMA = 1
const MOST = 5

/**
 * @returns {Promise<string[] | null>} Newest first; null where it is not wanted
 * @throws {Error} It could not be read
 */
export async function recentPlaces() {
  const raw = await transact('readonly', (store) => answerTo(store.get(RECENT)))
  return readPlaces(raw)
}

/**
 * @param {string} label - A place that was looked for; never where the phone is
 * @returns {Promise<string[] | null>}
 * @throws {Error} Nothing was kept of it
 */
export function rememberPlace(label) {
  return transact('readwrite', async (store) => {
    const places = readPlaces(await answerTo(store.get(RECENT)))
    if (!places) return null
    const after = withPlace(places, label)
    await answerTo(store.put(sealed(SCHEMA, after), RECENT))
    return after
  })
}

/**
 * @param {boolean} isWanted - False takes away what was remembered
 * @returns {Promise<void>}
 * @throws {Error} It is as it was
 */
export async function wantRecent(isWanted) {
  await transact('readwrite', (store) =>
    answerTo(isWanted ? store.put(sealed(SCHEMA, []), RECENT) : store.delete(RECENT))
  )
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
