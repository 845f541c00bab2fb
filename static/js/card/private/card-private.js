/** The page of the private part: set up, open, change, lock, forget. */
import '../../main.js'
import { afterPause } from '../../shared/after-pause.js'
import { askTwice } from '../../shared/ask-twice.js'
import { askForCover } from '../../shared/cover.js'
import { canSeal, fromBase64 } from '../../shared/passphrase.js'
import { settled } from '../../shared/settled.js'
import { wordsIn } from '../../shared/words.js'
import { loadCard } from '../card-store.js'
import { emptyFields, field, offerToShow, part, say, showOnly } from './on-page.js'
import { chosenToMove, offerToMove } from './offer-to-move.js'
import { fillTexts, showChoices, typedTexts } from './open-view.js'
import { watchSight } from './out-of-sight.js'
import { askPasskey, canHavePasskey, makePasskey } from './passkey.js'
import { readNewPassphrase } from './new-passphrase.js'
import { putOnCard, takeOffCard } from './private-move.js'
import {
  addPasskey,
  changePassphrase,
  close,
  keepTexts,
  openByPasskey,
  openByPassphrase,
  removePasskey,
  setUp
} from './private-part.js'
import { CardChangedError } from './private-store.js'
import { dropPrivate, lookAtPrivate } from './private-store.js'
import { TEXT_NAMES, areSame, cleanTexts, movable, takenFrom } from './private-texts.js'
import { wordFor } from './private-words.js'

const OUT_OF_SIGHT_MS = 60_000
const TYPING_PAUSE_MS = 800

const page = document
if (page.querySelector('[data-module="private"]')) void start().finally(settled)

