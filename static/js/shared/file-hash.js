/** Whether bytes are the ones that were meant. */
import { toBase64 } from './base64.js'

/**
 * @param {ArrayBuffer} bytes
 * @param {string} integrity - "sha256-" and the hash in base64
 */
export async function isHashed(bytes, integrity) {
  return `sha256-${toBase64(await sha256(bytes))}` === integrity
}

/**
 * @param {ArrayBuffer} bytes
 * @param {string} start - The first digits of the hash, in hex
 */
export async function isHashedFrom(bytes, start) {
  const hex = [...(await sha256(bytes))].map((each) =>
    each.toString(16).padStart(2, '0')
  )
  return hex.join('').startsWith(start)
}

/** @param {ArrayBuffer} bytes */
async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
