/** The private part as it is kept: numbered, dated, checked against damage. Pure. */
import { isMoment } from '../calendar.js'
import { isWhole, withChecksum } from '../sealed.js'
import { fromBase64, isSealed } from '../../shared/passphrase.js'

/** @type {1} */
const VERSION = 1

/**
 * What is locked, and what opens it. Nothing in here can be read without a key.
 *
 * @typedef {object} Locked
 * @property {Keys} keys
 * @property {string} iv - Base64, as `data`
 * @property {string} data - The texts under the data key
 */

/**
 * The data key, once under each way to open it. There is always a passphrase.
 *
 * @typedef {object} Keys
 * @property {Sealed} passphrase
 * @property {PasskeyLock} [passkey]
 */

/**
 * @typedef {object} PasskeyLock
 * @property {string} id - Base64, as the rest: which passkey to ask for
 * @property {string} salt - What the passkey is asked to turn into a secret
 * @property {string} iv
 * @property {string} data - The data key under that secret
 */

/**
 * @typedef {object} Envelope
 * @property {1} version
 * @property {number} generation - Higher is later
 * @property {string} savedAt - UTC moment, ISO 8601
 * @property {string} checksum - CRC-32 of everything else, in one fixed order
 */

/** @typedef {Locked & Envelope} PrivateRecord */

/**
 * @typedef {object} PrivateReading
 * @property {PrivateRecord | null} record - When whole and of this release
 * @property {boolean} isNewer - Whole, and of a newer release
 * @property {number} generation - 0 unless whole
 */

/**
 * @param {Locked} locked
 * @param {number} generation
 * @param {string} savedAt - UTC moment, ISO 8601
 * @returns {PrivateRecord}
 * @throws {TypeError} It is not locked as this release locks
 */
export function makePrivateRecord({ keys, iv, data }, generation, savedAt) {
  const { passphrase, passkey } = keys
  const content = {
    version: VERSION,
    generation,
    savedAt,
    keys: passkey ? { passphrase, passkey } : { passphrase },
    iv,
    data
  }
  if (!isLocked(content)) throw new TypeError('This is not a locked private part')
  return withChecksum(content)
}

/**
 * Never throws.
 *
 * @param {unknown} raw - What a slot or a file held
 * @returns {PrivateReading}
 */
export function examinePrivate(raw) {
  try {
    const record = /** @type {PrivateRecord} */ (raw)
    const { version, generation, savedAt } = record
    const isIntact =
      isCount(version) && isCount(generation) && isMoment(savedAt) && isWhole(raw)
    if (!isIntact) return DAMAGED
    const isNewer = Number(version) > VERSION
    const isOurs = !isNewer && isLocked(record)
    return { record: isOurs ? record : null, isNewer, generation }
  } catch {
    return DAMAGED // not an object
  }
}

/** @type {PrivateReading} */
const DAMAGED = Object.freeze({ record: null, isNewer: false, generation: 0 })

/**
 * @param {Locked} content
 * @returns {boolean} Whether each part has the form it should have
 */
function isLocked({ keys, iv, data }) {
  const { passphrase, passkey } = keys
  if (!isSealed(passphrase) || !areBase64([iv, data])) return false
  if (passkey === undefined) return true
  return areBase64([passkey.id, passkey.salt, passkey.iv, passkey.data])
}

/** @param {unknown[]} texts */
const areBase64 = (texts) => texts.every((text) => Boolean(fromBase64(text)?.length))

/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && Number(value) > 0

/** @import { Sealed } from '../../shared/passphrase.js' */
