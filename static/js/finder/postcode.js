/** What was typed, read as a postcode or the beginning of one. Pure. */

/** The last two letters of a postcode are never C, I, K, M, O or V. */
const WHOLE = /^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9])([ABDEFGHJLNP-UW-Z]{2})$/
const OUTCODE = /^[A-Z]{1,2}[0-9][0-9A-Z]?$/
const AREA = /^[A-Z]{1,2}$/
const IN_A_LINE = /\b([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][ABDEFGHJLNP-UW-Z]{2})\s*$/

/**
 * @typedef {object} Typed
 * @property {'postcode' | 'sector' | 'outcode' | 'beginning' | 'no-place'} kind - A
 *   beginning is letters that many outcodes begin with, such as "LS" or "EC1"
 * @property {string} outcode - "LS6"; the beginning itself for a beginning
 * @property {string} postcode - "LS6 2AB", or ""
 * @property {string} sector - "LS6 2", or ""
 */

/**
 * Read what somebody typed: spaces anywhere, either case, O for 0 and I for 1 and the
 * other way about where only one of them can stand, and not yet finished.
 *
 * @param {string} text
 * @param {{ has: (outcode: string) => boolean, begins: (beginning: string) => boolean,
 *   hasNoPlace: (outcode: string) => boolean }} outcodes - Which there are
 * @returns {Typed | null} Null where it can be no postcode
 */
export function readPostcode(text, outcodes) {
  const plain = text.toUpperCase().trim()
  const parts = plain.split(/[\s.·-]+/).filter(Boolean)
  const joined = parts.join('')
  if (!/^[A-Z0-9]{1,7}$/.test(joined)) return atTheEnd(plain, outcodes)
  if (joined.startsWith('GIR')) return made('no-place', 'GIR')
  const whole = readWhole(joined, outcodes)
  if (whole) return whole
  // A gap says where the first half ends: "LS6 2" is no LS62.
  if (parts.length > 1) {
    const half = readSector(parts[0] ?? '', parts.slice(1).join(''), outcodes)
    if (half) return half
  }
  const outcode = known(joined, outcodes)
  if (outcode) return made(kindOf(outcode, outcodes), outcode)
  for (let end = joined.length - 1; end >= Math.max(2, joined.length - 2); end--) {
    const half = readSector(joined.slice(0, end), joined.slice(end), outcodes)
    if (half) return half
  }
  const beginning = spellings(joined).find((each) => outcodes.begins(each))
  return beginning ? made('beginning', beginning) : atTheEnd(plain, outcodes)
}

/**
 * @param {string} joined
 * @param {Parameters<typeof readPostcode>[1]} outcodes
 */
function readWhole(joined, outcodes) {
  if (joined.length < 5) return null
  const inward = digitFirst(joined.slice(-3))
  if (!WHOLE.test(`A1${inward}`)) return null
  const typed = joined.slice(0, -3)
  const outcode =
    known(typed, outcodes) ?? spellings(typed).find((o) => OUTCODE.test(o))
  if (!outcode) return null
  const kind = outcodes.hasNoPlace(outcode) ? 'no-place' : 'postcode'
  return made(kind, outcode, `${outcode} ${inward[0]}`, `${outcode} ${inward}`)
}

/**
 * @param {string} typed
 * @param {string} rest - One or two characters of the second half
 * @param {Parameters<typeof readPostcode>[1]} outcodes
 */
function readSector(typed, rest, outcodes) {
  const digit = digitFirst(rest)[0] ?? ''
  if (rest.length > 2 || !/[0-9]/.test(digit) || !/^.[A-Z]?$/.test(rest)) return null
  const outcode = known(typed, outcodes)
  if (!outcode) return null
  const kind = kindOf(outcode, outcodes)
  return made(kind === 'no-place' ? kind : 'sector', outcode, `${outcode} ${digit}`)
}

/**
 * A pasted address: the postcode is its last line.
 *
 * @param {string} plain
 * @param {Parameters<typeof readPostcode>[1]} outcodes
 */
function atTheEnd(plain, outcodes) {
  const found = IN_A_LINE.exec(plain)
  if (!found || !outcodes.has(found[1] ?? '')) return null
  return readWhole(`${found[1]}${found[2]}`, outcodes)
}

/**
 * The outcode meant, if there is one that can be spelt so.
 *
 * @param {string} typed
 * @param {Parameters<typeof readPostcode>[1]} outcodes
 */
function known(typed, outcodes) {
  return spellings(typed).find(
    (each) => outcodes.has(each) || outcodes.hasNoPlace(each)
  )
}

/**
 * @param {string} outcode
 * @param {Parameters<typeof readPostcode>[1]} outcodes
 */
function kindOf(outcode, outcodes) {
  return outcodes.hasNoPlace(outcode) ? 'no-place' : 'outcode'
}

/**
 * As typed, then with letters where letters and digits where digits must stand.
 *
 * @param {string} typed
 */
function spellings(typed) {
  const all = [typed]
  for (const letters of [1, 2]) {
    const area = asLetters(typed.slice(0, letters))
    const district = asDigits(typed.slice(letters, letters + 1))
    const last = typed.slice(letters + 1)
    all.push(area + district + last, area + district + asDigits(last))
  }
  return [...new Set(all)].filter((each) => OUTCODE.test(each) || AREA.test(each))
}

const asLetters = (/** @type {string} */ text) =>
  text.replaceAll('0', 'O').replaceAll('1', 'I')
const asDigits = (/** @type {string} */ text) =>
  text.replaceAll('O', '0').replaceAll('I', '1')
const digitFirst = (/** @type {string} */ text) =>
  asDigits(text.slice(0, 1)) + text.slice(1)

/**
 * @param {Typed['kind']} kind
 * @param {string} outcode
 * @param {string} [sector]
 * @param {string} [postcode]
 * @returns {Typed}
 */
function made(kind, outcode, sector = '', postcode = '') {
  return { kind, outcode, sector, postcode }
}

/** @param {string} outcode - "LS6" is in the area "LS" */
export function areaOf(outcode) {
  return /^[A-Z]+/.exec(outcode)?.[0] ?? ''
}
