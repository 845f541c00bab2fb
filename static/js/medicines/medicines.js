/** Look a name up in the list on this page. Nothing that is typed is sent. */
import '../main.js'
import { asTyped } from '../shared/as-typed.js'
import { settled } from '../shared/settled.js'
import { lookUpIn } from './look-up.js'

const box = document.querySelector('[data-module="look-up"]')
if (box instanceof HTMLElement) start(box)
settled()

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
    const isTyped = input.value.trim().length > 1
    const answers = isMixedUp ? ['which-one'] : answersTo(found, others)
    for (const part of box.querySelectorAll('[data-answer]')) {
      if (part instanceof HTMLElement) {
        part.hidden = !isTyped || !answers.includes(part.dataset['answer'] ?? '')
      }
    }
    const shown = isMixedUp
      ? [...new Set([...found, ...lookAlikes, ...others])]
      : [...found, ...others]
    result.replaceChildren(...(isTyped ? shown.map((each) => copy(each)) : []))
  }
  const entry = (/** @type {number} */ place) =>
    /** @type {HTMLElement} */ (entries[place])
  asTyped(input, show)
  // From the search: the name that was chosen is looked up at once.
  const chosen = document.getElementById(window.location.hash.slice(1))
  const name = chosen?.dataset['names']?.split('|')[0]
  if (name) input.value = name
  if (input.value) show()
  if (name) box.scrollIntoView()
}

/**
 * @param {HTMLElement[]} found - Those of exactly this name
 * @param {HTMLElement[]} others - Those that may be meant
 * @returns {string[]} The answers to show; a guess at an opioid says what that means too
 */
function answersTo(found, others) {
  const [first] = found
  if (first) return [first.dataset['verdict'] ?? '']
  if (others.length === 0) return ['not-listed']
  const isOpioid = others.some((each) => each.dataset['verdict'] === 'opioid')
  return isOpioid ? ['did-you-mean', 'opioid'] : ['did-you-mean']
}

/** @param {HTMLElement} entry */
function copy(entry) {
  const twin = /** @type {HTMLElement} */ (entry.cloneNode(true))
  twin.removeAttribute('id')
  twin.removeAttribute('data-names')
  return twin
}
