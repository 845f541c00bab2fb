/** Which of the server's keys a subscription was made with. Pure. */
import { bytesOfBase64 } from '../shared/base64.js'

/**
 * @param {{ options?: PushSubscriptionOptions }} subscription
 * @param {string} key - In base64url
 * @returns {boolean} Whether it was made with that key, as far as the browser says
 */
export function isMadeWith(subscription, key) {
  const made = subscription.options?.applicationServerKey
  if (!made) return true
  const bytes = new Uint8Array(made)
  const wanted = bytesOfBase64(key)
  return (
    bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at])
  )
}
