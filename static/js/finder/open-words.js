/** Whether a service is open, as a person asks it: now, and today. Pure. */
import { spanInWords, timeInWords } from './hours-words.js'
import { openState } from './opening.js'

/** @import { Listing } from './types.js' */

/**
 * @param {Listing} listing
 * @param {Date} now
 * @param {(name: string) => string} words
 */
export function openInWords(listing, now, words) {
  return ''
}
