/** What a result card says, row by row. Pure. A row that would say nothing is "". */
import { awayInWords } from './distance-words.js'
import { weekInWords } from './hours-words.js'
import { addressLines } from './my-services.js'

/** @import { Listing, Result } from './types.js' */

/** What `checkedHow` may be, and the words for it; anything else is "checked". */
const HOW = new Map([
  ['rang', 'rang'],
  ['from the register', 'inRegister'],
  ['read on its page', 'readPage'],
  ['read in a stored copy of its page', 'readCopy']
])

/** Of the UK; who serves all of them serves all of it. */
const NATIONS = 4

/**
 * @typedef {object} Around
 * @property {(name: string) => string} words
 * @property {(day: string) => string} day - "2026-11-03" as people read it
 * @property {(code: string) => string} council - Its name, "" where not known
 * @property {(key: string) => string} source - Its name
 * @property {string} today - YYYY-MM-DD
 * @property {boolean} isRough - The place searched for is known only roughly
 */

/**
 * @param {Result} result
 * @param {Around} around
 */
export function cardContent(result, around) {
  const { listing } = result
  const { words, day } = around
  return {
    name: listing.name,
    kind: words(`kind-${listing.kind}`),
    organisation:
      listing.organisation && listing.organisation !== listing.name
        ? listing.organisation
        : '',
    alert: isRunning(listing, around.today) ? listing.alert : '',
    away: awayOf(result, around),
    ring: ringFirst(result, words),
    address: addressOf(listing, words),
    summary: listing.summary,
    whom: whomOf(listing, words),
    serves: servesOf(listing, around),
    refer: words(`self-${listing.selfReferral}`),
    checked: checkedOf(listing, around),
    offers: offersOf(listing, words),
    howToRefer: listing.howToRefer,
    hours: weekInWords(listing.hours, words, around.today),
    gives: givesOf(listing, words, day),
    cost: listing.cost === 'unknown' ? '' : words(`cost-${listing.cost}`),
    wheelchair: isSomewhere(listing) ? words(`wheelchair-${listing.wheelchair}`) : '',
    languages: listing.languages.join(', '),
    meeting: meetingOf(listing, words),
    directions: listing.isWithheld ? '' : listing.directions,
    notes: listing.notes,
    source: around.source(listing.source)
  }
}

/**
 * @param {Result} result
 * @param {Around} around
 */
function awayOf(result, { words, isRough }) {
  const away = awayInWords(result, words)
  return away && isRough ? words('about').replace('{away}', away) : away
}

/**
 * @param {Listing} listing
 * @param {string} today
 */
function isRunning({ alert, alertUntil }, today) {
  return alert !== '' && (alertUntil === '' || today <= alertUntil)
}

/**
 * @param {Result} result
 * @param {(name: string) => string} words
 * @returns {string} Why to ring first; "" where there is no reason to
 */
export function ringFirst({ listing, isOld }, words) {
  if (isLasting(listing)) return ''
  if (!listing.checkedOn) return words('neverChecked')
  return isOld ? words('isOld') : ''
}

/**
 * The emergency numbers are what they are, whenever they were looked at.
 *
 * @param {Listing} listing
 */
function isLasting({ kind }) {
  return kind === 'emergency' || kind === 'urgent'
}

/**
 * @param {Listing} listing
 * @param {(name: string) => string} words
 */
function addressOf(listing, words) {
  if (listing.isWithheld) return words('withheld')
  return addressLines(listing).join(', ')
}

/**
 * @param {Listing} listing
 * @param {(name: string) => string} words
 */
function whomOf({ forWhom, minimumAge, maximumAge, gender }, words) {
  const age =
    minimumAge !== null && maximumAge !== null
      ? words('ages')
          .replace('{low}', String(minimumAge))
          .replace('{high}', String(maximumAge))
      : minimumAge !== null
        ? words('agesFrom').replace('{low}', String(minimumAge))
        : maximumAge !== null
          ? words('agesTo').replace('{high}', String(maximumAge))
          : ''
  return [forWhom, gender && words(gender), age].filter(Boolean).join(', ')
}

/**
 * @param {Listing} listing
 * @param {Around} around
 */
function servesOf(listing, { words, council }) {
  const nations = listing.nations.map((nation) =>
    words('allOf').replace('{nation}', words(`nation-${nation}`))
  )
  const areas = [
    ...listing.councils.map(council).filter(Boolean),
    ...(nations.length === NATIONS ? [words('allUk')] : nations)
  ]
  if (areas.length === 0) return ''
  const only = listing.residentsOnly === 'yes' ? ` ${words('residents')}` : ''
  return `${areas.join(', ')}.${only}`
}

/**
 * Reading is not ringing: a page may be old, and a register is not asked by us.
 *
 * @param {Listing} listing
 * @param {Around} around
 */
export function checkedOf({ source: key, checkedOn, checkedHow }, around) {
  const { words, day, source } = around
  const from = words('from').replace('{name}', source(key))
  if (!checkedOn) return from
  const how = words(HOW.get(checkedHow) ?? 'checked').replace('{day}', day(checkedOn))
  return `${how} ${from}`
}

/**
 * That it gives naltrexone stands in its own dated row, never among these.
 *
 * @param {Listing} listing
 * @param {(name: string) => string} words
 */
function offersOf({ offers }, words) {
  return offers
    .filter((offer) => offer !== 'naltrexone')
    .map((offer) => words(`offer-${offer}`))
    .join(', ')
}

/**
 * @param {Listing} listing
 * @param {(name: string) => string} words
 * @param {(day: string) => string} day
 * @returns {string} An answer only with the day it was asked
 */
function givesOf({ kind, prescribesNaltrexone, naltrexoneCheckedOn }, words, day) {
  if (kind === 'mutual-aid' || kind === 'directory') return ''
  if (prescribesNaltrexone === 'unknown' || !naltrexoneCheckedOn) {
    return words('gives-unknown')
  }
  return words(`gives-${prescribesNaltrexone}`).replace(
    '{day}',
    day(naltrexoneCheckedOn)
  )
}

/**
 * @param {Listing} listing
 * @param {(name: string) => string} words
 */
function meetingOf({ meeting }, words) {
  if (!meeting) return ''
  const openTo = meeting.openTo === 'unknown' ? '' : words(`openTo-${meeting.openTo}`)
  return [`${words(`venue-${meeting.venue}`)}.`, openTo, meeting.formats.join(', ')]
    .filter(Boolean)
    .join(' ')
}

/** @param {Listing} listing */
const isSomewhere = (listing) =>
  !listing.isWithheld && (listing.lines.length > 0 || listing.latitude !== null)
