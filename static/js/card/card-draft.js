/** What the person has typed but not saved, so that a closed tab loses nothing. */
import { CardStorageError } from './card-errors.js'
import { blankCard, cleanCard } from './card-model.js'
import { makeRecord, newest, readRecord } from './card-record.js'
import { inFixedOrder } from './sealed.js'
import { slotsIn } from './card-slots.js'
import { answerTo, transact } from './records-db.js'

export const DRAFT = 'card.draft'
/** The card as it was stored when that draft was kept. */
export const DRAFT_BASE = 'card.draft.base'
const DOSE = ['lastDoseOn', 'lastDoseTime', 'lastDoseAt']

/**
 * Only what was typed is kept: in a field that was not touched the form may still show
 * what has been taken off the card since it was opened.
 *
 * @param {unknown} raw - Form values; they are cleaned as a card is
 * @param {Card | null} base - The card the form was opened with
 * @param {{ now?: Date }} [options]
 * @returns {Promise<void>} Settles once the draft is on the disk
 * @throws {CardStorageError} Not kept; the draft before and the card are intact
 */
export async function saveDraft(raw, base, { now = new Date() } = {}) {
  const at = now.toISOString()
  await run('readwrite', async (store) => {
    const stored = newest((await slotsIn(store)).map(readRecord))?.card ?? null
    const draft = withTyped(stored ?? blankCard(), cleanCard(raw), base ?? blankCard())
    store.put(makeRecord(stored, 1, at), DRAFT_BASE)
    await answerTo(store.put(makeRecord(draft, 1, at), DRAFT))
  })
}

/**
 * @param {Card} stored - The card as it is now
 * @returns {Promise<Card | null>} That card with what was typed on top, and nothing
 *   else of the form: a dose recorded since stays. Null when there is no draft, or it
 *   is damaged
 * @throws {CardStorageError} It could not be read; it is intact
 */
export async function loadDraft(stored) {
  const draft = readRecord(await held(DRAFT))?.card
  if (!draft) return null
  const before = readRecord(await held(DRAFT_BASE))
  return withTyped(stored, draft, before?.card ?? blankCard())
}

/**
 * @param {Card} stored
 * @param {Card} draft
 * @param {Card} base
 * @returns {Card}
 */
function withTyped(stored, draft, base) {
  const isTyped = (/** @type {string} */ key) =>
    inFixedOrder(Object(draft)[key]) !== inFixedOrder(Object(base)[key])
  const typed = Object.keys(draft).filter((key) =>
    DOSE.includes(key) ? DOSE.some(isTyped) : isTyped(key)
  )
  return cleanCard({
    ...stored,
    ...Object.fromEntries(typed.map((key) => [key, Object(draft)[key]]))
  })
}

/**
 * @returns {Promise<void>} Settles once there is no draft
 * @throws {CardStorageError} It may still be there
 */
export async function dropDraft() {
  await run('readwrite', async (store) => {
    store.delete(DRAFT_BASE)
    await answerTo(store.delete(DRAFT))
  })
}

/** @param {string} key */
const held = (key) => run('readonly', (store) => answerTo(store.get(key)))

/**
 * @param {'readonly' | 'readwrite'} mode
 * @param {(store: IDBObjectStore) => Promise<unknown>} act
 * @returns {Promise<unknown>}
 */
async function run(mode, act) {
  try {
    return await transact(mode, act)
  } catch (cause) {
    throw new CardStorageError('The draft could not be kept or read', { cause })
  }
}

/** @import { Card } from './card-model.js' */
