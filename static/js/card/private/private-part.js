/** The private part from the person's side: set up, open, change. Open only in memory. */
import {
  keyByPasskey,
  keyByPassphrase,
  lockTexts,
  lockWithPasskey,
  lockWithPassphrase,
  newDataKey,
  openTexts
} from './private-lock.js'
import { writePrivateRecord } from './private-store.js'
import { areSame, cleanTexts } from './private-texts.js'

/**
 * @typedef {object} OpenPart
 * @property {Texts} texts - As they are kept
 * @property {PrivateRecord} record - As it is kept
 * @property {DataKey} key - Forgotten by close()
 * @property {boolean} isOldGone - False: an older copy may open with its own passphrase
 */

/**
 * A four-digit PIN holds for minutes against a computer, so there is a least length.
 * The project's own trial of 2026-11-22: all 10,000 PINs under these rounds took two
 * laptop cores 12 minutes.
 */
export const LEAST_PASSPHRASE = 8

/**
 * @param {string} passphrase
 * @param {Texts} texts
 * @returns {Promise<OpenPart>} Kept, read back, and tried with the passphrase
 * @throws {CardStorageError} Nothing was kept, unless `unsure`
 * @throws {CardChangedError} Another window has set one up; that one is intact
 */
export async function setUp(passphrase, texts) {
  return keepUnder(passphrase, cleanTexts(texts), { basedOn: 0, endsOld: false })
}

/**
 * @param {PrivateRecord} record
 * @param {string} passphrase
 * @returns {Promise<OpenPart>}
 * @throws {WrongPassphraseError} Wrong, or damaged: there is no telling
 */
export async function openByPassphrase(record, passphrase) {
  return opened(record, await keyByPassphrase(passphrase, record.keys))
}

/**
 * @param {PrivateRecord} record
 * @param {PasskeyLock} lock - Of that record
 * @param {PasskeySecret} passkey
 * @returns {Promise<OpenPart>}
 * @throws {WrongPassphraseError} Another passkey, or damaged
 */
export async function openByPasskey(record, lock, passkey) {
  return opened(record, await keyByPasskey(passkey, lock))
}

/**
 * @param {OpenPart} part
 * @param {Texts} texts
 * @returns {Promise<OpenPart>}
 * @throws {CardStorageError} The texts before are intact, unless `unsure`
 * @throws {CardChangedError} Another window has changed it; that is intact
 */
export async function keepTexts(part, texts) {
  const clean = cleanTexts(texts)
  const locked = { keys: part.record.keys, ...(await lockTexts(clean, part.key)) }
  // Where an older one could not be deleted, each saving tries again.
  return keep(locked, { texts: clean, key: part.key }, orders(part, !part.isOldGone))
}

/**
 * With a new data key: what the passphrase before could open is not what is locked
 * from now on. A passkey has to be added anew.
 *
 * @param {OpenPart} part
 * @param {string} passphrase
 * @returns {Promise<OpenPart>}
 * @throws {CardStorageError} The passphrase before still opens it, unless `unsure`
 * @throws {CardChangedError} Another window has changed it; that is intact
 */
export async function changePassphrase(part, passphrase) {
  return keepUnder(passphrase, part.texts, orders(part, true))
}

/**
 * @param {OpenPart} part
 * @param {PasskeySecret} secret
 * @returns {Promise<OpenPart>}
 * @throws {CardStorageError} It opens as before, unless `unsure`
 * @throws {CardChangedError} Another window has changed it; that is intact
 */
export async function addPasskey(part, secret) {
  const { keys, iv, data } = part.record
  const { passphrase } = keys
  const passkey = await lockWithPasskey(secret, part.key)
  return keep({ keys: { passphrase, passkey }, iv, data }, part, orders(part, false))
}

/**
 * With a new data key, as when the passphrase is changed: an older copy that the passkey
 * opens must not open what is written from now on.
 *
 * @param {OpenPart} part
 * @param {string} passphrase - The one it has, and keeps
 * @returns {Promise<OpenPart>}
 * @throws {WrongPassphraseError} It opens as before
 * @throws {CardStorageError} It opens as before, unless `unsure`
 * @throws {CardChangedError} Another window has changed it; that is intact
 */
export async function removePasskey(part, passphrase) {
  const key = await keyByPassphrase(passphrase, part.record.keys)
  key.fill(0)
  return changePassphrase(part, passphrase)
}

/**
 * Forget the key. What was typed on the page is the page's to empty.
 *
 * @param {OpenPart} part
 */
export function close(part) {
  part.key.fill(0)
}

/**
 * @param {string} passphrase
 * @param {Texts} texts
 * @param {Orders} orders
 */
async function keepUnder(passphrase, texts, orders) {
  const key = newDataKey()
  const locked = {
    keys: { passphrase: await lockWithPassphrase(passphrase, key) },
    ...(await lockTexts(texts, key))
  }
  // Tried before it takes the place of anything: one that does not open is of no use.
  const trial = await openTexts(locked, await keyByPassphrase(passphrase, locked.keys))
  if (!areSame(trial, texts)) throw new Error('What was locked opened as other texts')
  return keep(locked, { texts, key }, orders)
}

/**
 * @param {Locked} locked
 * @param {{ texts: Texts, key: DataKey }} open
 * @param {Orders} orders
 * @returns {Promise<OpenPart>}
 */
async function keep(locked, { texts, key }, orders) {
  const { record, isOldGone } = await writePrivateRecord(locked, orders)
  if (!record) throw new Error('Nothing was kept')
  return { texts, key, record, isOldGone }
}

/**
 * @param {OpenPart} part
 * @param {boolean} endsOld - Whether nothing may open any more that opened before
 * @returns {Orders}
 */
function orders(part, endsOld) {
  return { basedOn: part.record.generation, endsOld }
}

/**
 * @param {PrivateRecord} record
 * @param {DataKey} key
 * @returns {Promise<OpenPart>}
 */
async function opened(record, key) {
  return { texts: await openTexts(record, key), key, record, isOldGone: true }
}

/** @typedef {{ basedOn: number, endsOld: boolean }} Orders - For writePrivateRecord() */

/** @import { PasskeySecret } from './passkey.js' */
/** @import { DataKey } from './private-lock.js' */
/** @import { Locked, PasskeyLock, PrivateRecord } from './private-record.js' */
/** @import { Texts } from './private-texts.js' */
