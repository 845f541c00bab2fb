/** Is everything kept that should be? Mends what it can. */
import { keepRest } from './keeping.js'
import { precache } from './precache.js'

/**
 * What is said to the messages 'look' and, once what could be was mended, 'health'.
 *
 * @typedef {object} Health
 * @property {boolean} ready - Every file and page of this release is in the cache
 * @property {string[]} missing - Paths that are not
 * @property {number} kept - How many are
 * @property {number} of - How many there should be
 */

/** @returns {Promise<Health>} On a first visit not before the rest has come */
export async function health() {
  await keepRest({ again: true })
  return look()
}

/** @returns {Promise<Health>} Nothing is fetched */
export async function look() {
  const missing = await precache.missing()
  const of = precache.count
  return { ready: missing.length === 0, missing, kept: of - missing.length, of }
}
