/** The page that makes the calendar file. */
import { cleanLine } from '../../card/clean-text.js'
import { saveFile } from '../../card/outlets/save-file.js'
import { share } from '../../shared/share.js'
import { wordsIn } from '../../shared/words.js'
import { dayOf, timeOf } from '../calendar-days.js'
import { LIMITS, blankLog, newId } from '../log-model.js'
import { changeLog } from '../log-store.js'
import { pageLog } from '../page-log.js'
import { oneAtATime, partsOf } from '../parts.js'
import { nextDue } from '../plan.js'
import { eventsOf } from './calendar-events.js'
import { NO_FILES, calendarFile } from './calendar-file.js'
import { CalendarNewerError, lastTime, nextFile } from './calendar-kept.js'
import { eventWords } from './event-words.js'
import { hasTrouble } from './log-trouble.js'

const FILE_NAME = 'carrycard.ics'
const FILE_TYPE = 'text/calendar'
/** Stands in the calendar, where others may look: it names nothing. */
const NEUTRAL_TITLE = 'Carrycard'
const ASKED = /** @type {const} */ (['withStrength', 'withPlace', 'withNote'])

const box = document.querySelector('[data-module="log-calendar-file"]')
if (box instanceof HTMLElement) void start(box)

/** @param {HTMLElement} box */
async function start(box) {
  const words = wordsIn(document, '[data-file-words]')
  const troubles = wordsIn(document, '[data-trouble-words]')
  const inWords = eventWords(document.documentElement.lang, words)
  const part = partsOf(box)
  const form = /** @type {HTMLFormElement} */ (part('form'))
  const field = (/** @type {string} */ id) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`#${id}`))
  const notice = (/** @type {number | string} */ minutes) => field(`notice-${minutes}`)
  const say = (/** @type {string} */ said) => {
    part('status').textContent = said
  }

  let log = blankLog()
  let isFilled = false
  let { choice, files } = await lastTime().catch(() => ({
    choice: {
      minutesBefore: 0,
      withStrength: false,
      withPlace: false,
      withNote: false
    },
    files: NO_FILES
  }))
  const { read, change } = pageLog((now) => {
    log = now
    if (!isFilled) fillIn()
    isFilled = true
    list()
  })

  function fillIn() {
    field('title').value = log.title || NEUTRAL_TITLE
    notice(choice.minutesBefore).checked = true
    for (const name of ASKED) field(name).checked = choice[name]
  }
  function chosen() {
    const minutesBefore = Number(new FormData(form).get('notice'))
    const [withStrength, withPlace, withNote] = ASKED.map((name) => field(name).checked)
    return { minutesBefore, withStrength, withPlace, withNote }
  }
  function events() {
    const now = new Date()
    const today = dayOf(now)
    const nextOn = nextDue(log.plan, log, today)
    return eventsOf(log, chosen(), { today, clock: timeOf(now), nextOn })
  }
  function list() {
    const now = events()
    const lines = now.map((event) => {
      const line = document.createElement('li')
      line.textContent = inWords(event)
      return line
    })
    part('events').replaceChildren(...lines)
    const isEmpty = now.length === 0
    part('some').hidden = isEmpty
    part('back').hidden = !isEmpty || files.sent.length === 0
    part('none').hidden = !isEmpty || files.sent.length > 0
    // Of a log that cannot be read, nothing may be taken back.
    form.hidden = hasTrouble() || (isEmpty && files.sent.length === 0)
  }

  const make = oneAtATime(async (/** @type {(file: File) => unknown} */ use) => {
    say('')
    const title = cleanLine(field('title').value, LIMITS.title)
    if (title !== log.title) {
      const wrong = await change(() => changeLog((now) => ({ ...now, title })))
      if (wrong) return say(`${words('notMade')} ${troubles(wrong)}`)
    }
    const now = new Date()
    const about = { title: title || NEUTRAL_TITLE, now, today: dayOf(now), newId }
    try {
      choice = chosen()
      const { minutesBefore } = choice
      const made = await nextFile(choice, (before) =>
        calendarFile(events(), before, { ...about, minutesBefore })
      )
      files = made.files
      if (made.text !== null) await use(fileOf(made.text))
    } catch (error) {
      const isNewer = error instanceof CalendarNewerError
      say(isNewer ? `${words('notMade')} ${troubles('newer')}` : words('notMade'))
    }
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void make((file) => {
      saveFile(file, file.name)
      say(words('made').replace('{name}', file.name))
    })
  })
  form.addEventListener('change', list)
  part('share').hidden = !navigator.canShare?.({ files: [fileOf('')] })
  part('share').addEventListener('click', () =>
    make(async (file) => {
      const outcome = await share({ files: [file] })
      if (outcome !== 'calledOff') {
        say(words(outcome === 'shared' ? 'shared' : 'notShared'))
      }
    })
  )

  await read()
  box.hidden = false
}

/** @param {string} text */
function fileOf(text) {
  return new File([text], FILE_NAME, { type: FILE_TYPE })
}
