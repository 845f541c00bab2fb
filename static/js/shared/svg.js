/** Parts of a drawing. */

const SVG = 'http://www.w3.org/2000/svg'

/**
 * @param {string} name - Of the element
 * @param {Record<string, string | number>} attributes - Numbers to a tenth
 * @returns {SVGElement}
 */
export function svgPart(name, attributes) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, name))
  for (const [key, value] of Object.entries(attributes)) {
    const written = typeof value === 'number' ? String(+value.toFixed(1)) : value
    made.setAttribute(key, written)
  }
  return made
}
