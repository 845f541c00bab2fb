/** The two lists on the page, and what each card's buttons do. */
import { copyText } from '../shared/copy-text.js'
import { share } from '../shared/share.js'
import { saveFile } from '../card/outlets/save-file.js'
import { checkedOf } from './card-content.js'
import { dayOf, dayWords } from './day-words.js'
import { countOf } from './filters.js'
import { EXACT_KM, councilsInWords } from './found-words.js'
import { listingText } from './listing-text.js'
import { meetingFile } from './meeting-file.js'
import { openInWords } from './open-words.js'
import { reportForm } from './report-form.js'
import { resultCard } from './result-card.js'
import { resultsMap } from './results-map.js'

/** @import { Shown } from './find-part.js' */
/** @import { Listing, Result } from './types.js' */

/**
 * @param {HTMLElement} box
 * @param {(name: string) => string} words
 * @param {{ areas: string, keep: (listing: Listing) => Promise<string> }} given - `areas`:
 *   address of the pages by area; `keep` puts one into My services
 * @returns {(shown: Shown | null) => void}
 */
export function resultsPart(box, words, { areas, keep }) {
  const template = templateFor('[data-card]')
  const reportTemplate = templateFor('[data-report-form]')
  const day = dayWords(document.documentElement.lang)
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (box.querySelector(`[data-${name}]`))
  box.querySelector('[data-print]')?.addEventListener('click', () => window.print())

  /** @param {Shown} shown */
  const around = ({ found, packs, geography }) => ({
    words,
    day,
    today: dayOf(new Date()),
    isRough: found.radiusKm >= EXACT_KM,
    council: (/** @type {string} */ code) => geography.council(code)?.name ?? '',
    source: (/** @type {string} */ key) =>
      packs?.manifest.sources.find((each) => each.key === key)?.name ?? key
  })

  /**
   * @param {HTMLElement} section
   * @param {readonly Result[]} results
   * @param {Shown} shown
   */
  const fill = (section, results, shown) => {
    const about = around(shown)
    const now = new Date()
    const cards = results.map((result) =>
      resultCard(
        template,
        result,
        {
          ...about,
          open: openInWords(
            result.listing,
            now,
            shown.packs?.manifest.bankHolidays ?? {},
            words
          )
        },
        (act, listing, card) => void doAct(act, listing, card, about)
      )
    )
    section.querySelector('[data-list]')?.replaceChildren(...cards)
    const none = section.querySelector('[data-none]')
    if (none instanceof HTMLElement) none.hidden = cards.length > 0
  }

  /**
   * @param {string} act
   * @param {Listing} listing
   * @param {HTMLElement} card
   * @param {ReturnType<typeof around>} about
   */
  const doAct = async (act, listing, card, about) => {
    const said = card.querySelector('[data-slot="said"]')
    const say = (/** @type {string} */ text) => {
      if (said) said.textContent = text
    }
    if (act === 'keep') say(await keep(listing))
    if (act === 'share') {
      const text = listingText(listing, {
        checked: checkedOf(listing, about),
        notConfirmed: words('notConfirmed')
      })
      say(await shareOrCopy(text))
    }
    if (act === 'calendar') {
      const file = meetingFile(listing, {
        title: words('calendarTitle'),
        now: new Date(),
        newId: () => crypto.getRandomValues(new Uint32Array(4)).join('-')
      })
      if (!file) return say(words('calendarNone'))
      saveFile(new Blob([file], { type: 'text/calendar' }), 'carrycard-appointment.ics')
      say(words('calendarSaved'))
    }
    if (act === 'wrong' && !card.querySelector('form')) {
      const button = card.querySelector('[data-act="wrong"]')
      const form = reportForm(reportTemplate, listing, words, (text) => {
        form.remove()
        say(text)
        if (button instanceof HTMLElement) button.focus()
      })
      said?.before(form)
      form.querySelector('input')?.focus()
    }
  }

  /**
   * @param {string} text
   * @returns {Promise<string>} What to say of it
   */
  const shareOrCopy = async (text) => {
    if ((await share({ text })) !== 'failed') return ''
    return words((await copyText(text)) ? 'copied' : 'notCopied')
  }

  /** @param {Shown} shown */
  const showArea = ({ found, results, geography }) => {
    const councils = found.councils.flatMap((code) => geography.council(code) ?? [])
    const own = councils.filter(
      ({ code }) => !councils.some(({ upper }) => upper === code)
    )
    const named = own.map(({ name, upper }) => {
      const county = geography.council(upper)?.name
      return county ? `${name} (${county})` : name
    })
    const boards = [...new Set(councils.map(({ board }) => board).filter(Boolean))]
    const told = [councilsInWords(named, words)]
    if (boards.length === 1) {
      told.push(words('board').replace('{name}', boards[0] ?? ''))
    }
    part('area').textContent = told.join(' ')
    const isWithout = !results || results.onlyNational
    part('only-national').hidden = !results?.onlyNational
    part('council').hidden = !isWithout
    part('council-pages').replaceChildren(
      ...own.slice(0, 4).flatMap((council, at) => {
        const link = document.createElement('a')
        link.href = `${areas}${council.slug}`
        link.textContent = words('councilPage').replace('{name}', council.name)
        return at ? [document.createElement('br'), link] : [link]
      })
    )
  }

  /** @param {Shown} shown */
  const offerMap = ({ found, results, geography }) => {
    const fold = /** @type {HTMLDetailsElement} */ (part('map'))
    const places = (results?.nearest ?? []).map(({ listing }) => pointOf(listing))
    const draw = () => {
      const towns = geography.townsNear(found.latitude, found.longitude)
      fold.querySelector('svg')?.remove()
      fold.append(resultsMap(found, places, { ...geography, towns }, words))
    }
    fold.hidden = places.every((place) => place === null)
    fold.ontoggle = () => fold.open && draw()
    if (fold.open && !fold.hidden) draw()
  }

  /** @param {Shown} shown */
  const showSources = ({ packs }) => {
    if (!packs) return
    const built = packs.manifest.built_at.slice(0, 10)
    part('list-age').textContent = words('age').replace('{day}', day(built))
    part('sources').replaceChildren(
      ...packs.manifest.sources.map(({ name, attribution, licence }) => {
        const line = document.createElement('li')
        line.textContent = [name, attribution, licence === 'own' ? '' : licence]
          .filter(Boolean)
          .join('. ')
        return line
      })
    )
  }

  return (shown) => {
    box.hidden = shown === null
    if (!shown) return
    showArea(shown)
    // Nothing with an address is in the list: that is no answer to a choice.
    const isEmpty = !shown.results?.nearest.length && countOf(shown.filters) === 0
    part('nearest').hidden = shown.results === null || isEmpty
    fill(part('for-area'), shown.results?.forArea ?? [], shown)
    fill(part('nearest'), shown.results?.nearest ?? [], shown)
    offerMap(shown)
    showSources(shown)
  }
}

/** @param {string} selector */
function templateFor(selector) {
  return /** @type {HTMLTemplateElement} */ (
    document.querySelector(`template${selector}`)
  )
}

/** @param {Listing} listing */
function pointOf({ latitude, longitude }) {
  return latitude === null || longitude === null ? null : { latitude, longitude }
}
