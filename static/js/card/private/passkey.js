/**
 * A second way to open the private part: the phone's own lock, by a passkey.
 *
 * The passkey turns a salt into a secret that never leaves the phone (the "prf"
 * extension of WebAuthn level 3, section 10.1.4). No server takes part.
 */

const SALT_BYTES = 32
const PATIENCE_MS = 120_000
/** ES256 and RS256, from the COSE register of IANA. */
const ALGORITHMS = [-7, -257]
/** It stands in the phone's own list of passkeys, so it tells nothing. */
const NAME = 'Carrycard'

/**
 * @typedef {object} PasskeySecret
 * @property {Uint8Array<ArrayBuffer>} id
 * @property {Uint8Array<ArrayBuffer>} salt
 * @property {Uint8Array<ArrayBuffer>} secret
 */

/**
 * The passkey was not made or did not answer: turned down, gone, or not able to.
 */
export class PasskeyError extends Error {
  name = 'PasskeyError'
}

/** @returns {Promise<boolean>} Whether this phone can be asked for one at all */
export async function canHavePasskey() {
  if (typeof PublicKeyCredential === 'undefined') return false
  try {
    return await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable()
  } catch {
    return false
  }
}

/**
 * Make a passkey on this phone. The person is asked for face, finger or PIN, in some
 * browsers twice.
 *
 * @returns {Promise<PasskeySecret>}
 * @throws {PasskeyError} There is none that can open anything; one that was made may
 *   stand in the phone's list, and opens nothing
 */
export async function makePasskey() {
  const salt = random(SALT_BYTES)
  const made = await attempt(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32),
        rp: { name: NAME },
        user: { id: random(16), name: NAME, displayName: NAME },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: {
          authenticatorAttachment: 'platform',
          residentKey: 'required',
          userVerification: 'required'
        },
        attestation: 'none',
        timeout: PATIENCE_MS,
        extensions: { prf: { eval: { first: salt } } }
      }
    })
  )
  const id = new Uint8Array(made.rawId)
  const answer = made.getClientExtensionResults().prf
  if (!answer?.enabled) throw new PasskeyError('This passkey cannot open anything')
  // Many phones say only that it can: then it is asked once more.
  if (!answer.results?.first) return askPasskey({ id, salt })
  return { id, salt, secret: bytesOf(answer.results.first) }
}

/**
 * @param {{ id: Uint8Array<ArrayBuffer>, salt: Uint8Array<ArrayBuffer> }} which
 * @returns {Promise<PasskeySecret>}
 * @throws {PasskeyError} No answer; nothing has changed
 */
export async function askPasskey({ id, salt }) {
  const got = await attempt(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: [{ type: 'public-key', id }],
        userVerification: 'required',
        timeout: PATIENCE_MS,
        extensions: { prf: { eval: { first: salt } } }
      }
    })
  )
  const first = got.getClientExtensionResults().prf?.results?.first
  if (!first) throw new PasskeyError('The passkey gave no secret')
  return { id, salt, secret: bytesOf(first) }
}

/**
 * @param {() => Promise<Credential | null>} ask
 * @returns {Promise<PublicKeyCredential>}
 */
async function attempt(ask) {
  /** @type {Credential | null} */
  let answer = null
  try {
    answer = await ask()
  } catch (cause) {
    throw new PasskeyError('The passkey did not answer', { cause })
  }
  if (answer instanceof PublicKeyCredential) return answer
  throw new PasskeyError('No passkey came back')
}

/** @param {BufferSource} source */
function bytesOf(source) {
  if (source instanceof ArrayBuffer) return new Uint8Array(source.slice(0))
  return new Uint8Array(/** @type {Uint8Array} */ (source))
}

/** @param {number} size */
const random = (size) => crypto.getRandomValues(new Uint8Array(size))
