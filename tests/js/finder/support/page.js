/** Words of the page as the template has them, and made-up services. */
import { readFileSync } from 'node:fs'

/** @import { Found, Listing } from '../../../../static/js/finder/types.js' */

const PARTS = new URL('../../../../pwa/finder/templates/finder/', import.meta.url)
const TEXT = ['index.html', 'parts/words.html']
  .map((name) => readFileSync(new URL(name, PARTS), 'utf8'))
  .join('\n')
const WORDS = new Map(
  [...TEXT.matchAll(/data-word="([\w-]+)">\{\{ _\('(.*?)'[,)]/g)].map(
    ([, name, said]) => [name, said.replace(/%\((\w+)\)s/g, '{$1}')]
  )
)
const LOOPS = TEXT.matchAll(
  /\{% for value, words in \[(.*?)\] -%\}\s*<span data-word="([\w-]+)-\{\{/gs
)
for (const [, pairs, prefix] of LOOPS) {
  for (const [, value, said] of pairs.matchAll(/\('([\w-]+)', _\('(.*?)'\)\)/g)) {
    WORDS.set(`${prefix}-${value}`, said)
  }
}

/**
 * @param {string} name
 * @returns {string}
 */
export function words(name) {
  return WORDS.get(name) ?? name
}

/**
 * @param {object} given
 * @returns {Listing}
 */
export function aListing(given) {
  const { hours = [], ...rest } = /** @type {any} */ (given)
  return {
    key: 'made-up/1',
    source: 'made-up',
    name: 'Example House',
    kind: 'treatment',
    organisation: '',
    summary: '',
    forWhom: '',
    status: 'active',
    alert: '',
    alertUntil: '',
    selfReferral: 'unknown',
    howToRefer: '',
    residentsOnly: 'unknown',
    councils: [],
    nations: [],
    minimumAge: null,
    maximumAge: null,
    gender: '',
    cost: 'unknown',
    substances: [],
    offers: [],
    prescribesNaltrexone: 'unknown',
    naltrexoneCheckedOn: '',
    languages: [],
    phones: [],
    url: '',
    email: '',
    place: '',
    lines: [],
    town: '',
    postcode: '',
    latitude: null,
    longitude: null,
    precision: 'none',
    council: '',
    nation: '',
    wheelchair: 'unknown',
    directions: '',
    isWithheld: false,
    hours: hours.map((/** @type {object} */ row) => ({
      purpose: 'open',
      weeks: [],
      everyWeeks: 1,
      anchor: '',
      validFrom: '',
      validTo: '',
      bankHoliday: 'unknown',
      note: '',
      ...row
    })),
    meeting: null,
    checkedOn: '2026-11-01',
    checkedHow: 'rang',
    verifyBy: '',
    page: '',
    notes: '',
    ...rest
  }
}

/**
 * @param {Partial<Found>} given
 * @returns {Found}
 */
export function aPlace(given) {
  return {
    label: 'LS1 4AP',
    kind: 'postcode',
    latitude: 53.8,
    longitude: -1.55,
    radiusKm: 0.1,
    councils: ['E08000035'],
    nations: ['england'],
    doubt: '',
    ...given
  }
}
