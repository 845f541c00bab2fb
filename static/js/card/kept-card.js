/** The stored card, ready to be put into other forms. */
import { takeIn } from '../log/take-in.js'
import { loadCard } from './card-store.js'
import { certainlyPast } from './last-dose.js'
import { readSeen } from '../shared/seen.js'

/** @import { Kept } from './card-lines.js' */

/**
 * @returns {Promise<Kept & { state: 'kept' | 'none' | 'damaged' | 'newer' | 'unread' }>}
 *   `card` is null unless there is one that can be read; 'unread': no storage answered
 */
export async function keptCard() {
  try {
    await takeIn()
    const { state, card, savedAt } = await loadCard()
    const notBefore = certainlyPast(savedAt, readSeen().serverDay)
    return { state, card, savedAt, notBefore }
  } catch {
    return { state: 'unread', card: null, savedAt: '', notBefore: '' }
  }
}
