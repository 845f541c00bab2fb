/** Look a name up in the list on this page. Nothing that is typed is sent. */
import '../main.js'
import { afterPause } from '../shared/after-pause.js'
import { lookUpIn } from './look-up.js'

const PAUSE_MS = 120

const box = document.querySelector('[data-module="look-up"]')
if (box instanceof HTMLElement) start(box)

/** @param {HTMLElement} box */
function start(box) {
  const entries = [...document.querySelectorAll('[data-names]')].filter(
    (each) => each instanceof HTMLElement
  )
  const lookUp = lookUpIn(
    entries.map((each) => (each.dataset['names'] ?? '').split('|'))
  )
  const lookAlikes = entries.filter((each) => 'lookAlike' in each.dataset)
  const input = box.querySelector('input')
  const result = box.querySelector('[data-result]')
  if (!input || !result) return
  box.hidden = false

  const show = () => {
    const { exact, near } = lookUp(input.value)
    const found = exact.map((place) => entry(place))
    const others = near.map((place) => entry(place))
    const meant = found.length ? found : others
    const isMixedUp = meant.some((each) => lookAlikes.includes(each))
    const answer = isMixedUp ? 'which-one' : (found[0]?.dataset['verdict'] ?? '')
    const isTyped = input.value.trim().length > 1
    for (const part of box.querySelectorAll('[data-answer]')) {
      if (part instanceof HTMLElement) {
        part.hidden = !isTyped || part.dataset['answer'] !== (answer || nothing(others))
      }
    }
    const shown = isMixedUp
      ? [...new Set([...found, ...lookAlikes, ...others])]
      : [...found, ...others]
    result.replaceChildren(...(isTyped ? shown.map((each) => copy(each)) : []))
  }
  const entry = (/** @type {number} */ place) =>
    /** @type {HTMLElement} */ (entries[place])
  const soon = afterPause(show, PAUSE_MS)
  input.addEventListener('input', soon)
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return
    soon.cancel()
    show()
    input.blur()
  })
  if (input.value) show()
}

/** @param {HTMLElement[]} others */
function nothing(others) {
  return others.length ? 'did-you-mean' : 'not-listed'
}

/** @param {HTMLElement} entry */
function copy(entry) {
  const twin = /** @type {HTMLElement} */ (entry.cloneNode(true))
  twin.removeAttribute('id')
  twin.removeAttribute('data-names')
  return twin
}
