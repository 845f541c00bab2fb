/** The form page: fill in, keep a draft, save, delete. */
import '../main.js'
import { settled } from '../shared/settled.js'
import { wordsIn } from '../shared/words.js'
import { askTwice } from '../shared/ask-twice.js'
import { askToKeep } from '../shared/keep-storage.js'
import { takeIn } from '../log/take-in.js'
import { afterPause } from '../shared/after-pause.js'
import { faultsOf } from './card-faults.js'
import { control, fillForm, readForm } from './card-fields.js'
import { blankCard, isBlank } from './card-model.js'
import { CardChangedError, CardNewerError, CardStorageError } from './card-errors.js'
import {
  dropDraft,
  eraseCard,
  loadCard,
  loadDraft,
  saveCard,
  saveDraft
} from './card-store.js'
import { showFaults, typedIn } from './form-faults.js'
import { offerMyServices } from './from-my-services.js'

const DRAFT_PAUSE_MS = 400

const form = document.querySelector('[data-module="card-form"]')
if (form instanceof HTMLFormElement) void start(form).finally(settled)

/** @param {HTMLFormElement} element */
async function start(element) {
  const say = sayIn(element)
  const words = wordsIn(document, '[data-form-words]')
  /** @type {number | undefined} */
  let generation
  let isSaving = false
  let base = blankCard()
  const keepSoon = afterPause(() => keepDraft(), DRAFT_PAUSE_MS)

  element.addEventListener('change', () => askAmount(element))
  askAmount(element)
  // First of all: a card that cannot be read can still be deleted.
  offerErasing(words, async () => {
    keepSoon.cancel()
    await eraseCard()
    generation = 0
    base = blankCard()
    fillForm(element, blankCard())
    hideDraftNotice()
    show('[data-first-save]', false)
    say('')
  })

  try {
    await takeIn()
    const loaded = await loadCard()
    generation = loaded.generation
    if (loaded.state === 'newer') return say(words('newer'))
    if (loaded.state === 'damaged') say(words('damaged'))
    if (!loaded.card && loaded.troubles.includes('database')) {
      return say(words('notRead'))
    }
    base = loaded.card ?? blankCard()
    show('[data-no-card]', loaded.state === 'none')
    fillForm(element, base)
    await offerDraft(element, base)
  } catch {
    return say(words('notRead'))
  }

  // A dose not touched here keeps its moment, though the phone is in another zone now.
  function read() {
    const card = readForm(element)
    const isSame =
      card.lastDoseOn === base.lastDoseOn && card.lastDoseTime === base.lastDoseTime
    return isSame && base.lastDoseAt ? { ...card, lastDoseAt: base.lastDoseAt } : card
  }
  function keepDraft() {
    if (isSaving) return
    saveDraft(read(), base).catch(() => say(words('draftNotKept')))
  }
  element.addEventListener('input', keepSoon)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keepSoon.now()
  })

  element.addEventListener('submit', (event) => {
    event.preventDefault()
    if (!isSaving) void save()
  })

  async function save() {
    const card = read()
    const faults = faultsOf(card, typedIn(element), new Date())
    showFaults(element, faults, words)
    if (faults.length) return say('')
    isSaving = true
    keepSoon.cancel()
    say(words('saving'))
    try {
      const isFirst = isBlank(base)
      const saved = await saveCard(card, { basedOn: generation })
      generation = saved.generation
      base = card
      await dropDraft().catch(() => undefined)
      // Ask the browser not to clear it for space. Firefox asks the person.
      void askToKeep()
      hideDraftNotice()
      show('[data-no-card]', false)
      if (isFirst) show('[data-first-save]', true)
      say(words(saved.troubles.length ? 'savedPartly' : 'saved'), cardLink(words))
    } catch (error) {
      say(words(wordFor(error)))
    } finally {
      isSaving = false
      // Typed meanwhile, or not saved: it is a draft.
      if (JSON.stringify(read()) !== JSON.stringify(base)) keepSoon()
    }
  }
  openForm(element)
  void offerMyServices(element)
}

/**
 * How much is asked for tablets only. What was chosen before stays, and is left out.
 *
 * @param {HTMLFormElement} element
 */
function askAmount(element) {
  const amounts = element.querySelector('[data-tablets]')
  if (!(amounts instanceof HTMLElement)) return
  amounts.hidden = new FormData(element).get('form') !== 'tablet'
}

/**
 * @param {(name: string) => string} words
 * @param {() => Promise<void>} erase
 */
function offerErasing(words, erase) {
  const box = document.querySelector('[data-module="erase-card"]')
  if (!(box instanceof HTMLElement)) return
  const status = box.querySelector('[data-erased]')
  box.hidden = false
  askTwice(box, async () => {
    const outcome = await erase().then(
      () => 'erased',
      () => 'notErased'
    )
    if (status) status.textContent = words(outcome)
  })
  document.addEventListener('submit', () => status?.replaceChildren())
}

/** @param {unknown} error */
function wordFor(error) {
  if (error instanceof CardChangedError) return 'changed'
  if (error instanceof CardStorageError && error.unsure) return 'unsure'
  return error instanceof CardNewerError ? 'newer' : 'notSaved'
}

/** @param {HTMLFormElement} element */
function openForm(element) {
  const whole = element.querySelector('fieldset')
  if (whole) whole.disabled = false
  // Not a selector: an address may end in anything.
  const target = document.getElementById(window.location.hash.slice(1))
  if (target && element.contains(target)) target.focus()
}

/**
 * Words typed last time and not saved come back, and can be thrown away.
 *
 * @param {HTMLFormElement} element
 * @param {import('./card-model.js').Card} stored
 */
async function offerDraft(element, stored) {
  const draft = await loadDraft(stored).catch(() => null)
  const notice = document.querySelector('[data-draft]')
  if (!draft || !(notice instanceof HTMLElement)) return
  fillForm(element, draft)
  notice.hidden = false
  const discard = notice.querySelector('[data-discard]')
  discard?.addEventListener('click', () => {
    fillForm(element, stored)
    notice.hidden = true
    void dropDraft()
    control(element, 'name').focus()
  })
}

function hideDraftNotice() {
  show('[data-draft]', false)
}

/**
 * @param {string} selector
 * @param {boolean} isShown
 */
function show(selector, isShown) {
  const part = document.querySelector(selector)
  if (part instanceof HTMLElement) part.hidden = !isShown
}

/** @param {HTMLFormElement} element */
function sayIn(element) {
  const status = element.querySelector('[data-status]')
  return (/** @type {string} */ text, /** @type {Node[]} */ ...more) => {
    status?.replaceChildren(text, ...more)
  }
}

/** @param {(name: string) => string} words */
function cardLink(words) {
  const link = document.createElement('a')
  link.href = window.location.pathname.replace(/edit\/?$/, '')
  link.textContent = words('showCard')
  const line = document.createElement('span')
  line.append(' ', link)
  return line
}
