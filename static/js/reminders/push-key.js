/** The server's public key, as text and as bytes. Pure. */

/**
 * @param {string} text - In base64url, with or without padding
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOf(text) {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

/**
 * @param {{ options?: PushSubscriptionOptions }} subscription
 * @param {string} key
 * @returns {boolean} Whether it was made with that key, as far as the browser says
 */
export function isMadeWith(subscription, key) {
  const made = subscription.options?.applicationServerKey
  if (!made) return true
  const bytes = new Uint8Array(made)
  const wanted = bytesOf(key)
  return (
    bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at])
  )
}
