/** "Know every postcode": fetched all at once, so that no area is told. */
import { wordsIn } from '../shared/words.js'
import { dropPostcodes, fetchPostcodes, postcodesHere } from './postcode-store.js'

/** @param {HTMLDetailsElement} box */
export function postcodesPart(box) {
  const words = wordsIn(document, '[data-postcode-words]')
  const button = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (box.querySelector(`[data-${name}]`))
  const status = /** @type {HTMLElement} */ (box.querySelector('[data-status]'))
  const bar = /** @type {HTMLProgressElement} */ (box.querySelector('progress'))
  /** @type {AbortController | null} */
  let fetching = null

  const say = (/** @type {string} */ name, done = 0, all = 0) => {
    status.textContent = words(name)
      .replace('{done}', String(done))
      .replace('{all}', String(all))
  }
  const show = async () => {
    const here = await postcodesHere().catch(() => null)
    const isWhole = here?.state === 'whole'
    button('fetch').hidden = fetching !== null || isWhole
    button('fetch').textContent = words(here?.done ? 'goOn' : 'fetch')
    button('stop').hidden = fetching === null
    button('drop').hidden = fetching !== null || !here?.done
    bar.hidden = fetching === null
    return { here, isWhole }
  }
  const told = async () => {
    const { here, isWhole } = await show()
    if (isWhole) say('all')
    else if (here?.done) say('some', here.done, here.all)
    else say('none')
  }

  button('fetch').addEventListener('click', async () => {
    fetching = new AbortController()
    const { signal } = fetching
    bar.removeAttribute('value')
    await show()
    button('stop').focus()
    let outcome = ''
    try {
      await fetchPostcodes({
        signal,
        onProgress: (done, all) => {
          bar.max = all
          bar.value = done
          // A number a second is enough to hear, and to see.
          if (done % 10 === 0 || done === all) say('fetching', done, all)
        }
      })
    } catch {
      outcome = signal.aborted ? '' : 'failed'
    }
    fetching = null
    await told()
    if (outcome) say(outcome)
    const next = button(button('fetch').hidden ? 'drop' : 'fetch')
    next.focus()
  })
  button('stop').addEventListener('click', () => fetching?.abort())
  button('drop').addEventListener('click', async () => {
    await dropPostcodes().catch(() => undefined)
    await show()
    say('removed')
    button('fetch').focus()
  })
  box.addEventListener('toggle', () => void told(), { once: true })
}
