/** One service on the page: the server's template, filled in. */
import { cardContent } from './card-content.js'
import { dialled } from './my-services.js'

/** @import { Around } from './card-content.js' */
/** @import { Listing, Phone, Result } from './types.js' */

/** Rows of the part that is folded away; filled in once it is opened. */
const FOLDED = /** @type {const} */ ([
  'offers',
  'howToRefer',
  'gives',
  'cost',
  'wheelchair',
  'languages',
  'meeting',
  'directions',
  'notes',
  'source'
])
const PLAIN = /** @type {const} */ (['name', 'kind', 'away', 'address', 'summary'])
const LABELLED = /** @type {const} */ (['alert', 'ring', 'whom', 'serves'])

/**
 * @param {HTMLTemplateElement} template
 * @param {Result} result
 * @param {Around & { open: string }} around - `open`: what is said of its hours today
 * @param {(act: string, listing: Listing, card: HTMLElement) => void} onAct
 * @returns {HTMLElement}
 */
export function resultCard(template, result, around, onAct) {
  const card = /** @type {HTMLElement} */ (
    /** @type {Element} */ (template.content.firstElementChild).cloneNode(true)
  )
  const { listing } = result
  const content = cardContent(result, around)
  const slot = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (card.querySelector(`[data-slot="${name}"]`))

  for (const name of PLAIN) say(slot(name), content[name])
  for (const name of LABELLED) sayIn(slot(name), 'span', content[name])
  say(slot('organisation'), content.organisation && `, ${content.organisation}`)
  say(slot('open'), around.open)
  say(slot('refer'), listing.kind === 'treatment' ? content.refer : '')
  say(slot('checked'), content.checked)
  fillPhones(slot('phones'), listing.phones, around.words)
  if (listing.phones.length === 0) offerWeb(card, listing)
  else slot('webFirst').remove()
  fillLink(slot('join'), listing.meeting?.joinUrl ?? '')
  for (const of of card.querySelectorAll('[data-of]'))
    of.textContent = ` ${listing.name}`
  if (!listing.meeting || listing.hours.length === 0) {
    card.querySelector('[data-act="calendar"]')?.remove()
  }
  for (const button of card.querySelectorAll('[data-act]')) {
    if (!(button instanceof HTMLElement)) continue
    button.addEventListener('click', () =>
      onAct(button.dataset['act'] ?? '', listing, card)
    )
  }
  card
    .querySelector('[data-more]')
    ?.addEventListener('toggle', () => fillFolded(slot, content, listing), {
      once: true
    })
  return card
}

/**
 * @param {(name: string) => HTMLElement} slot
 * @param {ReturnType<typeof cardContent>} content
 * @param {Listing} listing
 */
function fillFolded(slot, content, listing) {
  for (const name of FOLDED) sayIn(slot(name), 'dd', content[name])
  const lines = content.hours.map((line) => {
    const row = document.createElement('p')
    row.textContent = line
    return row
  })
  if (lines.length)
    slot('hours')
      .querySelector('dd')
      ?.replaceChildren(...lines)
  else slot('hours').remove()
  const web = fillLink(slot('web'), listing.url || listing.page)
  if (web) web.textContent = shortAddress(web.href)
  fillLink(slot('map'), mapAddress(listing))
}

/**
 * @param {HTMLElement} holder
 * @param {readonly Phone[]} phones
 * @param {(name: string) => string} words
 */
function fillPhones(holder, phones, words) {
  if (phones.length === 0) return holder.remove()
  holder.replaceChildren(
    ...phones.map(({ number, kind, label, note, isConfirmed }) => {
      const line = document.createElement('p')
      const link = document.createElement('a')
      link.className = 'call'
      link.href = `${kind === 'text' ? 'sms' : 'tel'}:${dialled(number)}`
      link.textContent = kind === 'voice' ? number : `${words(kind)} ${number}`
      line.append(link)
      const more = [label, note].filter(Boolean).join(', ')
      if (more) line.append(' ', quiet(more, 'en'))
      if (!isConfirmed) line.append(' ', strong(words('notConfirmed')))
      return line
    })
  )
}

/**
 * Nobody can be rung: its page takes the number's place, or that there is none is said.
 *
 * @param {HTMLElement} card
 * @param {Listing} listing
 */
function offerWeb(card, listing) {
  card.querySelector('[data-script]')?.remove()
  const row = /** @type {HTMLElement} */ (card.querySelector('[data-slot="webFirst"]'))
  const link = fillLink(row, listing.meeting ? '' : listing.url || listing.page)
  if (link) link.textContent = shortAddress(link.href)
}

/**
 * A place by its point, or by its address; the phone's own map opens it.
 *
 * @param {Listing} listing
 */
function mapAddress({ isWithheld, latitude, longitude, lines, town, postcode }) {
  if (isWithheld || lines.length === 0) return ''
  const address = encodeURIComponent(
    [...lines, town, postcode].filter(Boolean).join(', ')
  )
  if (/iPhone|iPad|Macintosh/.test(navigator.userAgent)) return `maps:?q=${address}`
  return latitude === null
    ? `geo:0,0?q=${address}`
    : `geo:${latitude},${longitude}?q=${address}`
}

/**
 * @param {HTMLElement} row
 * @param {string} address
 * @returns {HTMLAnchorElement | null} Null where there is none, and the row is gone
 */
function fillLink(row, address) {
  const link = row.querySelector('a')
  if (!link || !/^(https?|geo|maps):/.test(address)) {
    row.remove()
    return null
  }
  link.href = address
  return link
}

/** @param {string} address */
function shortAddress(address) {
  const { host, pathname } = new URL(address)
  return `${host.replace(/^www\./, '')}${pathname.replace(/\/$/, '')}`
}

/**
 * @param {HTMLElement} row - Taken away where there is nothing to say
 * @param {string} words
 */
function say(row, words) {
  if (words) row.textContent = words
  else row.remove()
}

/**
 * @param {HTMLElement} row
 * @param {string} selector
 * @param {string} words
 */
function sayIn(row, selector, words) {
  const inner = row.querySelector(selector)
  if (words && inner) inner.textContent = words
  else row.remove()
}

/**
 * @param {string} words
 * @param {string} language
 */
function quiet(words, language) {
  const made = document.createElement('span')
  made.className = 'quiet'
  made.lang = language
  made.textContent = words
  return made
}

/** @param {string} words */
function strong(words) {
  const made = document.createElement('strong')
  made.textContent = words
  return made
}
