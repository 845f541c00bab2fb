/** Read another phone's codes with this one's camera. The pictures are not kept. */
import { wordsIn } from '../../shared/words.js'
import { readCardFile } from './card-file.js'
import { codeReader } from './code-reader.js'
import { FrameCollector } from './move-frames.js'

/** @import { Progress } from './move-frames.js' */
/** @import { OfferBox } from './offer.js' */

const EACH_MS = 120

/**
 * @param {HTMLElement} section
 * @param {OfferBox} offers
 */
export function offerReading(section, offers) {
  const words = wordsIn(document, '[data-move-words]')
  const part = (/** @type {string} */ selector) =>
    /** @type {HTMLElement} */ (section.querySelector(selector))
  const video = /** @type {HTMLVideoElement} */ (section.querySelector('video'))
  const say = (/** @type {string} */ text) =>
    part('[data-status]').replaceChildren(text)
  /** Of the reading under way; a camera that comes late for another is put away. */
  let turn = 0
  let isUnderWay = false
  /** @type {MediaStream | null} */
  let camera = null

  part('[data-use-camera]').addEventListener('click', () => void begin())
  part('[data-stop-camera]').addEventListener('click', () => {
    end()
    say(words('stopped'))
    part('[data-use-camera]').focus()
  })
  document.addEventListener('visibilitychange', () => {
    // It may still be asking whether it may use the camera.
    if (document.visibilityState !== 'hidden' || !isUnderWay) return
    end()
    say(words('stopped'))
  })
  for (const gone of ['pagehide', 'carrycard-left']) window.addEventListener(gone, end)

  async function begin() {
    end()
    offers.hide()
    offers.say('')
    const mine = turn
    isUnderWay = true
    say(words('asking'))
    try {
      const opened = await openCamera()
      if (mine !== turn) return putAway(opened)
      camera = opened
      video.srcObject = opened
      part('[data-camera]').hidden = false
      part('[data-use-camera]').hidden = true
      part('[data-stop-camera]').focus()
      await video.play()
      say(words('looking'))
      await read(mine)
    } catch (error) {
      if (mine !== turn) return
      end()
      say(words(isRefusal(error) ? 'refused' : 'noCamera'))
    }
  }

  /** @param {number} mine */
  async function read(mine) {
    const reader = await codeReader()
    const collector = new FrameCollector()
    while (mine === turn) {
      for (const text of await reader(video)) {
        if (mine !== turn) return
        if (heard(collector.take(text))) return
      }
      await new Promise((resolve) => setTimeout(resolve, EACH_MS))
    }
  }

  /**
   * @param {Progress} progress
   * @returns {boolean} Whether all is read
   */
  function heard({ news, have, of, text }) {
    const count = words('read')
      .replace('{number}', String(have))
      .replace('{of}', String(of))
    if (news === 'added') say(count)
    if (news === 'another') say(`${words('another')} ${count}`)
    if (news === 'failed') say(words('failed'))
    if (news !== 'complete') return false
    end()
    const reading = readCardFile(text)
    if (reading.ok) {
      say(words('allRead').replace('{of}', String(of)))
      void offers.show(reading, 'onOther')
    } else {
      say(words(reading.fault === 'newer' ? 'newer' : 'damaged'))
    }
    return true
  }

  function end() {
    turn += 1
    isUnderWay = false
    if (camera) putAway(camera)
    camera = null
    video.srcObject = null
    part('[data-camera]').hidden = true
    part('[data-use-camera]').hidden = false
  }
}

/** @returns {Promise<MediaStream>} */
async function openCamera() {
  if (!navigator.mediaDevices) throw new Error('no camera can be asked for here')
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
}

/** @param {MediaStream} camera */
function putAway(camera) {
  for (const track of camera.getTracks()) track.stop()
}

/** @param {unknown} error */
const isRefusal = (error) =>
  error instanceof DOMException && error.name === 'NotAllowedError'
