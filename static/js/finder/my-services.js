/** My services as a list: what an entry is, and each change to it. Pure. */
import { cleanLine } from '../card/clean-text.js'

/** @import { Listing } from './types.js' */

/** The longest list: what is longer is no longer found at a glance. */
export const MOST = 30
const LIMITS = { name: 120, phone: 30, note: 200, where: 200, url: 300, key: 200 }
const DIGITS = /\d{3}/

/**
 * @typedef {object} Entry
 * @property {string} id - Of this list only, never sent
 * @property {string} key - Of the listing it was kept from, or "" for an own one
 * @property {string} name
 * @property {string} phone
 * @property {string} note
 * @property {string} where - Address in one line
 * @property {string} url
 * @property {string} keptOn - YYYY-MM-DD
 */

/**
 * @param {unknown} raw - What was kept, or typed
 * @returns {Entry[]} Only what is an entry, cleaned
 */
export function cleanEntries(raw) {
  if (!Array.isArray(raw)) return []
  return raw.slice(0, MOST).flatMap((each) => {
    const entry = cleanEntry(each)
    return entry.name ? [entry] : []
  })
}

/**
 * @param {unknown} raw
 * @returns {Entry}
 */
export function cleanEntry(raw) {
  const given = Object(raw)
  const line = (/** @type {keyof typeof LIMITS} */ name) =>
    cleanLine(given[name], LIMITS[name]).trim()
  const url = line('url')
  const keptOn = cleanLine(given.keptOn, 10)
  return {
    id: cleanLine(given.id, 40),
    key: line('key'),
    name: line('name'),
    phone: line('phone'),
    note: line('note'),
    where: line('where'),
    url: /^https?:\/\//.test(url) ? url : '',
    keptOn: /^\d{4}-\d\d-\d\d$/.test(keptOn) ? keptOn : ''
  }
}

/**
 * @param {Listing} listing
 * @param {string} id
 * @param {string} today - YYYY-MM-DD
 * @returns {Entry}
 */
export function entryOf(listing, id, today) {
  const address = listing.isWithheld ? [] : addressLines(listing)
  return cleanEntry({
    id,
    key: listing.key,
    name: listing.name,
    phone: listing.phones.find((each) => each.kind === 'voice')?.number ?? '',
    note: '',
    where: address.join(', '),
    url: listing.url,
    keptOn: today
  })
}

/**
 * @param {Pick<Listing, 'place' | 'lines' | 'town' | 'postcode'>} listing
 * @returns {string[]} Without what is blank, and each thing once
 */
export function addressLines({ place, lines, town, postcode }) {
  const last = [town, postcode].filter(Boolean).join(' ')
  return [...new Set([place, ...lines, last].filter(Boolean))]
}

/**
 * @param {Entry} entry
 * @returns {'noName' | 'badPhone' | null} What has to be put right first
 */
export function faultOf(entry) {
  if (!entry.name) return 'noName'
  return entry.phone && !DIGITS.test(entry.phone.replace(/[\s()-]/g, ''))
    ? 'badPhone'
    : null
}

/**
 * @param {Entry[]} entries
 * @param {Entry} entry - Takes the place of the one with its id, or of its listing
 * @returns {Entry[] | null} Null where there is no room
 */
export function withEntry(entries, entry) {
  const isSame = (/** @type {Entry} */ each) =>
    each.id === entry.id || (entry.key !== '' && each.key === entry.key)
  const at = entries.findIndex(isSame)
  if (at >= 0) return entries.map((each, place) => (place === at ? entry : each))
  return entries.length < MOST ? [...entries, entry] : null
}

/**
 * Kept from the list a second time: what the person wrote stays, and what the list says
 * beside it is brought up to date.
 *
 * @param {Entry[]} entries
 * @param {Entry} entry - Made of a listing
 * @returns {Entry[] | null} Null where there is no room
 */
export function withListing(entries, entry) {
  const had = entries.find(({ key }) => key === entry.key)
  if (!had) return withEntry(entries, entry)
  const { id, name, phone, note, keptOn } = had
  return withEntry(entries, { ...entry, id, name, phone, note, keptOn })
}

/**
 * @param {string} phone - As people read it
 * @returns {string} As a tel: address has it
 */
export function dialled(phone) {
  return phone.replace(/\(0\)/g, '').replace(/[^\d+*#]/g, '')
}
