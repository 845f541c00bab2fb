/** The page that prints the card. The general card is there already, without us. */
import '../../main.js'
import { settled } from '../../shared/settled.js'
import { wordsIn } from '../../shared/words.js'
import { isGeneral } from '../card-lines.js'
import { faceWords } from '../card-words.js'
import { isBlank } from '../card-model.js'
import { keptCard } from '../kept-card.js'
import { dayInWords } from '../last-dose.js'
import { codeText } from './card-text.js'
import { linesToKeep } from './lines-to-keep.js'
import { fillSide } from './paper-side.js'
import { sidesOf, withoutFoot } from './paper-sides.js'
import { drawCode, qrCode } from './qr-code.js'

/** In points. Below 7 print on a card is hard to read, and cheap printers fill it. */
const WALLET_SIZES = [10, 9.5, 9, 8.5, 8, 7.5, 7]
const SHEET_SIZES = [20, 18, 17, 16, 15, 14, 13, 12, 11]

/** Pixels a module: about 600 to the inch on the card. */
const CODE_SCALE = 8

const paper = document.querySelector('[data-module="card-paper"]')
if (paper instanceof HTMLElement) void start(paper).finally(settled)

/** @param {HTMLElement} element */
async function start(element) {
  const words = wordsIn(document, '[data-paper-words]')
  const face = faceWords(document)
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (element.querySelector(`[data-${name}]`))
  const trouble = find('trouble')
  const tick = /** @type {HTMLInputElement} */ (element.querySelector('#code'))

  const kept = await keptCard()
  trouble.hidden = kept.state === 'kept'
  if (!trouble.hidden) trouble.textContent = words(kept.state)
  sayDay()
  if (kept.card && !isBlank(kept.card)) {
    find('options').hidden = false
    fill()
    tick.addEventListener('change', fill)
    // Left open overnight, the page would print yesterday's day.
    window.addEventListener('beforeprint', fill)
  }
  window.addEventListener('beforeprint', sayDay)
  offerPrinting(element)

  function fill() {
    const lines = linesToKeep(kept, face, new Date())
    const { front, back } = sidesOf(lines)
    showCode(lines)
    showSaved(lines.find(({ key }) => key === 'saved')?.text ?? '')
    const wallet = { sizes: WALLET_SIZES, withGeneral: false }
    const left = [
      ...fillSide(find('front'), front, wallet),
      ...fillSide(find('back'), back, wallet)
    ]
    const missing = fillSide(find('sheet'), withoutFoot(lines), {
      sizes: SHEET_SIZES,
      withGeneral: true
    })
    sayLeft('left-wallet', left)
    sayLeft('left-sheet', missing)
  }

  /** @param {string} text */
  function showSaved(text) {
    for (const line of element.querySelectorAll('[data-saved]')) {
      if (!(line instanceof HTMLElement)) continue
      line.hidden = text === ''
      line.textContent = text
    }
  }

  /** @param {Line[]} lines */
  function showCode(lines) {
    const canvas = /** @type {HTMLCanvasElement} */ (find('code'))
    canvas.hidden = !tick.checked
    if (!tick.checked) return
    drawCode(canvas, qrCode(codeText(lines).text), CODE_SCALE)
  }

  /**
   * @param {string} name
   * @param {Line[]} left
   */
  function sayLeft(name, left) {
    const list = left
      .filter((line) => !isGeneral(line))
      .map(({ key, text }) => face.rows[key] ?? text)
    find(name).hidden = list.length === 0
    find(`${name}-list`).textContent = `${list.join(', ')}.`
  }

  function sayDay() {
    for (const day of element.querySelectorAll('[data-printed]')) {
      day.textContent = dayInWords(new Date())
    }
  }
}

/**
 * With neither chosen, the browser's own Print prints both.
 *
 * @param {HTMLElement} element
 */
function offerPrinting(element) {
  const root = document.documentElement
  for (const button of element.querySelectorAll('[data-print-part]')) {
    if (!(button instanceof HTMLElement)) continue
    button.hidden = false
    button.addEventListener('click', () => {
      root.setAttribute('data-print', button.dataset.printPart ?? '')
      window.print()
    })
  }
  window.addEventListener('afterprint', () => root.removeAttribute('data-print'))
}

/** @import { Line } from '../card-lines.js' */
