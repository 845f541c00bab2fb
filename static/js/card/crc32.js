/** The checksum that each kept copy of the card carries. */

/**
 * The generator polynomial of CRC-32 with its bits reversed.
 *
 * ISO 3309 and ITU-T V.42, section 8.1.1.6.2.
 */
const POLYNOMIAL = 0xedb88320

/** From so many bytes on, a table costs less to build than it saves. */
const LONG = 8192

/** @type {Uint32Array | null} */
let table = null

/**
 * Notices damage, not forgery. A card is about 2 kB and done bit by bit; a log of years
 * is some hundred times that.
 *
 * @param {string} text
 * @returns {string} CRC-32 of the UTF-8 bytes, as 8 lower-case hex digits
 */
export function crc32(text) {
  const bytes = new TextEncoder().encode(text)
  const step = bytes.length < LONG ? eightBits : lookedUp()
  let crc = 0xffffffff
  for (const byte of bytes) crc = (crc >>> 8) ^ step((crc ^ byte) & 0xff)
  return (~crc >>> 0).toString(16).padStart(8, '0')
}

/** @param {number} byte */
function eightBits(byte) {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) {
    crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
  }
  return crc
}

/** @returns {(byte: number) => number} */
function lookedUp() {
  const known = (table ??= Uint32Array.from({ length: 256 }, (_, byte) =>
    eightBits(byte)
  ))
  return (byte) => known[byte]
}
