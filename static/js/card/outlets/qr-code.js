/**
 * Text as a QR code that any phone's own camera reads, with no signal. Pure but for
 * drawing on a canvas.
 *
 * UTF-8 is announced (ECI 26), so names in any script come out as they went in.
 * ISO/IEC 18004:2015, sections 7.3.2 and 7.4.2.
 */
import { correction, generate, mode } from 'lean-qr'

/**
 * 65 modules a side: at 280 CSS px each is still 3.8 px wide, and 0.4 mm on a card.
 *
 * ISO/IEC 18004:2015, table 1
 */
export const LARGEST_VERSION = 12

/** Room does not depend on it. ISO/IEC 18004:2015, section 7.8 */
const ANY_MASK = 0

/**
 * In UTF-8, of version 12 at level M: 290 codewords, of which 4 say the encoding and length.
 *
 * ISO/IEC 18004:2015, tables 3 and 7
 */
const SURELY_FITS_BYTES = 286

/**
 * White modules on each side.
 *
 * ISO/IEC 18004:2015, section 9.1
 */
export const QUIET_MODULES = 4

/** Latin-1 and Shift-JIS are left out: old readers take them for one another. */
const MODES = [mode.numeric, mode.alphaNumeric, mode.ascii, mode.utf8]

/**
 * @typedef {object} QrCode
 * @property {number} size - Modules a side, without the quiet zone
 * @property {number} version - 1 to 40
 * @property {(x: number, y: number) => boolean} isDark - False outside the code
 */

/**
 * With at least correction level M: about 15% of the code may be unreadable.
 *
 * @param {string} text
 * @param {number} [largestVersion]
 * @returns {QrCode}
 * @throws {RangeError} The text does not fit that version; nothing was made
 */
export function qrCode(text, largestVersion = LARGEST_VERSION) {
  const bitmap = encode(text, largestVersion)
  return {
    size: bitmap.size,
    version: (bitmap.size - 17) / 4,
    isDark: (x, y) => bitmap.get(x, y)
  }
}

/**
 * @param {string} text
 * @param {number} [largestVersion]
 * @returns {boolean} Whether qrCode() can make it
 */
export function fitsCode(text, largestVersion = LARGEST_VERSION) {
  const isShort = new TextEncoder().encode(text).length <= SURELY_FITS_BYTES
  if (isShort && largestVersion >= LARGEST_VERSION) return true
  try {
    encode(text, largestVersion, ANY_MASK)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/**
 * Draw it black on white, quiet zone included, in whole pixels.
 *
 * @param {HTMLCanvasElement} canvas - Made as large as the drawing; what was on it goes
 * @param {QrCode} code
 * @param {number} scale - Pixels of the canvas a module is wide, 1 or more
 */
export function drawCode(canvas, code, scale) {
  const side = (code.size + 2 * QUIET_MODULES) * scale
  canvas.width = canvas.height = side
  const brush = canvas.getContext('2d')
  if (!brush) throw new TypeError('this canvas cannot be drawn on')
  brush.fillStyle = '#fff'
  brush.fillRect(0, 0, side, side)
  brush.fillStyle = '#000'
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.isDark(x, y)) continue
      const [left, top] = [x, y].map((at) => (at + QUIET_MODULES) * scale)
      brush.fillRect(left, top, scale, scale)
    }
  }
}

/**
 * @param {string} text
 * @param {number} maxVersion
 * @param {null | typeof ANY_MASK} [mask] - Null: the best of the eight, by trying each
 */
function encode(text, maxVersion, mask = null) {
  try {
    return generate(text, {
      modes: MODES,
      minCorrectionLevel: correction.M,
      maxVersion,
      mask
    })
  } catch (error) {
    throw new RangeError('the text does not fit the code', { cause: error })
  }
}
