/** Bring the two copies outside the database up to date, or out of the way. */
import { dropCache, readCache, writeCache } from './card-cache.js'
import { dropMirror, readMirror, writeMirror } from './card-mirror.js'

/**
 * @typedef {'kept' | 'dropped' | 'stuck'} Outcome - 'dropped': could not be written,
 *   so the stale copy was taken away; 'stuck': that failed too
 */

/**
 * Never throws. A copy that another tab has made newer still is left alone.
 *
 * @param {CardRecord} record
 * @returns {Outcome}
 */
export function keepInMirror(record) {
  try {
    if (isOlder(readMirror(), record)) writeMirror(record)
    return 'kept'
  } catch {
    try {
      dropMirror()
      return 'dropped'
    } catch {
      return 'stuck'
    }
  }
}

/**
 * Never throws. A copy that another tab has made newer still is left alone.
 *
 * @param {CardRecord} record
 * @returns {Promise<Outcome>}
 */
export async function keepInCache(record) {
  try {
    if (isOlder(await readCache(), record)) await writeCache(record)
    return 'kept'
  } catch {
    return dropCache().then(
      () => 'dropped',
      () => 'stuck'
    )
  }
}

/**
 * Take away what an erasure left in both. Never throws: what stays says only that a
 * card was erased, and the next launch tries again.
 *
 * @param {CardRecord} tombstone
 * @returns {Promise<void>}
 */
export async function dropOutside(tombstone) {
  try {
    if (isOlder(readMirror(), tombstone)) dropMirror()
  } catch {
    // stays, see above
  }
  if (isOlder(await readCache(), tombstone)) await dropCache().catch(() => {})
}

/**
 * @param {CardRecord | null} there
 * @param {CardRecord} record
 * @returns {boolean} Whether what is there may give way
 */
function isOlder(there, record) {
  return !there || there.generation <= record.generation
}

/** @import { CardRecord } from './card-record.js' */
