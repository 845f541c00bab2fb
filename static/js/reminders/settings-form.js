/** The form in which times, days and words are chosen. */
import { loadLog } from '../log/log-store.js'
import { fromPlan } from './from-plan.js'
import { isTelling } from './telling.js'
import { timesPart } from './times-part.js'
import { wordsIn } from '../shared/words.js'
import { LONGEST_TEXT, cleanDays, line } from './record.js'

/** @import { Reminders } from './record.js' */
/** @import { Wanted } from './subscribing.js' */

/** Those of the words on the page that a notification may need. */
const NOTE_WORDS = [
  ...['reminder', 'safety', 'test', 'isDone', 'notWritten', 'taken', 'later']
]
/** Of the texts to choose from; the first is what the app says unless told. */
const TEXTS = ['reminder', 'hello', 'note']

/** @returns {Promise<ReturnType<typeof fromPlan>>} Null where no plan can be read */
async function planned() {
  try {
    return fromPlan((await loadLog()).log.plan)
  } catch {
    return null
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {(name: string) => string} words
 */
export function settingsForm(form, words) {
  const note = wordsIn(document, '[data-note-words]')
  const part = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (form.querySelector(`[data-${name}]`))
  const field = (/** @type {string} */ id) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`#${id}`))
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => field(`day-${day}`))
  const own = field('own-text')
  const times = timesPart(part('times'), part('add'), words)

  /** @returns {string} What a reminder will say */
  const text = () => {
    const chosen = String(new FormData(form).get('text'))
    return chosen === 'own' ? line(own.value, LONGEST_TEXT) : note(chosen)
  }
  const showText = () => {
    part('own').hidden = !field('text-own').checked
    part('telling').hidden = !isTelling(own.value)
    const sample = document.querySelector('[data-sample]')
    if (sample) sample.textContent = text() || note('reminder')
  }
  form.addEventListener('input', () => {
    part('fault').textContent = ''
    part('done').textContent = ''
    showText()
  })

  /** @param {Reminders} reminders */
  const fill = async (reminders) => {
    const { isOn } = reminders
    const isChosen = isOn || reminders.times.length > 0
    const plan = isChosen ? null : await planned()
    part('from-plan').hidden = plan === null
    times.fill(isChosen ? reminders.times : (plan?.times ?? ['08:00']))
    for (const [at, tick] of days.entries()) {
      tick.checked = (plan ?? reminders).days.includes(at + 1)
    }
    const at = TEXTS.findIndex((name) => note(name) === reminders.text)
    const isOwn = reminders.text !== '' && at < 0
    field(isOwn ? 'text-own' : `text-${Math.max(at, 0) + 1}`).checked = true
    own.value = isOwn ? reminders.text : ''
    field('safety').checked = reminders.safety
    field('agree').checked = isOn
    showText()
  }

  /** @returns {Wanted | null} Null when something is amiss, which is then said */
  const read = () => {
    const chosen = times.read()
    const safety = field('safety').checked
    const onDays = cleanDays(days.flatMap((tick, at) => (tick.checked ? [at + 1] : [])))
    const fault =
      (chosen.length === 0 && !safety && 'noTime') ||
      (new Set(chosen).size < chosen.length && 'sameTime') ||
      (onDays.length === 0 && 'noDay') ||
      (!text() && 'noText') ||
      (!field('agree').checked && 'notAgreed')
    part('fault').textContent = fault ? words(fault) : ''
    if (fault) return null
    return {
      times: [...chosen].sort(),
      days: onDays,
      safety,
      text: text() === note('reminder') ? '' : text(),
      lang: document.documentElement.lang,
      words: Object.fromEntries(NOTE_WORDS.map((name) => [name, note(name)]))
    }
  }

  /** @param {'turnOn' | 'turnOnAgain' | 'save'} name - Of what the form does */
  const setName = (name) => {
    part('submit').textContent = words(name)
    part('form-heading').textContent = words(name === 'save' ? 'change' : name)
  }
  return { fill, read, setName }
}
