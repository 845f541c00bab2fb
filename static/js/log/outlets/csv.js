/** A table as a file that spreadsheets read, by RFC 4180. Pure. */

/** Without it some spreadsheets take the letters for those of another alphabet. */
const BYTE_ORDER_MARK = '\ufeff'
/**
 * What a spreadsheet might run, and the sign that says it is text; with the same signs
 * in full width, which some take for them. As pwa/finder/formula_guard.py has it, after
 * OWASP's "CSV Injection".
 */
const RUNNABLE = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20']/

/**
 * @param {readonly (readonly string[])[]} rows
 * @returns {string} With an apostrophe before what a spreadsheet might run
 */
export function csvFile(rows) {
  const lines = rows.map((row) => row.map((cell) => quoted(guarded(cell))).join(','))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

/** @param {string} text */
function guarded(text) {
  return RUNNABLE.test(text) ? `'${text}` : text
}

/** @param {string} text */
function quoted(text) {
  return /^\s|[",;\r\n]|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}
