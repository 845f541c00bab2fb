/** The search on the page: a place goes in, two lists come out. All of it on the phone. */
import { asTyped } from '../shared/as-typed.js'
import { settled } from '../shared/settled.js'
import { whichOf } from './choose-place.js'
import { dayWords } from './day-words.js'
import { countOf, filtersOf } from './filters.js'
import { foundInWords } from './found-words.js'
import { whereIAm, NearMeError } from './near-me.js'
import { openPacks } from './pack-store.js'
import { packsInWords } from './packs-notice.js'
import { updatePacks } from './packs-update.js'
import { recentPlaces, rememberPlace } from './recent-places.js'
import { openGeography } from './geography-here.js'

/** @import { Filters, Found, Results } from './types.js' */
/** @import { Geography } from './geography-here.js' */
/** @import { Packs } from './pack-store.js' */

/** A place is remembered once somebody has stayed with it: not while they type. */
const REMEMBER_AFTER_MS = 2500
const SHORTEST = 2
const MOST_CHOICES = 8

/**
 * @typedef {object} Shown
 * @property {Found} found
 * @property {Filters} filters
 * @property {Results | null} results - Null while there are no packs
 * @property {Packs | null} packs
 * @property {Geography} geography
 */

/**
 * @param {HTMLElement} box
 * @param {(name: string) => string} words
 * @param {object} on
 * @param {(shown: Shown | null) => void} on.show - Null: there is nothing to show
 * @param {(packs: Packs) => void} on.packs - The packs have been opened
 */
