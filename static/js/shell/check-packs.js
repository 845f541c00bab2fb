/** What the finder needs with no signal: the list of services, and every postcode. */
import { packsKept } from '../finder/packs-kept.js'
import { updatePacks } from '../finder/packs-update.js'
import {
  lostPostcodes,
  mendPostcodes,
  postcodesHere
} from '../finder/postcode-store.js'
import { workerNow } from './worker-here.js'

/** @import { Check, Found } from './checks.js' */

/** @type {Check} */
export const checkServices = {
  name: 'services',
  look: async () => servicesSaid(await packsKept(new Date())),
  async mend() {
    if (await workerNow()) await updatePacks()
  }
}

/** @type {Check} */
export const checkPostcodes = {
  name: 'postcodes',
  look: async () => postcodesSaid(await postcodesHere(), await lostPostcodes()),
  mend: mendPostcodes
}

/**
 * @param {import('../finder/packs-kept.js').PacksKept} packs
 * @returns {Found}
 */
export function servicesSaid({ state, missing, builtAt, isOld }) {
  if (state === 'none') return { mark: 'bad', say: 'none' }
  if (state === 'broken') return { mark: 'bad', say: 'broken', names: missing }
  const fill = { day: new Date(builtAt) }
  return { mark: isOld ? 'bad' : 'good', say: isOld ? 'old' : 'whole', fill }
}

/**
 * @param {import('../finder/postcode-store.js').PostcodesHere} here
 * @param {import('../finder/postcode-store.js').AreaEntry[]} lost - Of what was all here
 * @returns {Found}
 */
export function postcodesSaid({ state, done, all }, lost) {
  const fill = { done, all }
  if (lost.length > 0) {
    return { mark: 'bad', say: 'lost', fill, names: lost.map(({ area }) => area) }
  }
  if (state === 'none') return { mark: 'none', say: 'none' }
  return state === 'whole'
    ? { mark: 'good', say: 'whole' }
    : { mark: 'unsure', say: 'partial', fill }
}
