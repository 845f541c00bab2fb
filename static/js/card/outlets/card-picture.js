/** The page that makes a picture for the lock screen. Nothing of it leaves the phone. */
import '../../main.js'
import { bytesOfBase64 } from '../../shared/base64.js'
import { nextTurn } from '../../shared/next-turn.js'
import { settled } from '../../shared/settled.js'
import { share } from '../../shared/share.js'
import { wordsIn } from '../../shared/words.js'
import { isGeneral } from '../card-lines.js'
import { faceWords } from '../card-words.js'
import { keptCard } from '../kept-card.js'
import { dayInWords } from '../last-dose.js'
import { codeText } from './card-text.js'
import { linesToKeep } from './lines-to-keep.js'
import { brushOf, drawPicture, measureWith } from './picture-draw.js'
import { layOut } from './picture-layout.js'
import { linesForPicture } from './picture-lines.js'
import { SIZES, thisPhone } from './picture-sizes.js'
import { QUIET_MODULES, qrCode } from './qr-code.js'
import { saveFile } from './save-file.js'

/** Neutral: it stands among the photos, and in the list of downloads. */
const FILE_NAME = 'carrycard.png'

/** Pixels of the picture a module is wide: never below 3, or no camera reads it. */
const MODULE_PX = 3
const MODULE_CSS_PX = 1.5

const form = document.querySelector('[data-module="card-picture"]')
if (form instanceof HTMLFormElement) void start(form).finally(settled)

/** @param {HTMLFormElement} element */
async function start(element) {
  const words = wordsIn(document, '[data-picture-words]')
  const part = partsOf(document)
  const kept = await keptCard()
  if (kept.state !== 'kept') part.trouble.textContent = words(kept.state)
  part.trouble.hidden = kept.state === 'kept'
  part.personal.hidden = !kept.card
  element.hidden = false

  /** @type {File | null} */
  let file = null
  let address = ''
  let turn = 0
  element.addEventListener('change', () => void show())
  part.save.addEventListener('click', () => {
    if (file) saveFile(file, FILE_NAME)
    say('saved')
  })
  part.share.addEventListener('click', () => void send())
  await show({ isFirst: true })

  /**
   * Nobody waits for the first, so it gives way to taps; one that is asked for is there
   * when the tap has ended.
   */
  async function show({ isFirst = false } = {}) {
    const mine = ++turn
    say('')
    const canvas = document.createElement('canvas')
    /** @type {ReturnType<typeof planned>} */
    let plan
    /** @type {File} */
    let made
    try {
      plan = planned(measureWith(brushOf(canvas)))
      if (isFirst) await nextTurn()
      if (mine !== turn) return
      drawPicture(canvas, plan.size, plan.laid, plan.code)
      if (isFirst) await nextTurn()
      if (mine !== turn) return
      made = pngOf(canvas)
    } catch {
      file = null
      part.result.hidden = true
      say('notMade')
      return
    }
    file = made
    URL.revokeObjectURL(address)
    address = URL.createObjectURL(made)
    part.image.src = address
    part.image.width = canvas.width
    part.image.height = canvas.height
    part.text.textContent = plan.laid.pieces.map(({ text }) => text).join(' ')
    part.result.hidden = false
    part.share.hidden = !canShare(made)
    const outcome = plan.laid.left.every(isGeneral) ? 'made' : 'madeInPart'
    say(plan.code && !plan.laid.code ? 'madeNoCode' : outcome)
  }

  /**
   * What is chosen now, and where each line of it stands.
   *
   * @param {import('./picture-layout.js').Measure} measure
   */
  function planned(measure) {
    const now = new Date()
    const face = faceWords(document)
    const chosen = new FormData(element)
    const size =
      SIZES.find(({ code }) => code === chosen.get('size')) ??
      thisPhone(window.screen, window.devicePixelRatio, navigator.userAgent)
    const withDose = chosen.has('last')
    const all = linesToKeep(withDose ? kept : withoutDose(kept), face, now)
    const isDated = all.some(({ key, text }) => key === 'dose' && text !== face.unknown)
    const { lines, others } = linesForPicture(all, {
      name: chosen.has('name'),
      call: chosen.has('call'),
      allergies: chosen.has('allergies'),
      rest: chosen.has('rest')
    })
    const code = chosen.has('code') ? qrCode(codeText(lines).text) : null
    const scale = Math.max(MODULE_PX, Math.round(MODULE_CSS_PX * size.ratio))
    const laid = layOut(
      {
        lines,
        others,
        made: [`${part.madeOn} ${dayInWords(now)}.`, isDated && part.stale]
          .filter(Boolean)
          .join(' '),
        size,
        codeSide: code ? (code.size + 2 * QUIET_MODULES) * scale : 0
      },
      measure
    )
    return { size, laid, code }
  }

  async function send() {
    if (!file) return
    const outcome = await share({ files: [file], title: 'Carrycard' })
    // Closing the list of apps is no fault.
    if (outcome !== 'calledOff') say(outcome === 'shared' ? 'shared' : 'notShared')
  }

  /** @param {string} name - Of the words, or '' */
  function say(name) {
    part.status.textContent = name && words(name)
  }
}

/**
 * @param {import('../card-lines.js').Kept} kept
 * @returns {import('../card-lines.js').Kept}
 */
function withoutDose(kept) {
  const card = kept.card && { ...kept.card, lastDoseOn: '', lastDoseTime: '' }
  return { ...kept, card }
}

/**
 * At once: `toBlob` waits until Chromium is idle, which can take ten seconds.
 *
 * @param {HTMLCanvasElement} canvas
 * @returns {File}
 * @throws {Error} The browser made no picture of it
 */
function pngOf(canvas) {
  const [kind = '', base64 = ''] = canvas.toDataURL('image/png').split(',')
  if (!kind.includes('image/png')) throw new Error('no picture was made')
  const bytes = bytesOfBase64(base64)
  return new File([bytes], FILE_NAME, { type: 'image/png' })
}

/** @param {File} file */
function canShare(file) {
  return Boolean(navigator.canShare?.({ files: [file] }))
}

/** @param {Document} page */
function partsOf(page) {
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (page.querySelector(`[data-${name}]`))
  return {
    trouble: find('trouble'),
    personal: find('personal'),
    result: find('result'),
    image: /** @type {HTMLImageElement} */ (find('image')),
    text: find('image-text'),
    save: find('save'),
    share: find('share'),
    status: find('status'),
    madeOn: find('made-on').textContent ?? '',
    stale: find('stale').textContent ?? ''
  }
}
