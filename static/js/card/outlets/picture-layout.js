/** Where each line of the picture stands. Pure: the caller measures text. */
import { isGeneral, moreOnTheCard, takeWhatFits } from '../card-lines.js'
import { ourPart } from './picture-sizes.js'
import { directionOf, wrap } from './picture-wrap.js'

/** Text is never smaller, and as large as lets all of it in. In CSS pixels. */
export const SMALLEST_CSS_PX = 13
const LARGEST_CSS_PX = 22
const TITLE_CSS_PX = 48
/** How high a capital is, in heights of the text. */
const CAPITAL = 0.72
const TITLE_WEIGHT = 800
const TITLE_HEIGHT = 1.05

const LINE_HEIGHT = 1.22
/** Between lines of different kinds, in heights of the text. */
const GAP = 0.18
/** White round the text, in CSS pixels. */
const PADDING_CSS_PX = 8
const BORDER_CSS_PX = 2
/** What the medicine is, what it is not, and what to do: never for want of room. */
const FIRST_RANKS = 2

/** @type {Record<string, number>} */
const WEIGHTS = { not: 700, act: 700, form: 700, dose: 700 }
const USUAL_WEIGHT = 500

/**
 * @typedef {object} Piece - One line as it is drawn, in pixels
 * @property {string} text
 * @property {number} x - Left edge; the right edge where `direction` is 'rtl'
 * @property {number} y - Of the top
 * @property {number} baseline - What the letters stand on
 * @property {number} width - Room it may take
 * @property {number} height
 * @property {number} size - Of the font
 * @property {number} weight
 * @property {'ltr' | 'rtl'} direction
 */

/**
 * @typedef {object} Laid
 * @property {{ x: number, y: number, width: number, height: number }} panel
 * @property {number} border - Width of its edge
 * @property {Piece[]} pieces
 * @property {{ x: number, y: number, width: number, height: number }} rule - Under the
 *   title
 * @property {{ x: number, y: number, side: number } | null} code
 * @property {Line[]} taken
 * @property {Line[]} left
 */

/** @param {string} text - Not to be parted at the end of a line */
const together = (text) => text.replace(/ /g, '\u00a0')

/** @typedef {(text: string, size: number, weight: number) => number} Measure */

/**
 * @param {object} what
 * @param {Line[]} what.lines - What may stand on it; the title first
 * @param {number} [what.others] - Lines of the card that were not chosen: they count
 * @param {string} what.made - Says when the picture was made; always there
 * @param {import('./picture-sizes.js').Size} what.size
 * @param {number} [what.codeSide] - Pixels of the code with its quiet zone; 0 for none
 * @param {Measure} measure - Width in pixels
 * @returns {Laid} Each line is taken whole or left out and counted. Where the code would
 *   push out what matters most, it is the code that is left out
 */
export function layOut(what, measure) {
  const { lines, others = 0, made, size, codeSide = 0 } = what
  const room = ourPart(size)
  const personal = lines.filter((line) => !isGeneral(line))

  for (let css = LARGEST_CSS_PX; ; css -= 1) {
    const isSmallest = css <= SMALLEST_CSS_PX
    const fits = (/** @type {Line[]} */ taken, /** @type {Line[]} */ left) =>
      place(taken, left, css).panel.height <= room.height
    if (!isSmallest && !fits(personal, [])) continue
    const all = takeWhatFits(lines, fits)
    const own = takeWhatFits(personal, fits)
    const taken = own.left.length ? own.taken : all.taken
    const left = lines.filter((line) => !taken.includes(line))
    if (codeSide && left.some(({ rank }) => rank <= FIRST_RANKS)) {
      return layOut({ ...what, codeSide: 0 }, measure)
    }
    return { ...place(taken, left, css), taken, left }
  }

  /**
   * @param {Line[]} taken
   * @param {Line[]} left
   * @param {number} css
   */
  function place(taken, left, css) {
    const more = left.filter((line) => !isGeneral(line)).length + others
    const unit = size.ratio
    const text = css * unit
    const inset = (PADDING_CSS_PX + BORDER_CSS_PX) * unit
    const x = room.x + inset
    const width = room.width - 2 * inset
    let y = room.y + inset
    /** @type {Piece[]} */
    const pieces = []

    const title = taken.find(({ key }) => key === 'title')
    const parts = title ? titleParts(title.text, width, text) : []
    const tall = Math.max(0, ...parts.map((part) => part.size)) * TITLE_HEIGHT
    for (const { indent, room: across, ...part } of parts) {
      const height = part.size * TITLE_HEIGHT
      pieces.push({
        ...part,
        x: x + indent,
        y: y + tall - height,
        baseline: y + tall - (1 - CAPITAL) * tall * 0.6,
        width: across,
        height,
        weight: TITLE_WEIGHT,
        direction: 'ltr'
      })
    }
    y += tall
    const rule = { x, y, width, height: BORDER_CSS_PX * unit }
    y += rule.height + text * 2 * GAP
    const code = codeSide ? { x: x + width - codeSide, y, side: codeSide } : null

    const rest = [
      ...taken.filter((line) => line !== title),
      { key: 'made', text: more ? `${made} ${together(moreOnTheCard(more))}` : made }
    ]
    const height = text * LINE_HEIGHT
    for (const { key, text: words } of rest) {
      const weight = WEIGHTS[key] ?? USUAL_WEIGHT
      const start = y
      const roomAt = (/** @type {number} */ index) =>
        code && start + index * height < code.y + code.side
          ? width - codeSide - text
          : width
      const wrapped = wrap(words, roomAt, (each) => measure(each, text, weight))
      wrapped.forEach((each, index) => {
        const direction = directionOf(each)
        const across = roomAt(index)
        pieces.push({
          text: each,
          x: direction === 'rtl' ? x + across : x,
          y,
          baseline: y + (height + CAPITAL * text) / 2,
          width: across,
          height,
          size: text,
          weight,
          direction
        })
        y += height
      })
      y += text * GAP
    }
    const end = Math.ceil(
      Math.max(y - text * GAP, code ? code.y + code.side : 0) + inset
    )
    const panel = { ...room, height: end - room.y }
    return { panel, border: BORDER_CSS_PX * unit, pieces, rule, code }
  }

  /**
   * The last word, the medicine, as large as it can be; what leads up to it before it.
   *
   * @param {string} text
   * @param {number} width
   * @param {number} usual
   */
  function titleParts(text, width, usual) {
    const at = text.lastIndexOf(' ') + 1
    const lead = text.slice(0, at)
    const word = text.slice(at)
    const indent = lead ? measure(lead, usual, TITLE_WEIGHT) + usual / 4 : 0
    const room = width - indent
    const most = TITLE_CSS_PX * size.ratio
    const largest = Math.min(most, (most * room) / measure(word, most, TITLE_WEIGHT))
    return [
      ...(lead ? [{ text: lead.trim(), size: usual, indent: 0, room: indent }] : []),
      { text: word, size: Math.floor(largest), indent, room }
    ]
  }
}

/** @import { Line } from '../card-lines.js' */
