/** The log as a table: its columns, its cells, its text. Pure. */
import { saySummary } from '../day-state.js'

/** @import { DayView } from '../days.js' */
/** @import { Row, Sums } from './log-rows.js' */

/**
 * @typedef {object} Shown
 * @property {boolean} strength
 * @property {boolean} seenBy
 * @property {boolean} notes
 * @property {boolean} dates
 *
 * @typedef {(name: string) => string} Words
 */

/** As in the table of a file: one thing in each. */
const FILE_COLUMNS = /** @type {const} */ ([
  ...['day', 'planned', 'recorded', 'time', 'form', 'strength', 'seenBy', 'where'],
  'note'
])

/**
 * @param {readonly Row[]} rows
 * @param {Shown} shown
 * @param {Words} words
 * @returns {string[][]} Under a line that names the columns; days as YYYY-MM-DD, the one
 *   on which it was done
 */
export function fileTable(rows, shown, words) {
  const columns = FILE_COLUMNS.filter((name) => isShown(name, shown))
  return [
    columns.map((name) => words(`column-${name}`)),
    ...rows.map((row) =>
      columns.map((name) => {
        if (name === 'day') return row.on || row.day
        if (name === 'planned' && row.on) return `${row.day} ${row.planned}`.trim()
        if (name === 'recorded') return whatOf(row, words)
        return name === 'form' ? row.form && words(`form-${row.form}`) : row[name]
      })
    )
  ]
}

/**
 * @param {string} name
 * @param {Shown} shown
 */
function isShown(name, { strength, seenBy, notes, dates }) {
  if (name === 'strength') return strength
  if (name === 'seenBy') return seenBy
  if (name === 'note') return notes
  return name === 'where' ? dates : true
}

/**
 * What is said of a line beside its day.
 *
 * @param {Row} row
 * @param {Shown} shown
 * @param {Words} words
 * @returns {{ recorded: string, more: string[] }} `more`: what the person added
 */
export function lineOf(row, shown, words) {
  const isOther = row.form !== '' && row.form !== 'tablet' && row.what !== 'due'
  const isSeen = shown.seenBy && row.seenBy !== ''
  // When it was said that a dose was skipped tells nobody anything.
  const { time, strength } = row.what === 'skipped' ? { time: '', strength: '' } : row
  const at = time && words(row.on ? 'atNext' : 'at').replace('{time}', time)
  return {
    recorded: [
      [whatOf(row, words), at].filter(Boolean).join(' '),
      isOther ? words(`form-${row.form}`) : '',
      shown.strength ? strength : '',
      isSeen ? words('seen').replace('{who}', row.seenBy) : ''
    ]
      .filter(Boolean)
      .join(', '),
    more: [row.where, shown.notes ? row.note : ''].filter(Boolean)
  }
}

/**
 * @param {Row} row
 * @param {Words} words
 */
function whatOf({ what, isDate }, words) {
  return words(isDate ? `date-${what}` : what)
}

/**
 * @param {DayView[]} days
 * @param {Sums} sums
 * @param {Words} words - Of this page, and those said of days
 * @returns {string[]} Sentences
 */
export function sumLines(days, sums, words) {
  const counted = /** @type {const} */ (['skippedDays', 'partDays', 'nothingDays'])
  return [
    saySummary(days, sums, words),
    ...counted
      .filter((name) => sums[name] > 0)
      .map((name) => words(name).replace('{count}', String(sums[name])))
  ]
}

/**
 * @param {readonly Row[]} rows
 * @param {readonly string[]} head - Lines above it
 * @param {Shown} shown
 * @param {{ words: Words, day: (day: string) => string }} about
 * @returns {string}
 */
export function textOf(rows, head, shown, { words, day }) {
  const lines = rows.map((row) => {
    const { recorded, more } = lineOf(row, shown, words)
    const planned = row.planned && words('plannedAt').replace('{time}', row.planned)
    const about = [recorded, planned, ...more].filter(Boolean).join('; ')
    return `${day(row.day)}: ${about.replace(/\s*\n\s*/g, ' / ')}`
  })
  return [...head, '', ...lines].join('\n')
}
