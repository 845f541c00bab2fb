/** Small pictures of days: by shape first, so that nobody has to tell colours apart. */

import { svgPart } from '../shared/svg.js'

/** @import { DayState } from './day-state.js' */

/** @type {Record<DayState, [string, Record<string, string>][]>} */
const MARKS = {
  taken: [
    ['circle', { cx: '12', cy: '12', r: '10', class: 'mark__full' }],
    ['path', { d: 'M7 12.5l3.5 3.5L17 8.5', class: 'mark__tick' }]
  ],
  partly: [
    ['circle', { cx: '12', cy: '12', r: '9.5', class: 'mark__line' }],
    ['path', { d: 'M12 2a10 10 0 0 0 0 20z', class: 'mark__full' }]
  ],
  skipped: [
    ['circle', { cx: '12', cy: '12', r: '9.5', class: 'mark__line' }],
    ['path', { d: 'M7 12h10', class: 'mark__line' }]
  ],
  open: [['circle', { cx: '12', cy: '12', r: '9.5', class: 'mark__dots' }]],
  planned: [['circle', { cx: '12', cy: '12', r: '9.5', class: 'mark__line' }]],
  none: [['circle', { cx: '12', cy: '12', r: '1.5', class: 'mark__full' }]]
}
/** How high the bar of a day stands, of 24, and how it looks. */
const BARS = /** @type {const} */ ({
  taken: [24, 'bar bar--full'],
  partly: [14, 'bar bar--full'],
  skipped: [7, 'bar'],
  open: [3, 'bar bar--faint'],
  planned: [3, 'bar bar--faint'],
  none: [1, 'bar bar--faint']
})
const BAR = 10
const BETWEEN = 2

/**
 * Said elsewhere in words.
 *
 * @param {DayState} state
 */
export function mark(state) {
  const drawn = svgPart('svg', {
    viewBox: '0 0 24 24',
    width: '24',
    height: '24',
    class: state === 'taken' || state === 'partly' ? 'mark' : 'mark mark--quiet',
    'aria-hidden': 'true'
  })
  drawn.append(...MARKS[state].map(([name, values]) => svgPart(name, values)))
  return drawn
}

/**
 * What each shape means, of those that are shown.
 *
 * @param {DayState[]} states
 * @param {(name: string) => string} words
 */
export function key(states, words) {
  const known = /** @type {DayState[]} */ (Object.keys(MARKS))
  return known
    .filter((state) => state !== 'none' && states.includes(state))
    .map((state) => {
      const item = document.createElement('li')
      item.append(mark(state), ` ${words(state)}`)
      return item
    })
}

/**
 * One bar a day: the fuller the day, the higher.
 *
 * @param {DayState[]} states
 */
export function bars(states) {
  const step = BAR + BETWEEN
  const width = Math.max(1, states.length) * step - BETWEEN
  const drawn = svgPart('svg', {
    viewBox: `0 0 ${width} 26`,
    width: String(width),
    height: '26',
    class: 'bars',
    'aria-hidden': 'true',
    focusable: 'false'
  })
  const all = states.map((state, at) => {
    const [height, look] = BARS[state]
    const place = { x: at * step, y: 25 - height, width: BAR, height, rx: 1 }
    return svgPart('rect', { ...place, class: look })
  })
  drawn.append(...all)
  return drawn
}
