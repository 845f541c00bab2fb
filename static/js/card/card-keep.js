/** Behind the shown card: read what is stored, mend its copies, say what is wrong. */
import { everyPage } from '../shared/every-page.js'
import { wordsIn } from '../shared/words.js'
import { isAnyTapped } from '../log/inbox.js'
import { onLogChanged } from '../log/log-news.js'
import { loadCard } from './card-store.js'
import { handOver } from './hand-over.js'
import { keepAwake } from './keep-awake.js'

everyPage(document)
const face = document.querySelector('[data-module="card-face"]')
if (face instanceof HTMLElement) start(face)
if (document.querySelector('[data-module="hand-over"]')) {
  keepAwake(document)
  handOver(document)
}

/** @param {HTMLElement} element */
function start(element) {
  const reread = async () => {
    try {
      const { state, card, savedAt, troubles } = await loadCard()
      const isSure = state === 'kept' || (state === 'none' && troubles.length === 0)
      // Otherwise what is on the face already may be the better copy.
      if (card || isSure) {
        const detail = { card, savedAt }
        element.dispatchEvent(new CustomEvent('card-loaded', { detail }))
      }
      // Only when it is certain: a card that could not be looked for is not "none".
      sayNone(state === 'none' && troubles.length === 0)
      if (state === 'damaged' || state === 'newer') say(state)
      else say(troubles.includes('database') ? 'trouble' : '')
    } catch {
      say('trouble')
    }
  }
  // What is kept is shown first: it does not wait for what was tapped on a reminder.
  const look = async () => {
    await reread()
    if (await isAnyTapped()) loadTakingIn()
  }
  void look()
  window.addEventListener('carrycard-taken-in', () => void reread())
  onLogChanged(() => void look())
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) void look()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look()
  })
}

/**
 * What takes taps into the log is needed seldom, so it waits in a template; the page's
 * own markup names it, so its hash is checked like any.
 */
function loadTakingIn() {
  const taking = document.querySelector('template[data-take-in]')
  if (!(taking instanceof HTMLTemplateElement)) return
  document.body.append(document.importNode(taking.content, true))
}

/** @param {string} name - Of the words to show; '' shows none */
function say(name) {
  const status = document.querySelector('[data-card-status]')
  if (!(status instanceof HTMLElement)) return
  status.hidden = !name
  status.textContent = name && wordsIn(document, '[data-card-words]')(name)
}

/** @param {boolean} isNone */
function sayNone(isNone) {
  const notice = document.querySelector('[data-no-card]')
  if (notice instanceof HTMLElement) notice.hidden = !isNone
}
