/** What the self-check found, put into words: a line for each thing, and one for all. */
import { dayAndTime, longDay } from '../card/backup/compare.js'

/** @import { Found } from './checks.js' */

const ANSWERED = { yes: 'verdict--yes', no: 'verdict--no' }
const CLASSES = { good: 'check--good', bad: 'check--bad', unsure: '', none: '' }
/** Of what is lost; the rest is a number. */
const MOST_NAMED = 8

/**
 * @param {HTMLElement} box
 * @param {(name: string) => string} words
 */
export function resultPart(box, words) {
  const language = document.documentElement.lang === 'cy' ? 'cy' : 'en-GB'
  const part = (/** @type {string} */ name, within = box) =>
    /** @type {HTMLElement} */ (within.querySelector(`[data-${name}]`))
  /**
   * @param {string} text
   * @param {string} [look] - Neither good nor bad unless given
   */
  const verdict = (text, look = '') => {
    part('verdict').className = `verdict ${look}`
    // The same words again would be read out again.
    if (part('verdict').textContent !== text) part('verdict').textContent = text
  }
  const filled = (/** @type {string} */ name, /** @type {Found['fill']} */ fill = {}) =>
    Object.entries(fill).reduce(
      (text, [key, value]) => text.replace(`{${key}}`, inWords(value)),
      words(name)
    )
  const inWords = (/** @type {string | number | Date} */ value) =>
    value instanceof Date ? longDay(value, language) : String(value)

  return {
    /** @param {'looking' | 'mending'} name */
    say(name) {
      verdict(words(name))
      part('looked').textContent = ''
    },

    /**
     * @param {string} name - Of the check
     * @param {Found} found
     * @param {Found} [before] - When it was last looked at; what was mended since is
     *   said until it is looked at anew
     */
    show(name, { mark, say, fill, names = [] }, before) {
      const line = part(`check="${name}"`)
      line.className = `check ${CLASSES[mark]}`
      part('mark', line).textContent = words(mark)
      const text = say === 'unread' ? words('unread') : filled(`${name}-${say}`, fill)
      part('line', line).textContent = text
      part('help', line).hidden = mark === 'good' || mark === 'none'
      if (before && mark === before.mark && mark !== 'bad') return
      const isMended =
        before?.mark === 'bad' && before.say !== 'coming' && mark !== 'bad'
      part('mended', line).hidden = !isMended
      nameThem(part('names', line), isMended ? (before.names ?? []) : names)
    },

    /**
     * @param {Map<string, Found | undefined>} found - By the name of the check
     * @param {{ canMend: boolean, now: Date }} now
     */
    conclude(found, { canMend, now }) {
      const app = found.get('app')
      const others = [...found].filter(([name]) => name !== 'app')
      const areWell = others.every(([, each]) => each?.mark !== 'bad')
      const answer = answerOf(app)
      const rest = areWell ? 'restWell' : 'restBad'
      const isYes = answer === 'yes'
      const text = isYes ? `${words('yes')} ${words(rest)}` : words(answer)
      verdict(text, isYes ? ANSWERED.yes : ANSWERED.no)
      part('looked').textContent = words('looked').replace(
        '{when}',
        dayAndTime(now, language)
      )
      part('mend').hidden = !canMend
    },

    /** @param {() => void} act */
    onAgain: (act) => part('again').addEventListener('click', act),
    /** @param {() => void} act */
    onMend: (act) => part('mend').addEventListener('click', act)
  }

  /**
   * @param {HTMLElement} list
   * @param {string[]} names
   */
  function nameThem(list, names) {
    const more = names.length - MOST_NAMED
    const shown = names.slice(0, MOST_NAMED).map((name) => placeWords(name))
    if (more > 0) shown.push(words('more').replace('{count}', String(more)))
    list.replaceChildren(
      ...shown.map((text) => {
        const item = document.createElement('li')
        item.textContent = text
        return item
      })
    )
    list.hidden = names.length === 0
  }

  /** @param {string} name - An address or an area, as it is; or a place with words */
  function placeWords(name) {
    const said = words(`place-${name}`)
    return said === `place-${name}` ? name : said
  }
}

/**
 * @param {Found} [app]
 * @returns {'yes' | 'no' | 'coming' | 'never'}
 */
export function answerOf(app) {
  if (app?.mark === 'good') return 'yes'
  return app?.say === 'coming' || app?.say === 'never' ? app.say : 'no'
}
