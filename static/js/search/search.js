/** The search page: the index is read from the phone, nothing that is typed is sent. */
import '../main.js'
import MiniSearch from 'minisearch'
import { asTyped } from '../shared/as-typed.js'
import { settled } from '../shared/settled.js'
import { wordsIn } from '../shared/words.js'
import { find } from './find.js'
import { OPTIONS } from './options.js'
import { urgentEar } from './urgent.js'

const box = document.querySelector('[data-module="search"]')
if (box instanceof HTMLElement) void start(box)

/** @param {HTMLElement} box */
async function start(box) {
  const words = wordsIn(document, '[data-search-words]')
  const status = /** @type {HTMLElement} */ (box.querySelector('[data-status]'))
  const input = box.querySelector('input')
  const results = box.querySelector('[data-results]')
  const doors = [...box.querySelectorAll('[data-alert]')]
  if (!input || !results) return
  box.hidden = false
  settled()

  /** @type {{ index: MiniSearch, hear: (query: string) => import('./urgent.js').Alert }} */
  let loaded
  try {
    loaded = await load(box.dataset['index'] ?? '', box.dataset['integrity'] ?? '')
  } catch {
    status.textContent = words('failed')
    return
  }

  const show = () => {
    const query = input.value.trim()
    const alert = loaded.hear(query)
    for (const door of doors) {
      if (door instanceof HTMLElement) door.hidden = door.dataset['alert'] !== alert
    }
    // Lists of what kills are no answer to somebody who wants to die.
    const groups = query && alert !== 'suicide' ? find(loaded.index, query) : []
    results.replaceChildren(...groups.map((each) => section(each, words)))
    const count = groups.reduce((sum, { found }) => sum + found.length, 0)
    const isTold = query && alert !== 'suicide'
    status.textContent = isTold ? told(count, words) : ''
  }
  asTyped(input, show)
  if (input.value) show()
}

/**
 * @param {string} address
 * @param {string} integrity
 */
async function load(address, integrity) {
  const response = await fetch(address, { integrity })
  const { index, urgent } = await response.json()
  return { index: MiniSearch.loadJS(index, OPTIONS), hear: urgentEar(urgent) }
}

/**
 * @param {number} count
 * @param {(name: string) => string} words
 */
function told(count, words) {
  if (count === 0) return words('none')
  return count === 1 ? words('one') : words('many').replace('{count}', String(count))
}

/**
 * @param {{ group: string, found: import('./find.js').Found[] }} each
 * @param {(name: string) => string} words
 */
function section({ group, found }, words) {
  const part = document.createElement('section')
  const heading = document.createElement('h2')
  heading.className = 'nhsuk-heading-s'
  heading.textContent = words(group)
  const list = document.createElement('ul')
  list.className = 'links'
  list.lang = 'en'
  list.append(...found.map((each) => item(each)))
  part.append(heading, list)
  return part
}

/** @param {import('./find.js').Found} found */
function item({ title, text, url }) {
  const line = document.createElement('li')
  const link = document.createElement('a')
  link.href = document.documentElement.lang === 'cy' ? `/cy${url}` : url
  link.textContent = title
  const words = document.createElement('span')
  words.textContent = text
  line.append(link, words)
  return line
}
