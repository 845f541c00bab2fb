/** A card file under a passphrase. Who has the file alone has nothing. */
import { seal, unseal } from '../../shared/passphrase.js'
import { withChecksum } from '../sealed.js'
import { KIND, readCardFile } from './card-file.js'

/** Not to be taken for a strong one: it keeps out who tries a few words. */
const LEAST_PASSPHRASE = 8

/** Of the lock, whatever is in it. */
const VERSION = 1

/** Bound to what is locked: a private part cannot be passed off as a file. */
const CONTEXT = `${KIND} file ${VERSION}`

/**
 * @param {string} passphrase - Counted as it is used, in Unicode NFKC
 * @returns {boolean}
 */
export function isTooShort(passphrase) {
  return [...passphrase.normalize('NFKC')].length < LEAST_PASSPHRASE
}

/**
 * @param {string} text - The whole file as it would be without a passphrase
 * @param {string} passphrase
 * @returns {Promise<object>} To be written as JSON
 * @throws {Error} This browser cannot lock it; nothing was made
 */
export async function lockFile(text, passphrase) {
  const bytes = new TextEncoder().encode(text)
  const locked = await seal(passphrase, bytes, CONTEXT)
  return withChecksum({ kind: KIND, version: VERSION, locked })
}

/**
 * How long it takes is bounded: see passphrase.js.
 *
 * @param {unknown} sealed - As readCardFile() gave it
 * @param {string} passphrase
 * @returns {Promise<Reading>}
 * @throws {Error} Wrong passphrase, or damaged: nobody can tell which. Or this browser
 *   has no cryptography here
 */
export async function unlockFile(sealed, passphrase) {
  const bytes = await unseal(passphrase, sealed, CONTEXT)
  const reading = readCardFile(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  // Locked twice is nothing that we make.
  if (!reading.ok && reading.fault === 'locked') return { ok: false, fault: 'damaged' }
  return reading
}

/** @import { Reading } from './card-file.js' */
