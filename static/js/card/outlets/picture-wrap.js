/** Text in lines that are not too wide, each read in its own direction. Pure. */

const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
const STRONG = /\p{L}/u

/**
 * Unicode Standard Annex 9, rules P2 and P3.
 *
 * @param {string} text
 * @returns {'ltr' | 'rtl'} By its first strong character; 'ltr' where there is none
 */
export function directionOf(text) {
  for (const character of text) {
    if (RIGHT_TO_LEFT.test(character)) return 'rtl'
    if (STRONG.test(character)) return 'ltr'
  }
  return 'ltr'
}

/**
 * @param {string} text - Its own line breaks stay
 * @param {(index: number) => number} widthOf - Room for the line of that number
 * @param {(text: string) => number} measure
 * @returns {string[]} All of it, but for the spaces where a line ends. A word too wide
 *   for a line is parted, never inside a character; a number is kept whole if it fits
 */
export function wrap(text, widthOf, measure) {
  /** @type {string[]} */
  const lines = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of words(paragraph)) {
      const longer = line ? `${line} ${word}` : word
      if (measure(longer) <= widthOf(lines.length)) {
        line = longer
        continue
      }
      if (line) lines.push(line)
      line = ''
      if (measure(word) <= widthOf(lines.length)) {
        line = word
        continue
      }
      for (const character of characters(word)) {
        if (line && measure(line + character) > widthOf(lines.length)) {
          lines.push(line)
          line = ''
        }
        line += character
      }
    }
    if (line) lines.push(line)
  }
  return lines
}

/**
 * The parts of a telephone number hold together.
 *
 * @param {string} text
 */
function words(text) {
  return text
    .replace(/(\d) +(?=\d)/g, '$1\u00a0')
    .split(' ')
    .filter(Boolean)
}

/**
 * @param {string} text
 * @returns {string[]} As a person counts them, where the browser can
 */
function characters(text) {
  if (typeof Intl.Segmenter !== 'function') return [...text]
  segmenter ??= new Intl.Segmenter('en')
  return [...segmenter.segment(text)].map(({ segment }) => segment)
}

/** @type {Intl.Segmenter | undefined} Slow to make */
let segmenter
