/**
 * What was tapped on a reminder, kept until a page takes it into the log.
 *
 * The worker bundles this: it is small, and has no page, no card and no plan. See
 * take-in.js for the rest of the way.
 */
import { isMoment } from '../card/calendar.js'
import { answerTo, transact } from '../card/records-db.js'
import { isWhole, withChecksum } from '../card/sealed.js'
import { tellLogChanged } from './log-news.js'

export const INBOX = 'log.inbox'
const SCHEMA = 1
/** Of more, the newest are kept: half a year of one a day that no page has seen. */
const MOST = 200
const SLOT = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/

/**
 * @typedef {object} Tapped
 * @property {string} slot - "YYYY-MM-DDTHH:MM"
 * @property {'taken'} what
 * @property {string} at - UTC moment of the tap
 */

/**
 * Keep a tap. The same slot twice is kept once: the first counts.
 *
 * @param {Tapped} tapped
 * @returns {Promise<void>} Once it is on the disk
 * @throws {TypeError} It is none; nothing was kept
 * @throws {Error} Not kept; what was there before is intact
 */
export async function putInInbox(tapped) {
  if (!isTapped(tapped)) throw new TypeError('not what a reminder sends')
  await transact('readwrite', async (store) => {
    const raw = await answerTo(store.get(INBOX))
    if (isLater(raw)) throw new Error('A newer release keeps this')
    const { slot, what, at } = tapped
    const others = tapsIn(raw)
    if (others.some((each) => each.slot === slot)) return
    const taps = [...others, { slot, what, at }].slice(-MOST)
    await answerTo(store.put(withChecksum({ schema: SCHEMA, taps }), INBOX))
  })
  tellLogChanged()
}

/**
 * Never throws.
 *
 * @returns {Promise<boolean>} False too when it could not be looked at
 */
export async function isAnyTapped() {
  try {
    const raw = await transact('readonly', (store) => answerTo(store.get(INBOX)))
    return tapsIn(raw).length > 0
  } catch {
    return false
  }
}

/**
 * Never throws. What is damaged is read as far as it makes sense: a tap that is lost is
 * worse than one that is asked about.
 *
 * @param {unknown} raw - What the record held
 * @returns {Tapped[]} Oldest first; none of a later release's
 */
export function tapsIn(raw) {
  const { taps } = Object(raw)
  if (isLater(raw) || !Array.isArray(taps)) return []
  return taps.filter(isTapped).slice(-MOST)
}

/**
 * @param {unknown} raw
 * @returns {boolean} Whether a later release wrote it: it is not for this one to change
 */
export function isLater(raw) {
  return Object(raw).schema > SCHEMA && isWhole(raw)
}

/**
 * @param {unknown} raw
 * @returns {raw is Tapped}
 */
function isTapped(raw) {
  const { slot, what, at } = Object(raw)
  const isSlot = typeof slot === 'string' && SLOT.test(slot)
  return isSlot && what === 'taken' && isMoment(at)
}
