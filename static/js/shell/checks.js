/** What "Will it work offline?" looks at, in the order it says it. */
import { withPatience } from '../card/with-patience.js'
import { checkApp } from './check-app.js'
import { checkCard, checkLog, checkMine, checkPrivate } from './check-kept.js'
import { checkPostcodes, checkServices } from './check-packs.js'
import { checkKeeping, checkReminders } from './check-phone.js'

const LOOK_PATIENCE_MS = 15_000
/** A slow link takes a while to bring all pages. */
const MEND_PATIENCE_MS = 60_000

/**
 * @typedef {object} Found
 * @property {'good' | 'bad' | 'unsure' | 'none'} mark - "unsure": nothing is lost, and
 *   nothing is promised; "none": there is nothing of it here, and there need not be
 * @property {string} say - Which of the check's words say it
 * @property {Record<string, string | number | Date>} [fill] - Goes into the words
 * @property {string[]} [names] - What is lost: addresses, or words
 *
 * @typedef {object} Check
 * @property {string} name
 * @property {() => Promise<Found>} look - It reads only
 * @property {() => Promise<unknown>} [mend] - As far as it can; throws where it cannot
 * @property {boolean} [needsTap] - The person is asked, or the server is
 */

/** @type {readonly Check[]} */
export const CHECKS = [
  checkApp,
  checkServices,
  checkPostcodes,
  checkCard,
  checkPrivate,
  checkLog,
  checkMine,
  checkReminders,
  checkKeeping
]

/**
 * Never throws.
 *
 * @param {Check} check
 * @returns {Promise<Found>} "unread" where the browser would not let it be looked at
 */
export async function looked({ look, name }) {
  try {
    return await withPatience(look(), LOOK_PATIENCE_MS, name)
  } catch {
    return { mark: 'bad', say: 'unread' }
  }
}

/**
 * Never throws: what could not be mended shows when it is looked at again.
 *
 * @param {Check} check
 */
export async function mended({ mend, name }) {
  try {
    if (mend) await withPatience(mend(), MEND_PATIENCE_MS, name)
  } catch {
    // Offline, or no room.
  }
}
