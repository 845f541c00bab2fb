/** What the person has typed but not saved, so that a closed tab loses nothing. */
import { CardStorageError } from './card-errors.js'
import { cleanCard } from './card-model.js'
import { makeRecord, readRecord } from './card-record.js'
import { answerTo, transact } from './records-db.js'

export const DRAFT = 'card.draft'

/**
 * @param {unknown} raw - Form values; they are cleaned as a card is
 * @param {{ now?: Date }} [options]
 * @returns {Promise<void>} Settles once the draft is on the disk
 * @throws {CardStorageError} Not kept; the draft before and the card are intact
 */
export async function saveDraft(raw, { now = new Date() } = {}) {
  const record = makeRecord(cleanCard(raw), 1, now.toISOString())
  await run('readwrite', (store) => store.put(record, DRAFT))
}

/**
 * @returns {Promise<Card | null>} Null when there is none, or it is damaged
 * @throws {CardStorageError} It could not be read; it is intact
 */
export async function loadDraft() {
  return readRecord(await run('readonly', (store) => store.get(DRAFT)))?.card ?? null
}

/**
 * @returns {Promise<void>} Settles once there is no draft
 * @throws {CardStorageError} It may still be there
 */
export async function dropDraft() {
  await run('readwrite', (store) => store.delete(DRAFT))
}

/**
 * @param {'readonly' | 'readwrite'} mode
 * @param {(store: IDBObjectStore) => IDBRequest} act
 * @returns {Promise<unknown>}
 */
async function run(mode, act) {
  try {
    return await transact(mode, (store) => answerTo(act(store)))
  } catch (cause) {
    throw new CardStorageError('The draft could not be kept or read', { cause })
  }
}

/** @import { Card } from './card-model.js' */
