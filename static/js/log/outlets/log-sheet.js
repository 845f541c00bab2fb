/** The table of the sheet that is printed, filled day by day. */
import { lineOf } from './log-table.js'

/** @import { Row } from './log-rows.js' */
/** @import { Shown, Words } from './log-table.js' */

/**
 * @param {HTMLElement} table
 * @param {readonly Row[]} rows
 * @param {Shown} shown
 * @param {{ words: Words, day: (day: string) => string }} about
 */
export function fillSheet(table, rows, shown, { words, day }) {
  const body = /** @type {HTMLElement} */ (table.querySelector('tbody'))
  body.replaceChildren(
    ...rows.map((row, at) => {
      const line = document.createElement('tr')
      const { recorded, more } = lineOf(row, shown, words)
      const isNew = rows[at - 1]?.day !== row.day
      line.className = isNew ? 'log-sheet__day' : ''
      const head = cell('th', isNew ? day(row.day) : '')
      if (isNew) head.setAttribute('scope', 'row')
      line.append(isNew ? head : cell('td', ''), cell('td', row.planned))
      const said = cell('td', recorded)
      said.append(...more.map(note))
      line.append(said)
      return line
    })
  )
}

/**
 * @param {'th' | 'td'} kind
 * @param {string} text
 */
function cell(kind, text) {
  const made = document.createElement(kind)
  made.textContent = text
  return made
}

/** @param {string} text */
function note(text) {
  const made = document.createElement('p')
  made.className = 'log-sheet__more'
  made.textContent = text
  return made
}
