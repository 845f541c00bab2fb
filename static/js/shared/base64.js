/** Bytes as text and back. Pure. */

/**
 * @param {Uint8Array} bytes
 * @returns {string} With `+`, `/` and padding. RFC 4648, section 4
 */
export function toBase64(bytes) {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} With `-`, `_` and no padding. RFC 4648, section 5
 */
export function toBase64Url(bytes) {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/**
 * @param {string} text - In either alphabet, with or without padding
 * @returns {Uint8Array<ArrayBuffer>}
 * @throws {DOMException} It is not base64
 */
export function bytesOfBase64(text) {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  // Not Uint8Array.from(): a picture is hundreds of thousands of letters.
  const bytes = new Uint8Array(letters.length)
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at)
  return bytes
}
