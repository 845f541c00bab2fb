/**
 * Emergency contacts as vCards, for the phone's own contact list. Pure.
 *
 * "ICE" (in case of emergency) before the name is what ambulance staff look for.
 * vCard 3.0, since every phone reads it: RFC 2426; folding: section 2.6; escapes:
 * section 4.
 */

/** Without the line break. RFC 2426, section 2.6 */
const LONGEST_LINE_OCTETS = 75

const utf8 = new TextEncoder()

/**
 * @param {Contact[]} contacts - A name, a phone number, or both
 * @param {string} [note] - Put into each of them; '' for none
 * @returns {string} One vCard for each contact; '' when there is none
 */
export function contactCards(contacts, note = '') {
  return contacts.map((contact) => contactCard(contact, note)).join('')
}

/**
 * @param {Contact} contact
 * @param {string} note
 */
function contactCard({ name, phone }, note) {
  const shown = escaped(`ICE ${name || phone}`)
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:${shown};;;;`,
    `FN:${shown}`,
    ...(phone ? [`TEL;TYPE=VOICE:${escaped(phone)}`] : []),
    ...(note ? [`NOTE:${escaped(note)}`] : []),
    'END:VCARD'
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
}

/**
 * @param {string} line
 * @returns {string} Broken so that no line is over 75 octets and no character is cut
 */
function folded(line) {
  /** @type {string[]} */
  const lines = []
  let current = ''
  let octets = 0
  for (const character of line) {
    const size = utf8.encode(character).length
    if (octets + size > LONGEST_LINE_OCTETS) {
      lines.push(current)
      current = ' '
      octets = 1
    }
    current += character
    octets += size
  }
  return [...lines, current].join('\r\n')
}

/** @import { Contact } from '../card-model.js' */
