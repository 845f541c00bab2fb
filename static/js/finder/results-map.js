/** Draw the small map. The list beside it says the same in words. */
import { svgPart as part } from '../shared/svg.js'
import { HALF, mapLayout } from './map-layout.js'

/** @import { Coasts } from './map-land.js' */
/** @import { MapLayout, Point } from './map-layout.js' */

/**
 * @param {Point & { radiusKm: number }} middle
 * @param {readonly (Point | null)[]} places - In the order of the list
 * @param {{ towns: readonly (Point & { name: string })[], coasts: Coasts }} around
 * @param {(name: string) => string} words
 * @returns {SVGElement}
 */
export function resultsMap(middle, places, around, words) {
  const layout = mapLayout(middle, places, around)
  const map = part('svg', {
    class: 'map',
    viewBox: `${-HALF} ${-HALF} ${2 * HALF} ${2 * HALF}`,
    role: 'img',
    'aria-label': words('mapOf')
  })
  map.append(...land(layout))
  map.append(...rings(layout, words), ...names(layout), here(layout), ...marks(layout))
  map.append(text(HALF - 14, -HALF + 20, `${words('north')} ↑`, 'map__north'))
  return map
}

/** @param {MapLayout} layout */
function land({ land }) {
  return land.map((corners) =>
    part('polygon', {
      class: 'map__land',
      points: corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')
    })
  )
}

/**
 * @param {MapLayout} layout
 * @param {(name: string) => string} words
 */
function rings({ rings, doubt }, words) {
  const drawn = rings.flatMap(({ radius, miles }) => [
    part('circle', { class: 'map__ring', r: radius }),
    text(
      0,
      radius - 3,
      miles === 1 ? words('mile') : words('miles').replace('{count}', String(miles)),
      'map__miles'
    )
  ])
  if (doubt > 8) drawn.unshift(part('circle', { class: 'map__doubt', r: doubt }))
  return drawn
}

/** @param {MapLayout} layout */
function names({ names }) {
  return names.map(({ x, y, name }) => text(x, y, name, 'map__name'))
}

/** @param {MapLayout} layout */
function here({ doubt }) {
  return part('circle', { class: 'map__here', r: doubt > 8 ? 3 : 5 })
}

/** @param {MapLayout} layout */
function marks({ marks }) {
  return marks.flatMap(({ x, y, numbers }) => {
    const rest = numbers.length > 3 ? ' …' : ''
    const label = numbers.slice(0, 3).join(', ') + rest
    const wide = Math.max(18, 10 + label.length * 7)
    const most = HALF - wide / 2 - 1
    const middle = Math.max(-most, Math.min(most, x))
    return [
      part('rect', {
        class: 'map__mark',
        x: middle - wide / 2,
        y: y - 9,
        width: wide,
        height: 18,
        rx: 9
      }),
      text(middle, y + 4, label, 'map__number')
    ]
  })
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} look
 */
function text(x, y, words, look) {
  const made = part('text', { x, y, class: look })
  made.textContent = words
  return made
}
