/** "Will it work offline?": looks at all that is kept, mends what it can, and says so. */
import '../main.js'
import { isWiped } from '../shared/wiped-state.js'
import { settled } from '../shared/settled.js'
import { wordsIn } from '../shared/words.js'
import { CHECKS, looked, mended } from './checks.js'
import { resultPart } from './result-part.js'

/** @import { Check, Found } from './checks.js' */

/** What comes from the server: while it is missing it is tried again. */
const FETCHED = ['app', 'services', 'postcodes']
/** Then less and less often. */
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
  /**
   * The last thing asked for meanwhile, such as to look again now that there is a network
   *
   * @type {(() => Promise<void>) | null}
   */
  let next = null
  let pauseMs = FIRST_PAUSE_MS
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer

  /** @param {boolean} isQuiet - Nobody tapped for it: only what is new is said */
  const lookAndMend = async (isQuiet) => {
    if (!isQuiet) {
      found = new Map()
      part.say('looking')
    }
    await lookAt(CHECKS)
    const broken = CHECKS.filter((check) => isMendable(check) && !check.needsTap)
    if (broken.length > 0) await mend(broken, isQuiet)
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
  /**
   * @param {Check[]} checks
   * @param {boolean} isQuiet
   */
  const mend = async (checks, isQuiet) => {
    if (!isQuiet) part.say('mending')
    await Promise.all(checks.map(mended))
    await lookAt(checks)
  }
  /** @param {Check} check */
  const isMendable = (check) => {
    const mark = found.get(check)?.mark
    return Boolean(
      check.mend && (mark === 'bad' || (mark === 'unsure' && check.needsTap))
    )
  }

  /** @param {() => Promise<void>} work */
  const alone = async (work) => {
    if (isWiped()) return
    if (isBusy) {
      next = work
      return
    }
    isBusy = true
    clearTimeout(timer)
    try {
      for (next = work; next && !isWiped();) {
        const now = next
        next = null
        await now()
      }
    } finally {
      isBusy = false
    }
    settled()
    const all = new Map(CHECKS.map((check) => [check.name, found.get(check)]))
    part.conclude(all, { canMend: CHECKS.some(isMendable), now: new Date() })
    const isFetched = (/** @type {Check} */ { name }) => FETCHED.includes(name)
    if (!CHECKS.some((check) => isFetched(check) && isMendable(check))) return
    timer = setTimeout(tryAgain, pauseMs)
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)
  }
  const tryAgain = () => {
    if (document.visibilityState === 'visible') void alone(() => lookAndMend(true))
    else timer = setTimeout(tryAgain, pauseMs)
  }
  /** @param {boolean} isQuiet */
  const lookNow = (isQuiet) => {
    pauseMs = FIRST_PAUSE_MS
    void alone(() => lookAndMend(isQuiet))
  }

  part.onAgain(() => lookNow(false))
  // At once, since a browser answers some questions only while a tap is fresh.
  part.onMend(
    () =>
      void alone(async () => {
        await mend(CHECKS.filter(isMendable), false)
        await lookAndMend(true)
      })
  )
  // What was mended a moment ago is still said.
  window.addEventListener('online', () => lookNow(true))
  element.hidden = false
  lookNow(false)
}
