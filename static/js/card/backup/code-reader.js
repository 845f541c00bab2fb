/** Read codes out of a moving picture, with the browser's own reader or with ours. */
import decodeQR from 'qr/decode.js'

/** A code of 73 modules that fills half of it still has 4 dots for each. */
const SIDE_PX = 640
/** Of optional attempts, in ms: a phone reads about eight pictures a second. */
const EFFORT_MS = 60

/**
 * @returns {Promise<(video: HTMLVideoElement) => Promise<string[]>>} Reads what the
 *   video shows now; an empty list when there is no code in it. Never throws
 */
export async function codeReader() {
  const own = await browserReader()
  const canvas = document.createElement('canvas')
  return async (video) => {
    const side = Math.min(video.videoWidth, video.videoHeight)
    if (side === 0) return []
    try {
      return own ? await own(video) : [decoded(canvas, video, side)]
    } catch {
      return [] // nothing found in this picture: the next one is a moment away
    }
  }
}

/**
 * @returns {Promise<((video: HTMLVideoElement) => Promise<string[]>) | null>} Null
 *   where the browser has none, or one that reads no such codes
 */
async function browserReader() {
  const { BarcodeDetector } = /** @type {any} */ (window)
  try {
    const formats = await BarcodeDetector.getSupportedFormats()
    if (!formats.includes('qr_code')) return null
    const detector = new BarcodeDetector({ formats: ['qr_code'] })
    return async (video) => {
      const found = await detector.detect(video)
      return found.map((/** @type {{ rawValue: string }} */ code) => code.rawValue)
    }
  } catch {
    return null
  }
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {HTMLVideoElement} video
 * @param {number} side - Of the square in the middle, in the video's own dots
 * @returns {string}
 * @throws {Error} There is no code in it
 */
function decoded(canvas, video, side) {
  const size = Math.min(side, SIDE_PX)
  canvas.width = canvas.height = size
  const brush = canvas.getContext('2d', { willReadFrequently: true })
  if (!brush) throw new TypeError('this canvas cannot be drawn on')
  const left = (video.videoWidth - side) / 2
  const top = (video.videoHeight - side) / 2
  brush.drawImage(video, left, top, side, side, 0, 0, size, size)
  return decodeQR(brush.getImageData(0, 0, size, size), { timeLimit: EFFORT_MS })
}
