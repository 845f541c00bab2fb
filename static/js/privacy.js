/** The privacy page: wipe everything, and cover the screen or not. */
import './main.js'
import { eraseCard } from './card/card-store.js'
import { eraseLog } from './log/log-erasure.js'
import { askTwice } from './shared/ask-twice.js'
import { chooseCover, isCoverChosen } from './shared/cover.js'
import { wipe } from './shared/wipe.js'
import { wordsIn } from './shared/words.js'

const box = document.querySelector('[data-module="wipe"]')
if (box instanceof HTMLElement) offerWiping(box)
const choice = document.querySelector('[data-module="cover"]')
if (choice instanceof HTMLElement) offerCover(choice)

/** @param {HTMLElement} element */
function offerWiping(element) {
  element.hidden = false
  const words = wordsIn(document, '[data-wipe-words]')
  const status = element.querySelector('[data-status]')
  askTwice(element, async () => {
    if (status) status.textContent = words('wiping')
    const left = await wipe(eraseBoth)
    if (status) status.textContent = left.length ? whatIsLeft(left) : words('wiped')
    showChoice()
    choice?.querySelector('[data-status]')?.replaceChildren()
  })

  /** @param {string[]} left */
  function whatIsLeft(left) {
    const named = left.map((kind) => words(`left-${kind}`)).join(', ')
    return `${words('notWiped')} ${named}. ${words('byHand')}`
  }
}

/** Each is tried, whatever becomes of the other. */
async function eraseBoth() {
  const ends = await Promise.allSettled([eraseCard(), eraseLog()])
  const failed = ends.find(({ status }) => status === 'rejected')
  if (failed) throw new Error('Something may still be there', { cause: failed })
}

/** @param {HTMLElement} element */
function offerCover(element) {
  element.hidden = false
  showChoice()
  const words = wordsIn(document, '[data-cover-words]')
  const tick = element.querySelector('input')
  const status = element.querySelector('[data-status]')
  tick?.addEventListener('change', () => {
    const isKept = chooseCover(tick.checked)
    if (status) status.textContent = words(isKept ? `${tick.checked}` : 'notKept')
    showChoice()
  })
}

function showChoice() {
  const tick = choice?.querySelector('input')
  if (tick) tick.checked = isCoverChosen()
}
