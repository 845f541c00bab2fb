/** The log on a page: read, shown anew when it changes elsewhere, and changed. */
import { askTwice } from '../shared/ask-twice.js'
import { settled } from '../shared/settled.js'
import { wordsIn } from '../shared/words.js'
import {
  DoseInFutureError,
  EntryGoneError,
  LogDamagedError,
  LogNewerError,
  LogStorageError
} from './log-errors.js'
import { onLogChanged } from './log-news.js'
import { acceptLoss, changeLog, loadLog } from './log-store.js'
import { partsOf } from './parts.js'
import { takeIn } from './take-in.js'

/** @import { LoadedLog } from './log-store.js' */
/** @import { LogBook } from './types.js' */

/** Said in the panel on top of the page, not only beside the button. @type {readonly string[]} */
const LASTING = ['damaged', 'newer', 'older', 'notRead']

/**
 * @typedef {object} Kept
 * @property {() => Promise<void>} read
 * @property {(act: () => Promise<{ log: LogBook }>) => Promise<string>} change - Gives
 *   the name of what went wrong, or ''
 */

/**
 * @param {(log: LogBook) => unknown} show
 * @returns {Kept}
 */
export function pageLog(show) {
  const trouble = troubleOn(document)

  /** @param {() => Promise<LoadedLog>} load */
  const readBy = async (load) => {
    try {
      const { state, log, troubles } = await load()
      const isBad = state === 'damaged' || state === 'newer'
      const isUnread = state === 'none' && troubles.includes('database')
      const rest = troubles.includes('older') ? 'older' : ''
      trouble.show(isBad ? state : isUnread ? 'notRead' : rest)
      await show(log)
    } catch {
      trouble.show('notRead')
    }
    setTimeout(settled) // once the page has shown its part
  }
  const read = () =>
    readBy(async () => {
      await takeIn()
      return loadLog()
    })
  onLogChanged(read)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void read()
  })
  trouble.onAccept(() => readBy(acceptLoss))
  trouble.onStart(() => readBy(() => changeLog((log) => log, { evenDamaged: true })))

  return {
    read,
    change: async (act) => {
      /** @type {{ log: LogBook }} */
      let done
      try {
        done = await act()
      } catch (error) {
        const name = nameOf(error)
        if (LASTING.includes(name)) trouble.show(name)
        return name
      }
      await show(done.log)
      return ''
    }
  }
}

/** @param {unknown} error */
function nameOf(error) {
  if (error instanceof LogNewerError) return 'newer'
  if (error instanceof LogDamagedError) return 'damaged'
  if (error instanceof EntryGoneError) return 'gone'
  if (error instanceof DoseInFutureError) return 'ahead'
  return error instanceof LogStorageError && error.unsure ? 'unsure' : 'notKept'
}

/** @param {Document} page */
function troubleOn(page) {
  const words = wordsIn(page, '[data-trouble-words]')
  const part = partsOf(page)
  return {
    show: (/** @type {string} */ name) => {
      const text = name ? words(name) : ''
      // Said once: a text that is set again would be read out again.
      if (part('trouble-text').textContent !== text) {
        part('trouble-text').textContent = text
      }
      part('trouble-damaged').hidden = name !== 'damaged'
      part('trouble-older').hidden = name !== 'older'
      part('trouble').hidden = name === ''
    },
    onAccept: (/** @type {() => Promise<void>} */ act) =>
      part('accept').addEventListener('click', () => void act()),
    onStart: (/** @type {() => Promise<void>} */ act) =>
      askTwice(part('trouble-damaged'), act)
  }
}
