/** The locked private part, taken along unopened. */
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
  await writePrivateRecord(record)
}
