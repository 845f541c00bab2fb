/** The log on a page: read, shown anew when it changes elsewhere, and changed. */
import { wordsIn } from '../shared/words.js'
import { LogDamagedError, LogNewerError, loadLog } from './log-store.js'
import { onLogNews } from './log-news.js'

/** @import { LogBook } from './types.js' */

/**
 * @param {(log: LogBook) => unknown} show
 * @returns {{ read: () => Promise<void>,
 *   change: (act: () => Promise<{ log: LogBook }>) => Promise<string> }} `change` gives
 *   the name of what went wrong, or ''
 */
export function pageLog(show) {
  const trouble = troubleOn(document)

  const read = async () => {
    try {
      const { state, log } = await loadLog()
      trouble(state === 'damaged' || state === 'newer' ? state : '')
      await show(log)
    } catch {
      trouble('notRead')
    }
  }
  onLogNews(document, read)

  return {
    read,
    change: async (act) => {
      try {
        const { log } = await act()
        trouble('')
        await show(log)
        return ''
      } catch (error) {
        const name = troubleOf(error)
        if (name !== 'notKept') trouble(name)
        return name
      }
    }
  }
}

/** @param {unknown} error */
function troubleOf(error) {
  if (error instanceof LogNewerError) return 'newer'
  return error instanceof LogDamagedError ? 'damaged' : 'notKept'
}

/** @param {Document} page */
function troubleOn(page) {
  const words = wordsIn(page, '[data-trouble-words]')
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (page.querySelector(`[data-${name}]`))
  return (/** @type {'' | 'damaged' | 'newer' | 'notRead'} */ name) => {
    part('trouble-text').textContent = name ? words(name) : ''
    part('trouble-help').hidden = name !== 'damaged'
    part('trouble').hidden = name === ''
  }
}
