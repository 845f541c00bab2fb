/** The checksum that each kept copy of the card carries. */

/**
 * The generator polynomial of CRC-32 with its bits reversed.
 *
 * ISO 3309 and ITU-T V.42, section 8.1.1.6.2.
 */
const POLYNOMIAL = 0xedb88320

/**
 * Notices damage, not forgery. Bit by bit and without a table: a card is about
 * 2 kB, and a table would cost more to build than it saves.
 *
 * @param {string} text
 * @returns {string} CRC-32 of the UTF-8 bytes, as 8 lower-case hex digits
 */
export function crc32(text) {
  let crc = 0xffffffff
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    }
  }
  return (~crc >>> 0).toString(16).padStart(8, '0')
}
