/** Write a pack for a test, plainly: every column a category but for the points. */

const PLAIN = {
  ...{ source: 'made-up', record: '', name: '', kind: 'treatment', organisation: '' },
  ...{ summary: '', forWhom: '', status: 'active', alert: '', alertUntil: '' },
  ...{ selfReferral: 'unknown', howToRefer: '', residentsOnly: 'unknown' },
  ...{ councils: [], nations: [], minimumAge: null, maximumAge: null, gender: '' },
  ...{ cost: 'unknown', substances: [], offers: [], prescribesNaltrexone: 'unknown' },
  ...{ naltrexoneCheckedOn: '', languages: [], phones: [], digits: '', lastDigits: '' },
  ...{ url: '', email: '', place: '', line: '', otherLines: '', town: '' },
  ...{ outcode: '', inward: '', precision: 'postcode', council: '', nation: '' },
  ...{ wheelchair: 'unknown', directions: '', isWithheld: false, hours: [] },
  ...{ meeting: null, joinUrl: '', checkedOn: '2026-11-01', checkedHow: '' },
  ...{ verifyBy: '2027-05-01', page: '', notes: '' }
}
const SCALE = 100_000

/**
 * @param {Record<string, any>[]} rows - Columns as in a pack; what is not given is plain
 * @returns {ArrayBuffer}
 */
export function writePack(rows) {
  const whole = rows.map((row, at) => ({ ...PLAIN, record: `row-${at}`, ...row }))
  const columns = Object.keys(PLAIN).map((name) =>
    category(
      name,
      whole.map((row) => row[name])
    )
  )
  columns.push(
    category(
      'hasPoint',
      whole.map(({ latitude }) => latitude !== undefined)
    ),
    ...['latitude', 'longitude'].map((name) =>
      number(
        name,
        whole.map((row) => Math.round((row[name] ?? 0) * SCALE))
      )
    )
  )
  return packOf({ count: rows.length, words: [] }, columns)
}

/**
 * @param {object} header
 * @param {{ says: object, body: Uint8Array }[]} columns
 * @param {number} version
 */
export function packOf(header, columns, version = 1) {
  const says = columns.map(({ says, body }) => ({ ...says, bytes: body.length }))
  const told = new TextEncoder().encode(JSON.stringify({ ...header, columns: says }))
  const head = new Uint8Array(12)
  head.set([67, 67, 80, 75])
  new DataView(head.buffer).setUint32(4, version, true)
  new DataView(head.buffer).setUint32(8, told.length, true)
  const parts = [head, told, ...columns.map(({ body }) => body)]
  return Uint8Array.from(parts.flatMap((part) => [...part])).buffer
}

function category(name, rows) {
  const values = []
  const known = new Map()
  const places = rows.map((value) => {
    const key = JSON.stringify(value)
    if (!known.has(key)) known.set(key, values.push(value) - 1)
    return known.get(key)
  })
  return { says: { name, way: 'category', width: 2, values }, body: planes(places, 2) }
}

function number(name, values) {
  const steps = values.map((value, at) => value - (values[at - 1] ?? 0))
  const codes = steps.map((step) => (step >= 0 ? step * 2 : -step * 2 - 1))
  return {
    says: { name, way: 'number', width: 4, scale: SCALE },
    body: planes(codes, 4)
  }
}

function planes(values, width) {
  return Uint8Array.from(
    Array.from({ length: width }, (_, at) =>
      values.map((value) => (value >>> (8 * at)) & 255)
    ).flat()
  )
}
