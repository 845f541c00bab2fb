/** One day on the page: what was planned, each entry, and what can be done about it. */
import { wordsIn } from '../shared/words.js'
import { dayOf } from './calendar-days.js'
import { dayText } from './day-text.js'
import { dayView } from './days.js'
import { editEntry, recordDose, removeEntry } from './dose.js'
import { entryForm } from './entry-form.js'
import { formOf } from './form-of.js'
import { copyOf, fill, nameButtons, oneAtATime, partsOf } from './parts.js'

/** @import { Entry, LogBook } from './types.js' */

/**
 * @param {HTMLElement} box
 * @param {import('./page-log.js').Kept} kept
 * @param {(day: string) => void} moved - An entry went to another day
 */
export function dayPart(box, kept, moved) {
  const words = wordsIn(document, '[data-day-words]')
  const said = wordsIn(document, '[data-month-words]')
  const kinds = wordsIn(document, '[data-kind-words]')
  const troubles = wordsIn(document, '[data-trouble-words]')
  const text = dayText(document.documentElement.lang)
  const part = partsOf(box)
  /** @type {LogBook} */
  let log
  let day = ''
  /** @type {Entry | null} */
  let removed = null

  const say = (/** @type {string} */ wrong, /** @type {string} */ done) => {
    part('status').textContent = wrong ? troubles(wrong) : said(done)
    return wrong === ''
  }

  const form = entryForm(/** @type {HTMLFormElement} */ (part('entry-form')), {
    keep: async (typed, id) => {
      const wrong = await kept.change(async () =>
        id ? editEntry(id, typed) : recordDose({ ...typed, form: await formOf(log) })
      )
      const isKept = say(wrong, 'kept')
      if (isKept && typed.on !== day) moved(typed.on)
      return isKept
    },
    closed: () => {
      showAdd()
      part('day-title').focus()
    }
  })

  const showAdd = () => {
    const isAhead = day > dayOf(new Date())
    part('add').hidden = isAhead || form.isOpen()
    part('day-ahead').hidden = !isAhead
  }

  part('add').addEventListener('click', () => {
    const [open] = dayView(log, day).open
    form.open({
      what: 'taken',
      on: day,
      time: open?.time ?? '',
      strength: open?.strength ?? '',
      supervisedBy: '',
      note: ''
    })
    showAdd()
  })
  const remove = oneAtATime(async (/** @type {Entry} */ entry) => {
    const before = removed
    removed = entry
    const isGone = say(await kept.change(() => removeEntry(entry.id)), 'removed')
    if (!isGone) removed = before
    part('undo').hidden = removed === null
    if (isGone) part('undo').focus()
  })
  part('undo').addEventListener(
    'click',
    oneAtATime(async () => {
      const back = removed
      if (!back) return
      const wrong = await kept.change(() => recordDose(back))
      if (!say(wrong, 'back')) return
      removed = null
      part('undo').hidden = true
      part('day-title').focus()
    })
  )

  /** @param {Entry} entry */
  function item(entry) {
    const { made, slot, onAct } = copyOf(part('entry'))
    const what = whatOf(entry)
    slot('what').textContent = what
    slot('strength').textContent = entry.strength
    const seen = entry.supervisedBy
    fill(slot('seen'), seen && words('seenBy').replace('{who}', seen))
    fill(slot('note'), entry.note)
    nameButtons(made, what)
    onAct('edit', () => {
      form.open(entry, entry.id)
      showAdd()
    })
    onAct('remove', () => remove(entry))
    return made
  }
  /** @param {Entry} entry */
  function whatOf({ what, time, on }) {
    const name = what === 'skipped' ? 'skippedOn' : time ? 'takenAt' : 'takenOn'
    const line = words(name).replace('{time}', time)
    // Taken past midnight: it stands with the evening it was planned for.
    return on === day ? line : `${line}, ${text.short(on)}`
  }

  return {
    /**
     * @param {LogBook} read
     * @param {string} on
     */
    show: (read, on) => {
      if (on !== day) {
        form.shut()
        removed = null
        part('undo').hidden = true
        part('status').textContent = ''
      }
      log = read
      day = on
      const { planned, taken, skipped, dates } = dayView(log, day)
      const recorded = [...taken, ...skipped].sort((one, other) =>
        one.time < other.time ? -1 : 1
      )
      part('day-title').textContent = text.full(day)
      const times = planned.map((each) => `${each.time} ${each.strength}`.trim())
      const what = [...times, ...dates.map(({ kind }) => kinds(kind))].join(', ')
      fill(part('day-plan'), what && said('plannedAt').replace('{planned}', what))
      part('entries').replaceChildren(...recorded.map(item))
      part('day-none').hidden = recorded.length > 0 || day > dayOf(new Date())
      showAdd()
    }
  }
}
