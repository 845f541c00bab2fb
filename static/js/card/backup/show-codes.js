/** The card as a row of codes that change, for another phone's camera. */
import { drawCode, qrCode, QUIET_MODULES } from '../outlets/qr-code.js'
import { keepAwake } from '../keep-awake.js'
import { wordsIn } from '../../shared/words.js'
import { present } from './bring-back.js'
import { makeCardFile } from './card-file.js'
import { framesOf } from './move-frames.js'

/** Slow enough for a camera to hold each one still, and far below what can dazzle. */
const EACH_MS = 600
const WIDEST_PX = 416

/** @param {HTMLElement} section */
export function offerCodes(section) {
  const words = wordsIn(document, '[data-move-words]')
  const part = (/** @type {string} */ selector) =>
    /** @type {HTMLElement} */ (section.querySelector(selector))
  const canvas = /** @type {HTMLCanvasElement} */ (section.querySelector('canvas'))
  const say = (/** @type {string} */ name) =>
    part('[data-status]').replaceChildren(name && words(name))
  /** @type {string[]} */
  let frames = []
  let at = 0
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let running

  part('[data-show-codes]').addEventListener('click', () => void begin())
  part('[data-pause]').addEventListener('click', () => (running ? pause() : run()))
  part('[data-next]').addEventListener('click', () => step(1))
  part('[data-previous]').addEventListener('click', () => step(-1))
  part('[data-stop-codes]').addEventListener('click', end)
  window.addEventListener('resize', () => draw())

  async function begin() {
    say('')
    try {
      const { card, savedAt, privatePart } = await present()
      if (!card) return say('noCard')
      // The log would take a film of codes: only a file carries it.
      const held = { card, savedAt, privatePart, log: null }
      const whole = framesOrNull(held)
      frames = whole ?? framesOf(textOf({ ...held, privatePart: null }))
      say(whole ? '' : 'privateLeft')
    } catch {
      return say('notShown')
    }
    at = 0
    part('[data-codes]').hidden = false
    part('[data-show-codes]').hidden = true
    keepAwake(document)
    draw()
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) pause()
    else run()
    part('[data-pause]').focus()
    canvas.scrollIntoView({ block: 'center' })
  }

  function run() {
    clearInterval(running)
    running = setInterval(() => turn(1), EACH_MS)
    part('[data-pause]').textContent = words('pause')
  }

  function pause() {
    clearInterval(running)
    running = undefined
    part('[data-pause]').textContent = words('goOn')
  }

  /** @param {number} by */
  function step(by) {
    pause()
    turn(by)
  }

  /** @param {number} by */
  function turn(by) {
    at = (at + by + frames.length) % frames.length
    draw()
  }

  function end() {
    pause()
    frames = []
    part('[data-codes]').hidden = true
    part('[data-show-codes]').hidden = false
    part('[data-show-codes]').focus()
  }

  function draw() {
    if (frames.length === 0) return
    const code = qrCode(frames[at])
    const room = Math.min(part('[data-codes-ground]').clientWidth, WIDEST_PX)
    const modules = code.size + 2 * QUIET_MODULES
    const dots = window.devicePixelRatio || 1
    const scale = Math.max(2, Math.floor((room * dots) / modules))
    drawCode(canvas, code, scale)
    canvas.style.width = `${Math.min(room, (scale * modules) / dots)}px`
    part('[data-which]').textContent = words('which')
      .replace('{number}', String(at + 1))
      .replace('{of}', String(frames.length))
  }
}

/**
 * @param {Held} held
 * @returns {string[] | null} Null when it takes too many: then without its private part
 */
function framesOrNull(held) {
  try {
    return framesOf(textOf(held))
  } catch (error) {
    if (error instanceof RangeError && held.privatePart) return null
    throw error
  }
}

/** @param {Held} held */
const textOf = (held) => JSON.stringify(makeCardFile(held, new Date()))

/** @import { Held } from './card-file.js' */
