/**
 * Lock bytes under a passphrase, with the browser's own cryptography. Nothing is kept,
 * and nothing here can open what it locked without the passphrase.
 */
import { bytesOfBase64, toBase64 } from './base64.js'

const KDF = 'PBKDF2-SHA256'

/**
 * OWASP Password Storage Cheat Sheet: 600,000 rounds for PBKDF2-HMAC-SHA256.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
 */
const LEAST_ITERATIONS = 600_000
/** A file from elsewhere must not hold a phone up for minutes. */
const MOST_ITERATIONS = 5_000_000

const SALT_BYTES = 16
/** AES-GCM in NIST SP 800-38D, section 8.2: 96-bit nonces, 128-bit tags. */
const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * @typedef {object} Sealed
 * @property {'PBKDF2-SHA256'} kdf
 * @property {number} iterations
 * @property {string} salt - Base64, as the rest
 * @property {string} iv
 * @property {string} data - AES-256-GCM, with the tag at its end
 */

/**
 * Did not open. It does not say whether the passphrase was wrong or the data damaged.
 */
export class WrongPassphraseError extends Error {
  name = 'WrongPassphraseError'
}

/**
 * The browser has no cryptography here: the page did not come over https.
 */
export class CryptoMissingError extends Error {
  name = 'CryptoMissingError'
}

/** @returns {boolean} Whether seal() and unseal() can work in this browser */
export function canSeal() {
  return Boolean(globalThis.crypto?.subtle)
}

/**
 * Never gives the same twice: the salt and the nonce are new each time.
 *
 * @param {string} passphrase - Spelt in Unicode NFKC before use, so that keyboards agree
 * @param {Uint8Array} bytes
 * @param {string} context - What this is, and of which version; unseal() needs the same
 * @param {{ iterations?: number }} [options] - 600,000 to 5,000,000
 * @returns {Promise<Sealed>}
 * @throws {CryptoMissingError} Nothing was locked
 * @throws {RangeError} Iterations out of bounds; nothing was locked
 */
export async function seal(
  passphrase,
  bytes,
  context,
  { iterations = LEAST_ITERATIONS } = {}
) {
  const subtle = subtleOrThrow()
  if (!isAllowed(iterations)) throw new RangeError(`${iterations} iterations`)
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES))
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const key = await keyFrom(passphrase, salt, iterations)
  const additionalData = boundTo(context, iterations)
  const data = await subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData },
    key,
    copyOf(bytes)
  )
  return {
    kdf: KDF,
    iterations,
    salt: toBase64(salt),
    iv: toBase64(iv),
    data: toBase64(new Uint8Array(data))
  }
}

/**
 * @param {string} passphrase
 * @param {unknown} sealed - What seal() gave; anything else is refused before any work
 * @param {string} context - The same that seal() was given
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 * @throws {WrongPassphraseError} Wrong passphrase, other context, or damaged
 * @throws {CryptoMissingError} Nothing was tried
 */
export async function unseal(passphrase, sealed, context) {
  const subtle = subtleOrThrow()
  const parts = partsOf(sealed)
  if (!parts) throw new WrongPassphraseError()
  const { iterations, salt, iv, data } = parts
  const key = await keyFrom(passphrase, salt, iterations)
  const additionalData = boundTo(context, iterations)
  try {
    const opened = await subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      data
    )
    return new Uint8Array(opened)
  } catch {
    throw new WrongPassphraseError()
  }
}

/**
 * Whether it has the form that seal() gives. Says nothing about the passphrase.
 *
 * @param {unknown} raw
 * @returns {raw is Sealed}
 */
export function isSealed(raw) {
  return partsOf(raw) !== null
}

/**
 * @param {unknown} text
 * @returns {Uint8Array<ArrayBuffer> | null} Null unless it is what toBase64() gives: two
 *   spellings of the same bytes would let a changed character pass unnoticed
 */
export function fromBase64(text) {
  if (typeof text !== 'string') return null
  try {
    const bytes = bytesOfBase64(text)
    return toBase64(bytes) === text ? bytes : null
  } catch {
    return null
  }
}

/**
 * @param {unknown} raw
 */
function partsOf(raw) {
  if (typeof raw !== 'object' || raw === null) return null
  const sealed = /** @type {Record<string, unknown>} */ (raw)
  const { kdf, iterations } = sealed
  if (kdf !== KDF || !isAllowed(iterations)) return null
  const salt = fromBase64(sealed['salt'])
  const iv = fromBase64(sealed['iv'])
  const data = fromBase64(sealed['data'])
  if (salt?.length !== SALT_BYTES || iv?.length !== IV_BYTES) return null
  return data && data.length >= TAG_BYTES ? { iterations, salt, iv, data } : null
}

/**
 * @param {unknown} iterations
 * @returns {iterations is number}
 */
function isAllowed(iterations) {
  return (
    Number.isInteger(iterations) &&
    Number(iterations) >= LEAST_ITERATIONS &&
    Number(iterations) <= MOST_ITERATIONS
  )
}

/**
 * @param {string} passphrase
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {number} iterations
 * @returns {Promise<CryptoKey>} It cannot be read out again
 */
async function keyFrom(passphrase, salt, iterations) {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'))
  const { subtle } = crypto
  const source = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  return subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    source,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt']
  )
}

/**
 * So that neither the version nor the rounds can be swapped for another.
 *
 * @param {string} context
 * @param {number} iterations
 */
function boundTo(context, iterations) {
  return new TextEncoder().encode([context, KDF, iterations].join('\n'))
}

/**
 * @param {Uint8Array} bytes
 * @returns {Uint8Array<ArrayBuffer>} Never shared with another thread
 */
function copyOf(bytes) {
  return new Uint8Array(bytes)
}

function subtleOrThrow() {
  if (!canSeal()) throw new CryptoMissingError('crypto.subtle is not here')
  return crypto.subtle
}
