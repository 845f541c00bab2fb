/**
 * The lock on the private texts. A random data key locks them; the passphrase, and a
 * passkey where there is one, each lock that key. Nothing is kept here.
 */
import { toBase64 } from '../../shared/base64.js'
import { fromBase64, seal, unseal } from '../../shared/passphrase.js'
import { WrongPassphraseError } from '../../shared/passphrase.js'
import { packed, unpacked } from './private-texts.js'

export { WrongPassphraseError }

const CONTEXT = 'carrycard private v1'
const PASSPHRASE_CONTEXT = `${CONTEXT} passphrase`
const PASSKEY_CONTEXT = `${CONTEXT} passkey`
const KEY_BYTES = 32
/** AES-GCM in NIST SP 800-38D, section 8.2. */
const IV_BYTES = 12

/** @returns {DataKey} */
export function newDataKey() {
  return crypto.getRandomValues(new Uint8Array(KEY_BYTES))
}

/**
 * @param {Texts} texts
 * @param {DataKey} key
 * @returns {Promise<{ iv: string, data: string }>}
 */
export async function lockTexts(texts, key) {
  return encrypt(packed(texts), await aes(key), CONTEXT)
}

/**
 * @param {{ iv: string, data: string }} locked
 * @param {DataKey} key
 * @returns {Promise<Texts>}
 * @throws {WrongPassphraseError} Another key, or damaged
 */
export async function openTexts(locked, key) {
  const bytes = await decrypt(locked, await aes(key), CONTEXT)
  try {
    return unpacked(bytes)
  } catch {
    throw new WrongPassphraseError()
  }
}

/**
 * @param {string} passphrase
 * @param {DataKey} key
 */
export function lockWithPassphrase(passphrase, key) {
  return seal(passphrase, key, PASSPHRASE_CONTEXT)
}

/**
 * @param {string} passphrase
 * @param {Keys} keys
 * @returns {Promise<DataKey>}
 * @throws {WrongPassphraseError} Wrong, or damaged
 */
export async function keyByPassphrase(passphrase, keys) {
  return aKey(await unseal(passphrase, keys.passphrase, PASSPHRASE_CONTEXT))
}

/**
 * @param {PasskeySecret} passkey
 * @param {DataKey} key
 * @returns {Promise<PasskeyLock>}
 */
export async function lockWithPasskey({ id, salt, secret }, key) {
  const own = key.slice() // it may be closed, and so emptied, before this is done
  const locked = await encrypt(own, await derived(secret, salt), PASSKEY_CONTEXT)
  own.fill(0)
  return { id: toBase64(id), salt: toBase64(salt), ...locked }
}

/**
 * @param {PasskeySecret} passkey
 * @param {PasskeyLock} lock
 * @returns {Promise<DataKey>}
 * @throws {WrongPassphraseError} Another passkey, or damaged
 */
export async function keyByPasskey({ salt, secret }, lock) {
  return aKey(await decrypt(lock, await derived(secret, salt), PASSKEY_CONTEXT))
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @returns {DataKey}
 */
function aKey(bytes) {
  if (bytes.length !== KEY_BYTES) throw new WrongPassphraseError()
  return bytes
}

/** @param {DataKey} key */
function aes(key) {
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
}

/**
 * RFC 5869: HKDF, so that the passkey's answer is not itself the key.
 *
 * @param {Uint8Array<ArrayBuffer>} secret
 * @param {Uint8Array<ArrayBuffer>} salt
 */
async function derived(secret, salt) {
  const source = await crypto.subtle.importKey('raw', secret, 'HKDF', false, [
    'deriveKey'
  ])
  const info = utf8(PASSKEY_CONTEXT)
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt, info },
    source,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt']
  )
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {CryptoKey} key
 * @param {string} context
 */
async function encrypt(bytes, key, context) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const how = { name: 'AES-GCM', iv, additionalData: utf8(context) }
  const data = await crypto.subtle.encrypt(how, key, bytes)
  return { iv: toBase64(iv), data: toBase64(new Uint8Array(data)) }
}

/**
 * @param {{ iv: string, data: string }} locked
 * @param {CryptoKey} key
 * @param {string} context
 */
async function decrypt(locked, key, context) {
  const iv = fromBase64(locked.iv)
  const data = fromBase64(locked.data)
  if (iv?.length !== IV_BYTES || !data) throw new WrongPassphraseError()
  try {
    const how = { name: 'AES-GCM', iv, additionalData: utf8(context) }
    return new Uint8Array(await crypto.subtle.decrypt(how, key, data))
  } catch {
    throw new WrongPassphraseError()
  }
}

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text)

/** @typedef {Uint8Array<ArrayBuffer>} DataKey - 256 random bits */

/** @import { PasskeySecret } from './passkey.js' */
/** @import { Keys, PasskeyLock } from './private-record.js' */
/** @import { Texts } from './private-texts.js' */