async function start() {
  const words = wordsIn(page, '[data-private-words]')
  const tell = (/** @type {string} */ group, /** @type {string} */ name) =>
    say(page, group, name && words(name))
  /** @type {OpenPart | null} */
  let open = null
  /** @type {PrivateRecord | null} */
  let record = null
  let isBusy = false
  // Counts the times it was locked: work begun before that must not open it again.
  let times = 0
  let begunAt = 0
  let mayLoseTyped = false
  let isLeft = false
  const keepSoon = afterPause(() => keepTyped(), TYPING_PAUSE_MS)
  const canPasskey = canSeal() && (await canHavePasskey())

  offerToShow(page)
  listen()
  if (canSeal()) await showWhatIsKept()
  else showOnly(page, 'missing')

  /** @param {string} [said] - Word to say in the part that is shown then */
  async function showWhatIsKept(said = '') {
    forgetOpen()
    try {
      const look = await lookAtPrivate()
      record = look.record
      if (look.state === 'kept') return showLocked(said)
      if (look.state === 'none') return await showSetUp(said)
      showOnly(page, 'stuck')
      tell('stuck', look.state)
      part(page, '[data-forget-box]').hidden = false
    } catch {
      showOnly(page, 'stuck')
      part(page, '[data-forget-box]').hidden = true
      tell('stuck', 'notRead')
    }
  }

  /** @param {string} said */
  function showLocked(said) {
    showOnly(page, 'locked')
    part(page, '[data-forget-box]').hidden = false
    part(page, '[data-open-by-passkey]').hidden = !(canPasskey && record?.keys.passkey)
    tell('locked', said)
  }

  /** @param {string} said */
  async function showSetUp(said) {
    const { card } = await loadCard().catch(() => ({ card: null }))
    offerToMove(page, card ? movable(card) : [])
    showOnly(page, 'set-up')
    part(page, '[data-forget-box]').hidden = true
    tell('set-up', said)
  }

  /**
   * @param {OpenPart} next
   * @param {string} group - Where to say what became of it
   * @param {string} said
   */
  function showOpen(next, group, said) {
    if (begunAt !== times) {
      close(next)
      // It was locked meanwhile, and what is kept now may not be what is shown.
      if (!isLeft) void showWhatIsKept('locked')
      return
    }
    const isNew = open === null
    open = next
    record = next.record
    if (isNew) {
      for (const form of page.querySelectorAll('[data-part] form')) {
        if (form instanceof HTMLFormElement) form.reset()
      }
      askForCover(page, true)
      showOnly(page, 'open')
      part(page, '[data-forget-box]').hidden = false
      fillTexts(page, next.texts)
      field(page, 'reason').focus()
    }
    showChoices(page, next, canPasskey)
    tell(group, said)
  }

  /** Nothing open is left in memory or in the page. */
  function forgetOpen() {
    keepSoon.cancel()
    if (open) close(open)
    open = null
    askForCover(page, false)
    times += 1
    mayLoseTyped = false
    emptyFields(page)
  }

  async function keepIfTyped() {
    if (!open || areSame(typedTexts(page), open.texts)) return
    showOpen(await keepTexts(open, typedTexts(page)), 'texts', '')
  }

  function keepTyped() {
    if (isBusy) return keepSoon()
    void once('texts', keepIfTyped)
  }

  /** What was typed is kept first; where that fails, the second press locks. */
  async function lockNow() {
    try {
      if (!mayLoseTyped) await keepIfTyped()
      await showWhatIsKept('locked')
    } catch (error) {
      mayLoseTyped = true
      tell('texts', error instanceof CardChangedError ? 'lockChanged' : 'lockNotKept')
    }
  }

  /** Nobody is looking: it locks whatever happens. */
  async function lockAlone() {
    const isKept = await keepIfTyped().then(
      () => true,
      () => false
    )
    await showWhatIsKept(isKept ? 'locked' : 'lockedNotKept')
  }

  /**
   * One thing at a time; what cannot be done is said.
   *
   * @param {string} group
   * @param {() => Promise<void>} act
   */
  async function once(group, act) {
    if (isBusy) return
    isBusy = true
    begunAt = times
    try {
      await act()
    } catch (error) {
      tell(group, wordFor(error))
    } finally {
      isBusy = false
    }
  }

  /**
   * @param {string} id - Of the first of the two fields
   * @param {string} group
   * @returns {string | null} Null when it will not do; that is said
   */
  function newPassphrase(id, group) {
    const { passphrase, fault } = readNewPassphrase(page, id)
    if (fault) tell(`${group}-fault`, fault)
    return fault ? null : passphrase
  }

  async function beginSetUp() {
    const passphrase = newPassphrase('newPassphrase', 'set-up')
    if (passphrase === null) return
    const names = chosenToMove(page)
    tell('set-up', 'working')
    const { card } = names.length ? await loadCard() : { card: null }
    const texts = card ? takenFrom(card, names) : cleanTexts(null)
    const made = await setUp(passphrase, texts)
    if (areSame(texts, cleanTexts(null))) return showOpen(made, 'texts', 'made')
    const moved = await takeOffCard(texts).catch(() => 'inBoth')
    showOpen(made, 'texts', moved)
  }

  /** @param {string} name */
  async function putBack(name) {
    const wanted = TEXT_NAMES.find((each) => each === name)
    await keepIfTyped()
    if (!open || !wanted) return
    const kept = open.texts
    await putOnCard(wanted, kept[wanted])
    try {
      const next = await keepTexts(open, { ...kept, [wanted]: '' })
      field(page, wanted).value = ''
      // Said above: with nothing left to put back, this group is gone.
      showOpen(next, 'texts', 'putBack')
    } catch {
      tell('put-back', 'putBackInBoth')
    }
  }

  function listen() {
    onSubmit('set-up', beginSetUp)
    onSubmit('locked', async () => {
      if (!record) return
      tell('locked', 'working')
      const typed = field(page, 'passphrase')
      const tried = typed.value
      try {
        showOpen(await openByPassphrase(record, tried), 'texts', '')
      } catch (error) {
        // Unless the next try is being typed already.
        if (typed.value === tried) typed.value = ''
        typed.focus()
        throw error
      }
    })
    onPress('[data-open-by-passkey]', 'locked', async () => {
      const lock = record?.keys.passkey
      const id = fromBase64(lock?.id)
      const salt = fromBase64(lock?.salt)
      if (!record || !lock || !id || !salt) return
      const secret = await askPasskey({ id, salt })
      showOpen(await openByPasskey(record, lock, secret), 'texts', '')
    })
    onSubmit('texts', async () => {
      if (!open) return
      tell('texts', 'saving')
      showOpen(await keepTexts(open, typedTexts(page)), 'texts', 'saved')
    })
    part(page, 'form[data-group="texts"]').addEventListener('input', keepSoon)
    onPress('[data-lock]', 'texts', lockNow)
    for (const button of page.querySelectorAll('[data-put-back]')) {
      const name = button.getAttribute('data-put-back') ?? ''
      onPress(`[data-put-back="${name}"]`, 'put-back', () => putBack(name))
    }
    onSubmit('change', async () => {
      const passphrase = newPassphrase('otherPassphrase', 'change')
      if (passphrase === null || !open) return
      tell('change', 'working')
      const had = Boolean(open.record.keys.passkey)
      const next = await changePassphrase(open, passphrase)
      const said = had ? 'changedPassphraseAndPasskey' : 'changedPassphrase'
      for (const id of ['otherPassphrase', 'otherPassphraseAgain']) {
        field(page, id).value = ''
      }
      showOpen(next, 'change', next.isOldGone ? said : 'oldMayOpen')
    })
    onPress('[data-add-passkey]', 'passkey', async () => {
      if (!open) return
      tell('passkey', 'askingPhone')
      const secret = await makePasskey()
      if (open) showOpen(await addPasskey(open, secret), 'passkey', 'passkeyAdded')
    })
    onSubmit('remove-passkey', async () => {
      if (!open) return
      tell('remove-passkey', 'working')
      const typed = field(page, 'keptPassphrase')
      const next = await removePasskey(open, typed.value)
      typed.value = ''
      showOpen(next, 'passkey', next.isOldGone ? 'passkeyRemoved' : 'oldMayOpen')
    })
    askTwice(part(page, '[data-forget]'), () =>
      dropPrivate().then(
        () => showWhatIsKept('forgotten'),
        () => tell('forget', 'notForgotten')
      )
    )
    watchSight(page, {
      afterMs: OUT_OF_SIGHT_MS,
      onHidden: keepSoon.now,
      onLong: () => {
        // What is only being opened must not be open when that is done.
        if (open || isBusy) void lockAlone()
      },
      onGone: () => {
        isLeft = true
        forgetOpen()
        showOnly(page, '')
      }
    })
    window.addEventListener('pageshow', (event) => {
      if (!event.persisted) return
      isLeft = false
      if (canSeal()) void showWhatIsKept()
    })
  }

  /**
   * @param {string} group
   * @param {() => Promise<void>} act
   */
  function onSubmit(group, act) {
    part(page, `form[data-group="${group}"]`).addEventListener('submit', (event) => {
      event.preventDefault()
      void once(group, act)
    })
  }

  /**
   * @param {string} selector
   * @param {string} group
   * @param {() => Promise<void>} act
   */
  function onPress(selector, group, act) {
    part(page, selector).addEventListener('click', () => void once(group, act))
  }
}

/** @import { OpenPart } from './private-part.js' */
/** @import { PrivateRecord } from './private-record.js' */
