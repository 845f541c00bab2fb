/** Say whether the browser has promised to keep what is stored, and ask it again. */
import { askToKeep, whetherKept } from '../../shared/keep-storage.js'
import { wordsIn } from '../../shared/words.js'

/**
 * @param {HTMLElement} page
 * @returns {Promise<void>} It has been said
 */
export async function sayPromise(page) {
  const words = wordsIn(document, '[data-backup-words]')
  const status = page.querySelector('[data-promise]')
  const ask = page.querySelector('[data-ask-again]')
  if (!status || !(ask instanceof HTMLElement)) return
  const say = (
    /** @type {import('../../shared/keep-storage.js').Promised} */ answer
  ) => {
    status.textContent = words(answer)
    ask.hidden = answer !== 'notPromised'
  }
  ask.addEventListener('click', () => void askToKeep().then(say))
  say(await whetherKept())
}
