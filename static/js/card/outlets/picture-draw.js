/** Draw the picture on a canvas: black on white, on plain ground. */
import { QUIET_MODULES } from './qr-code.js'

/** Dark, since phones set their clock in white on it. */
export const GROUND = '#101a1c'

const FONT = `-apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif`

/**
 * @param {CanvasRenderingContext2D} brush
 * @returns {import('./picture-layout.js').Measure}
 */
export function measureWith(brush) {
  return (text, size, weight) => {
    brush.font = fontOf(size, weight)
    return brush.measureText(text).width
  }
}

/**
 * @param {HTMLCanvasElement} canvas - Made as large as the screen; what was on it goes
 * @param {import('./picture-sizes.js').Size} size
 * @param {import('./picture-layout.js').Laid} laid
 * @param {import('./qr-code.js').QrCode | null} code - Where `laid` has room for it
 */
export function drawPicture(canvas, size, laid, code) {
  canvas.width = size.width
  canvas.height = size.height
  const brush = brushOf(canvas)
  const { panel, border, rule } = laid

  brush.fillStyle = GROUND
  brush.fillRect(0, 0, size.width, size.height)
  brush.fillStyle = '#000'
  brush.fillRect(panel.x, panel.y, panel.width, panel.height)
  brush.fillStyle = '#fff'
  brush.fillRect(
    panel.x + border,
    panel.y + border,
    panel.width - 2 * border,
    panel.height - 2 * border
  )
  brush.fillStyle = '#000'
  brush.fillRect(rule.x, Math.round(rule.y), rule.width, Math.round(rule.height))

  brush.textBaseline = 'alphabetic'
  brush.textAlign = 'start'
  for (const piece of laid.pieces) {
    brush.font = fontOf(piece.size, piece.weight)
    brush.direction = piece.direction
    // The last word on width: a font may be wider here than it was measured.
    brush.fillText(piece.text, piece.x, piece.baseline, piece.width)
  }
  if (code && laid.code) drawCodeAt(brush, laid.code, code)
}

/**
 * @param {HTMLCanvasElement} canvas
 * @throws {TypeError} This browser draws nothing; the canvas is as it was
 */
export function brushOf(canvas) {
  // With no see-through pixels a picture is packed sooner.
  const brush = canvas.getContext('2d', { alpha: false })
  if (!brush) throw new TypeError('this canvas cannot be drawn on')
  return brush
}

/**
 * In whole pixels, since a camera reads edges.
 *
 * @param {CanvasRenderingContext2D} brush
 * @param {{ x: number, y: number, side: number }} where
 * @param {import('./qr-code.js').QrCode} code
 */
function drawCodeAt(brush, { x, y, side }, code) {
  const scale = Math.floor(side / (code.size + 2 * QUIET_MODULES))
  const left = Math.floor(x) + QUIET_MODULES * scale
  const top = Math.floor(y) + QUIET_MODULES * scale
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      if (!code.isDark(column, row)) continue
      brush.fillRect(left + column * scale, top + row * scale, scale, scale)
    }
  }
}

/**
 * @param {number} size - In pixels
 * @param {number} weight
 */
const fontOf = (size, weight) => `${weight} ${size}px ${FONT}`
