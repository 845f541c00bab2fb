/** A service as plain text, to send to somebody or to keep. Pure. */
import { addressLines } from './my-services.js'

/** @import { Listing } from './types.js' */

/**
 * @param {Listing} listing
 * @param {object} told
 * @param {string} told.checked - "Checked on 3 November 2026." or what stands for it
 * @param {string} told.notConfirmed
 * @returns {string} One thing a line; nothing of the person, nor of where they looked
 */
export function listingText(listing, { checked, notConfirmed }) {
  const phones = listing.phones.map(
    ({ number, label, isConfirmed }) =>
      `${label ? `${label}: ` : ''}${number}${isConfirmed ? '' : ` (${notConfirmed})`}`
  )
  const address = listing.isWithheld ? '' : addressLines(listing).join(', ')
  return [listing.name, ...phones, address, listing.url, checked]
    .filter(Boolean)
    .join('\n')
}
