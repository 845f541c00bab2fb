/** The locked private part, taken along unopened. */
import { inFixedOrder } from '../card-record.js'
import { readPrivateRecord, writePrivateRecord } from '../private/private-store.js'
import { isPrivatePart } from './card-file.js'

/**
 * @returns {Promise<object | null>} As stored; null when there is none
 * @throws {Error} It could not be read, or is larger than any we write; it is intact
 */
export async function copyOfPrivatePart() {
  const record = await readPrivateRecord()
  if (!isPrivatePart(record)) throw new TypeError('not a private part of ours')
  return record
}

/**
 * @param {object | null} record - As copyOfPrivatePart() gave it; null: none
 * @returns {Promise<void>}
 * @throws {Error} Not kept; the one before is intact
 */
export async function putPrivatePart(record) {
  await writePrivateRecord(/** @type {Locked | null} */ (record))
}

/**
 * @param {object | null} one
 * @param {object | null} other
 * @returns {boolean} Whether both lock the same, whatever number they were kept under
 */
export function isSamePrivatePart(one, other) {
  return inFixedOrder(locked(one)) === inFixedOrder(locked(other))
}

/** @param {object | null} record */
function locked(record) {
  const { generation, savedAt, checksum, ...rest } = Object(record)
  return record && rest
}

/** @import { Locked } from '../private/private-record.js' */
