/** Bundled and run in a fresh page: how long ways to find the nearest take, once cold. */
import { around } from 'geokdbush'
import KDBush from 'kdbush'
import { distanceKm } from '../static/js/finder/distance.js'
import { nearest } from '../static/js/finder/nearest.js'
import { packsOf } from '../static/js/finder/pack-store.js'

const MOST = 20
const HERE = { latitude: 53.8, longitude: -1.55 }
const FOUND = {
  ...{ label: '', kind: 'device', radiusKm: 0, doubt: '', nations: ['england'] },
  ...{ councils: ['E08000035'], ...HERE }
}
const NOW = new Date('2026-11-25T12:00:00Z')
const MANIFEST = { packs: [], bankHolidays: { england: ['2026-01-01', '2027-12-27'] } }

/** @param {() => unknown} work */
function timed(work) {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

function points(buffer) {
  const numbers = new Float64Array(buffer)
  const count = numbers.length / 2
  return {
    count,
    latitudes: numbers.subarray(0, count),
    longitudes: numbers.subarray(count),
    wanted: new Uint8Array(count).fill(1)
  }
}

/** As a page does when it has loaded. */
function opened(buffer) {
  return timed(() => packsOf(MANIFEST, [buffer]))
}

/** As after a keystroke, the first time: filter, scan, decode twenty. */
function search(buffer) {
  const packs = packsOf(MANIFEST, [buffer])
  return timed(() => packs.search(FOUND, {}, NOW))
}

function filtered(buffer) {
  const packs = packsOf(MANIFEST, [buffer])
  const filters = {
    openToday: true,
    wheelchair: true,
    kinds: ['pharmacy', 'treatment']
  }
  return timed(() => packs.search(FOUND, filters, NOW))
}

/** Our scan alone. */
function scan(buffer) {
  const pack = points(buffer)
  return timed(() => nearest([pack], HERE.latitude, HERE.longitude, MOST))
}

/** The limit: typed arrays, haversine, the best twenty, and nothing else. */
function typed(buffer) {
  const { count, latitudes, longitudes } = points(buffer)
  return timed(() => {
    const best = new Float64Array(MOST).fill(Infinity)
    const rows = new Uint32Array(MOST)
    const radians = Math.PI / 180
    const cosine = Math.cos(HERE.latitude * radians)
    for (let row = 0; row < count; row += 1) {
      const north = Math.sin(((latitudes[row] - HERE.latitude) * radians) / 2)
      const east = Math.sin(((longitudes[row] - HERE.longitude) * radians) / 2)
      const chord =
        north * north + cosine * Math.cos(latitudes[row] * radians) * east * east
      if (chord >= best[MOST - 1]) continue
      let at = MOST - 1
      while (at > 0 && best[at - 1] > chord) {
        best[at] = best[at - 1]
        rows[at] = rows[at - 1]
        at -= 1
      }
      best[at] = chord
      rows[at] = row
    }
    return rows
  })
}

/** What one writes first: a distance for each object, and all of them sorted. */
function sorted(buffer) {
  const { count, latitudes, longitudes } = points(buffer)
  const rows = Array.from({ length: count }, (_, row) => ({
    latitude: latitudes[row],
    longitude: longitudes[row]
  }))
  return timed(() =>
    rows
      .map((row) => ({
        row,
        km: distanceKm(HERE.latitude, HERE.longitude, row.latitude, row.longitude)
      }))
      .sort((one, other) => one.km - other.km)
      .slice(0, MOST)
  )
}

/** A k-d tree library: what it costs to build its index, and to ask it once. */
function tree(buffer) {
  const { count, latitudes, longitudes } = points(buffer)
  return timed(() => {
    const index = new KDBush(count)
    for (let row = 0; row < count; row += 1) index.add(longitudes[row], latitudes[row])
    index.finish()
    return around(index, HERE.longitude, HERE.latitude, MOST)
  })
}

/** The same, once the index is there. */
function asked(buffer) {
  const { count, latitudes, longitudes } = points(buffer)
  const index = new KDBush(count)
  for (let row = 0; row < count; row += 1) index.add(longitudes[row], latitudes[row])
  index.finish()
  return timed(() => around(index, HERE.longitude, HERE.latitude, MOST))
}

const WAYS = { opened, search, filtered, scan, typed, sorted, tree, asked }

/**
 * @param {keyof typeof WAYS} way
 * @param {string} base64
 */
globalThis.benchPack = (way, base64) =>
  WAYS[way](Uint8Array.from(atob(base64), (each) => each.charCodeAt(0)).buffer)
