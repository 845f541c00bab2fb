/** How large a lock screen is, and which part of it is left for us. Pure. */

/**
 * Shares of the height, from the top and from the bottom, that the phone itself draws
 * on: we leave plain ground there.
 *
 * iPhone: the clock takes a quarter to a third (profjoecain.net, "Phone lock screens
 * photography challenge", iOS 26.4, read 22 Nov 2026); the torch and the camera stand
 * in the lowest seventh. Android: clock and date in the top third; below, shortcuts and,
 * on many, the place for the finger, which stands higher on some than on others. What
 * no source gives is our own judgement, on the large side.
 */
export const FURNITURE = Object.freeze({
  iphone: Object.freeze({ top: 0.34, bottom: 0.16 }),
  android: Object.freeze({ top: 0.33, bottom: 0.26 })
})

/** Share of the width on each side: phones enlarge a wallpaper a little. Our judgement. */
const SIDE = 0.04

/** A screen wider than any phone shows its text as a wide phone would. */
const WIDEST_CSS_PX = 440

/**
 * @typedef {object} Size
 * @property {string} code
 * @property {number} width - In pixels, upright
 * @property {number} height
 * @property {number} ratio - Pixels to a CSS pixel
 * @property {keyof typeof FURNITURE} kind
 */

/**
 * iPhones: gist.github.com/ricsantos/e7baee6885626b9cb87c021a5097623f; 16 Pro Max:
 * pub.dev, flutterware, iphone16ProMax (440 by 956 at 3); both read 22 Nov 2026. Android:
 * our choice of sizes with 360 CSS pixels across, which blog.flipdare.com, "Screen
 * sizing", calls common. "This phone" is exact where the browser tells the truth.
 *
 * @type {readonly Size[]}
 */
export const SIZES = Object.freeze([
  size('iphone-se', 750, 1334, 2, 'iphone'),
  size('iphone-xr-11', 828, 1792, 2, 'iphone'),
  size('iphone-mini', 1080, 2340, 3, 'iphone'),
  size('iphone-12-14', 1170, 2532, 3, 'iphone'),
  size('iphone-15-16', 1179, 2556, 3, 'iphone'),
  size('iphone-plus', 1290, 2796, 3, 'iphone'),
  size('iphone-16-pro-max', 1320, 2868, 3, 'iphone'),
  size('android-2340', 1080, 2340, 3, 'android'),
  size('android-2400', 1080, 2400, 3, 'android'),
  size('android-3120', 1440, 3120, 4, 'android')
])

/**
 * @param {{ width: number, height: number }} screen - In CSS pixels, held either way
 * @param {number} ratio - Pixels to a CSS pixel
 * @param {string} agent - How the browser names itself
 * @returns {Size} This very screen, upright
 */
export function thisPhone({ width, height }, ratio, agent) {
  const [narrow, long] = [width, height].sort((one, other) => one - other)
  const kind = /iPhone|iPad|Macintosh/.test(agent) ? 'iphone' : 'android'
  const unit = ratio * Math.max(1, narrow / WIDEST_CSS_PX)
  return size('this', Math.round(narrow * ratio), Math.round(long * ratio), unit, kind)
}

/**
 * @param {Size} of
 * @returns {{ x: number, y: number, width: number, height: number }} Where we may draw,
 *   in whole pixels
 */
export function ourPart({ width, height, kind }) {
  const { top, bottom } = FURNITURE[kind]
  const x = Math.ceil(width * SIDE)
  const y = Math.ceil(height * top)
  return { x, y, width: width - 2 * x, height: Math.floor(height * (1 - bottom)) - y }
}

/**
 * @param {string} code
 * @param {number} width
 * @param {number} height
 * @param {number} ratio
 * @param {keyof typeof FURNITURE} kind
 * @returns {Size}
 */
function size(code, width, height, ratio, kind) {
  return { code, width, height, ratio, kind }
}
