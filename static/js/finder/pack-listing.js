/** A row of a pack as the listing it was, from its columns. Pure. */

/** Stands for the row's own record id in an address. */
const OWN_RECORD = '\x1a'

/**
 * @param {(name: string) => any} read - A column's value of the row
 * @returns {import('./types.js').Listing}
 */
export function listing(read) {
  const record = read('record')
  const own = (/** @type {string} */ address) => address.replaceAll(OWN_RECORD, record)
  const hasPoint = read('hasPoint')
  const line = read('line')
  const otherLines = read('otherLines')
  return {
    key: `${read('source')}/${record}`,
    source: read('source'),
    name: read('name'),
    kind: read('kind'),
    organisation: read('organisation'),
    summary: read('summary'),
    forWhom: read('forWhom'),
    status: read('status'),
    alert: read('alert'),
    alertUntil: read('alertUntil'),
    selfReferral: read('selfReferral'),
    howToRefer: read('howToRefer'),
    residentsOnly: read('residentsOnly'),
    councils: read('councils'),
    nations: read('nations'),
    minimumAge: read('minimumAge'),
    maximumAge: read('maximumAge'),
    gender: read('gender'),
    cost: read('cost'),
    substances: read('substances'),
    offers: read('offers'),
    prescribesNaltrexone: read('prescribesNaltrexone'),
    naltrexoneCheckedOn: read('naltrexoneCheckedOn'),
    languages: read('languages'),
    phones: phones(read('phones'), read('digits') + read('lastDigits')),
    url: own(read('url')),
    email: read('email'),
    place: read('place'),
    lines: line ? [line, ...(otherLines ? otherLines.split('\n') : [])] : [],
    town: read('town'),
    postcode: [read('outcode'), read('inward')].filter(Boolean).join(' '),
    latitude: hasPoint ? read('latitude') : null,
    longitude: hasPoint ? read('longitude') : null,
    precision: read('precision'),
    council: read('council'),
    nation: read('nation'),
    wheelchair: read('wheelchair'),
    directions: read('directions'),
    isWithheld: read('isWithheld'),
    hours: read('hours').map(hours),
    meeting: meeting(read('meeting'), read('joinUrl')),
    checkedOn: read('checkedOn'),
    checkedHow: read('checkedHow'),
    verifyBy: read('verifyBy'),
    page: own(read('page')),
    notes: read('notes')
  }
}

/**
 * @param {any[][]} rows - What there is to each number but its digits
 * @param {string} digits - Those of all of them
 * @returns {import('./types.js').Phone[]}
 */
function phones(rows, digits) {
  let at = 0
  return rows.map(
    ([shape = '', kind = 'voice', label = '', note = '', sure = true]) => ({
      number: shape.replace(/#/g, () => digits[at++] ?? ''),
      kind,
      label,
      note,
      isConfirmed: sure
    })
  )
}

/**
 * @param {any[]} row - Written short: what is as usual at its end is left out
 * @returns {import('./types.js').Hours}
 */
export function hours(row) {
  const [weekday, opens, closes, bankHoliday = 'unknown', purpose = 'open'] = row
  const [weeks = [], everyWeeks = 1, anchor = '', from = '', to = ''] = row.slice(5)
  const note = row[10] ?? ''
  return {
    ...{ weekday, opens, closes, purpose, weeks, everyWeeks, anchor },
    ...{ validFrom: from, validTo: to, bankHoliday, note }
  }
}

/**
 * @param {any[] | null} row
 * @param {string} joinUrl
 * @returns {import('./types.js').Meeting | null}
 */
function meeting(row, joinUrl) {
  if (!row) return null
  const [fellowship, venue, openTo, formats, isClosedForNow] = row
  return { fellowship, venue, openTo, formats, joinUrl, isClosedForNow }
}
