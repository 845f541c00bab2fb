/** "Will it work offline?": looks at all that is kept, mends what it can, and says so. */
import '../main.js'
import { isWiped } from '../shared/wiped-state.js'
import { wordsIn } from '../shared/words.js'
import { CHECKS, looked, mended } from './checks.js'
import { resultPart } from './result-part.js'

/** @import { Check, Found } from './checks.js' */

/** While part of the app is missing: then less and less often. */
const FIRST_PAUSE_MS = 4000
const LONGEST_PAUSE_MS = 60_000

const box = document.querySelector('[data-module="self-check"]')
if (box instanceof HTMLElement) start(box)

/** @param {HTMLElement} element */
function start(element) {
  const words = wordsIn(document, '[data-check-words]')
  const part = resultPart(element, words)
  /** @type {Map<Check, Found>} */
  let found = new Map()
  let isBusy = false
  let pauseMs = FIRST_PAUSE_MS
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  /** @param {boolean} isQuiet - Nobody asked for it: only what is new is said */
  const lookAndMend = async (isQuiet) => {
    if (!isQuiet) {
      found = new Map()
      part.say('looking')
    }
    await lookAt(CHECKS)
    await mend(CHECKS.filter((check) => isMendable(check) && !check.needsTap))
  }
  /** @param {readonly Check[]} checks */
  const lookAt = (checks) =>
    Promise.all(
      checks.map(async (check) => {
        const now = await looked(check)
        const before = found.get(check)
        found.set(check, now)
        part.show(check.name, now, before)
      })
    )
  /** @param {Check[]} checks */
  const mend = async (checks) => {
    if (checks.length === 0) return
    part.say('mending')
    await Promise.all(checks.map(mended))
    await lookAt(checks)
  }
  /** @param {Check} check */
  const isMendable = (check) =>
    check.mend !== undefined &&
    ['bad', 'unsure'].includes(String(found.get(check)?.mark))

  /** @param {() => Promise<void>} work */
  const alone = async (work) => {
    if (isBusy || isWiped()) return
    isBusy = true
    clearTimeout(timer)
    try {
      await work()
    } finally {
      isBusy = false
    }
    const all = new Map(CHECKS.map((check) => [check.name, found.get(check)]))
    part.conclude(all, { canMend: CHECKS.some(isMendable), now: new Date() })
    if (all.get('app')?.mark === 'good') return
    timer = setTimeout(() => void alone(() => lookAndMend(true)), pauseMs)
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
  }
  const askedFor = () => {
    pauseMs = FIRST_PAUSE_MS
    return alone(() => lookAndMend(false))
  }

  part.onAgain(() => void askedFor())
  // At once, since a browser answers some questions only while a tap is fresh.
  part.onMend(
    () =>
      void alone(async () => {
        await mend(CHECKS.filter(isMendable))
        await lookAndMend(true)
      })
  )
  window.addEventListener('online', () => void askedFor())
  element.hidden = false
  void askedFor()
}
