/** A page of facts: print it, copy the line for a report, mark what is new. */
import '../main.js'
import { readSeen, writeSeen } from '../shared/seen.js'

const print = document.querySelector('[data-module="print"]')
if (print instanceof HTMLElement) {
  print.hidden = false
  print.querySelector('button')?.addEventListener('click', () => window.print())
}

const changes = document.querySelector('[data-module="changes"]')
if (changes instanceof HTMLElement) markNew(changes)

/**
 * What is newer than the edition that was last looked at is marked; then all is seen.
 *
 * @param {HTMLElement} list
 */
function markNew(list) {
  const edition = Number(document.documentElement.dataset['edition'])
  const seen = readSeen().edition ?? edition
  const unseen = [...list.querySelectorAll('[data-edition]')].filter(
    (each) => each instanceof HTMLElement && Number(each.dataset['edition']) > seen
  )
  for (const each of unseen) reveal(each, '[data-unseen]')
  reveal(list, unseen.length ? '[data-since]' : '[data-nothing]')
  writeSeen({ edition })
}

/**
 * @param {Element} box
 * @param {string} part
 */
function reveal(box, part) {
  const found = box.querySelector(part)
  if (found instanceof HTMLElement) found.hidden = false
}