export function findPart(box, words, on) {
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (box.querySelector(`[data-${name}]`))
  const input = /** @type {HTMLInputElement} */ (box.querySelector('#place'))
  const form = /** @type {HTMLFormElement} */ (part('filters').querySelector('form'))
  const spoken = /** @type {HTMLSelectElement} */ (box.querySelector('#spoken'))
  const day = dayWords(document.documentElement.lang)

  /** @type {Packs | null} */
  let packs = null
  let update = ''
  /** @type {Found | null} */
  let chosen = null
  /** Each search is a turn; an answer to an earlier one is no longer wanted. */
  let turn = 0
  /**
   * What stood in the box when somebody asked for where they are instead.
   *
   * @type {string | null}
   */
  let passedOver = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let remembering

  /** @type {Geography | null} */
  let known = null
  const geography = openGeography(box.dataset).then((read) => (known = read))
  geography.catch(() => undefined) // said when somebody searches
  const say = (/** @type {string} */ text) => {
    part('status').textContent = text
  }

  /** @type {(found: Found | null) => Promise<void>} */
  const show = async (found) => {
    chosen = found
    clearTimeout(remembering)
    if (!found) return on.show(null)
    const filters = filtersNow()
    const results = packs ? packs.search(found, filters, new Date()) : null
    const said = foundInWords(found, words)
    const counts = results
      ? words(results.nearest.length ? 'counts' : 'countArea')
          .replace('{area}', String(results.forArea.length))
          .replace('{near}', String(results.nearest.length))
      : ''
    say(`${said} ${counts}`.trim())
    on.show({ found, filters, results, packs, geography: await geography })
    if (found.kind !== 'device') remember(found.label)
  }
  /** @param {string} label */
  const remember = (label) => {
    remembering = setTimeout(() => {
      void rememberPlace(label).then(showRecent, () => undefined)
    }, REMEMBER_AFTER_MS)
  }

  const look = async () => {
    if (input.value === passedOver) return
    const mine = ++turn
    const typed = input.value.trim()
    if (typed.length < SHORTEST) {
      choose([], '')
      say(typed ? words('typeMore') : '')
      return show(null)
    }
    const found = await geography.then(
      ({ find }) => find(typed),
      () => null
    )
    if (mine !== turn) return
    if (!found) {
      say(words('failed'))
      return show(null)
    }
    const { chosen: one, others } = whichOf(found, typed)
    choose(others, one ? 'orThis' : 'whichOne')
    if (!one) say(words(found.length ? 'whichOne' : 'notFound'))
    await show(one)
  }

  /**
   * @param {readonly Found[]} places
   * @param {string} asks
   */
  const choose = (places, asks) => {
    const list = part('choices')
    list.hidden = places.length === 0
    if (asks) list.setAttribute('aria-label', words(asks))
    list.replaceChildren(
      ...places.slice(0, MOST_CHOICES).map((found) =>
        chip(found.label, () => {
          turn += 1
          input.value = found.label
          choose([], '')
          void show(found)
        })
      )
    )
  }

  const showRecent = async () => {
    const places = (await recentPlaces().catch(() => null)) ?? []
    part('recent').hidden = places.length === 0
    part('recent-list').replaceChildren(
      ...places.map((label) =>
        chip(label, () => {
          input.value = label
          void look()
        })
      )
    )
  }

  const findNear = async () => {
    const mine = ++turn
    passedOver = input.value
    choose([], '')
    say(words('looking'))
    try {
      const here = await whereIAm(navigator.geolocation, {
        onSlow: () => mine === turn && say(words('near-slow'))
      })
      if (mine !== turn) return
      const found = await (await geography).near(here.latitude, here.longitude)
      if (mine !== turn) return
      if (found.nations.length === 0) throw new NearMeError('abroad')
      input.value = passedOver = ''
      await show({ ...found, radiusKm: Math.max(found.radiusKm, here.radiusKm) })
    } catch (error) {
      if (mine !== turn) return
      passedOver = null
      say(words(`near-${error instanceof NearMeError ? error.trouble : 'failed'}`))
    }
  }

  /** @returns {Filters} */
  const filtersNow = () => filtersOf(new FormData(form), spoken.value)
  const filter = () => {
    const count = countOf(filtersNow())
    const told = part('filter-count')
    told.textContent = count ? words('filters').replace('{count}', String(count)) : ''
    if (chosen) void show(chosen)
  }

  const tellPacks = () => {
    const manifest = packs?.manifest ?? null
    const said = packsInWords({ manifest, update, now: new Date() }, words, day)
    part('packs').textContent = said
    part('packs').hidden = said === ''
  }
  const usePacks = async () => {
    // Read while the tables of places are read; only a search needs both.
    packs = await openPacks((code) => known?.council(code)?.upper ?? '')
    if (packs) {
      on.packs(packs)
      offerLanguages(packs.languages())
    }
    if (packs && chosen) await show(chosen)
  }
  /** @param {string[]} languages */
  const offerLanguages = (languages) => {
    spoken.replaceChildren(
      ...[...spoken.options].slice(0, 1),
      ...languages.map((each) => new Option(each, each))
    )
    part('language-choice').hidden = languages.length === 0
  }
  const refresh = async () => {
    update = packs ? '' : 'fetching'
    tellPacks()
    const had = packs !== null
    update = await updatePacks().catch(() => 'failed')
    if (!had && update !== 'failed' && update !== 'offline') await usePacks()
    tellPacks()
  }

  box.hidden = false
  input.addEventListener('input', () => (passedOver = null))
  asTyped(input, () => void look())
  form.addEventListener('change', filter)
  form.addEventListener('reset', () => setTimeout(filter))
  form.addEventListener('submit', (event) => event.preventDefault())
  part('near').addEventListener('click', () => void findNear())
  void showRecent().finally(settled)
  if (input.value) void look()
  void usePacks().then(refresh)
  window.addEventListener('online', () => packs === null && void refresh())

  return { showRecent }
}

/**
 * @param {string} label
 * @param {() => void} onTap
 */
function chip(label, onTap) {
  const item = document.createElement('li')
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'chip'
  button.textContent = label
  button.addEventListener('click', onTap)
  item.append(button)
  return item
}
