/** Dates to keep in mind: added, changed, done, removed, brought back. */
import '../main.js'
import { isClockTime, isDay } from '../card/calendar.js'
import { wordsIn } from '../shared/words.js'
import { addDays, dayOf } from './calendar-days.js'
import { dayText } from './day-text.js'
import { byTime, newId } from './log-model.js'
import { changeLog } from './log-store.js'
import { pageLog } from './page-log.js'
import { copyOf, fill, nameButtons, oneAtATime, partsOf } from './parts.js'

/** @import { LogBook, LogDate } from './types.js' */

const box = document.querySelector('[data-module="log-dates"]')
if (box instanceof HTMLElement) start(box)

/** @param {HTMLElement} box */
function start(box) {
  const words = wordsIn(document, '[data-date-words]')
  const kinds = wordsIn(document, '[data-kind-words]')
  const text = dayText(document.documentElement.lang)
  const part = partsOf(box)
  const form = /** @type {HTMLFormElement} */ (part('form'))
  const field = (/** @type {string} */ name) =>
    /** @type {HTMLInputElement} */ (form.querySelector(`#date-${name}`))
  const boxes = /** @type {NodeListOf<HTMLInputElement>} */ (
    form.querySelectorAll('[name="date-kind"]')
  )
  /** @type {LogDate | null} */
  let edited = null
  /** @type {LogDate | null} */
  let removed = null

  const { read, change } = pageLog(show)
  const troubles = wordsIn(document, '[data-trouble-words]')
  const say = (/** @type {string} */ said) => {
    part('status').textContent = said
  }
  /**
   * @param {(dates: LogDate[]) => LogDate[]} act
   * @param {string} said
   */
  const put = async (act, said) => {
    const wrong = await change(() =>
      changeLog((log) => ({ ...log, dates: act(log.dates).sort(byTime) }))
    )
    say(wrong ? troubles(wrong) : words(said))
    return wrong === ''
  }
  const swap = (/** @type {LogDate} */ date) => (/** @type {LogDate[]} */ dates) => [
    ...dates.filter(({ id }) => id !== date.id),
    date
  ]

  /** @param {LogBook} log */
  function show({ dates }) {
    const today = dayOf(new Date())
    const isPast = (/** @type {LogDate} */ { isDone, on }) => isDone || on < today
    const ahead = dates.filter((each) => !isPast(each))
    const past = dates.filter(isPast).reverse()
    part('list').replaceChildren(...ahead.map(item))
    part('past-list').replaceChildren(...past.map(item))
    part('none').hidden = ahead.length > 0
    part('past').hidden = past.length === 0
    part('undo').hidden = removed === null
  }

  /** @param {LogDate} date */
  function item(date) {
    const { made, slot, onAct } = copyOf(part('entry'))
    slot('kind').textContent = kinds(date.kind)
    slot('when').textContent = whenOf(date)
    fill(slot('where'), date.where)
    fill(slot('note'), date.note)
    nameButtons(made, `${kinds(date.kind)} ${text.short(date.on)}`)
    for (const name of ['done', 'open']) {
      const button = made.querySelector(`[data-act="${name}"]`)
      if (button instanceof HTMLElement) {
        button.hidden = date.isDone === (name === 'done')
      }
      onAct(name, () => mark({ ...date, isDone: name === 'done' }))
    }
    onAct('edit', () => open(date))
    onAct('remove', () => remove(date))
    return made
  }
  /** @param {LogDate} date */
  function whenOf({ on, time }) {
    const today = dayOf(new Date())
    const near = on === today ? 'today' : on === addDays(today, 1) ? 'tomorrow' : ''
    const day = near ? `${words(near)}, ${text.near(on)}` : text.full(on)
    return [day, time].filter(Boolean).join(', ')
  }

  const mark = oneAtATime(async (/** @type {LogDate} */ date) => {
    const isKept = await put(swap(date), date.isDone ? 'done' : 'kept')
    if (isKept) part('add').focus()
  })
  const remove = oneAtATime(async (/** @type {LogDate} */ date) => {
    const before = removed
    removed = date
    const isKept = await put(
      (dates) => dates.filter(({ id }) => id !== date.id),
      'removed'
    )
    if (!isKept) removed = before
    part('undo').hidden = removed === null
    if (isKept) part('undo').focus()
  })
  part('undo').addEventListener(
    'click',
    oneAtATime(async () => {
      if (!removed) return
      const isKept = await put(swap(removed), 'back')
      if (!isKept) return
      removed = null
      part('undo').hidden = true
      part('add').focus()
    })
  )

  /** @param {LogDate | null} date - Null for a new one */
  function open(date) {
    edited = date
    for (const each of boxes) each.checked = each.value === date?.kind
    for (const name of /** @type {const} */ (['on', 'time', 'where', 'note'])) {
      field(name).value = date?.[name] ?? ''
    }
    showFault('')
    say('')
    part('heading').textContent = words(date ? 'change' : 'add')
    form.hidden = false
    part('add').hidden = true
    part('heading').focus()
    form.scrollIntoView({ block: 'nearest' })
  }
  function close() {
    form.hidden = true
    part('add').hidden = false
    part('add').focus()
  }
  /** @param {'' | 'noKind' | 'badDay' | 'badTime'} fault */
  function showFault(fault) {
    part('fault').textContent = fault ? words(fault) : ''
    for (const [name, is] of [
      ['on', 'badDay'],
      ['time', 'badTime']
    ]) {
      if (fault === is) field(name).setAttribute('aria-invalid', 'true')
      else field(name).removeAttribute('aria-invalid')
    }
  }
  /** @returns {'' | 'noKind' | 'badDay' | 'badTime'} */
  function faultOf() {
    const [on, time] = [field('on'), field('time')]
    if (![...boxes].some(({ checked }) => checked)) return 'noKind'
    if (on.validity.badInput || !isDay(on.value)) return 'badDay'
    const isBad = time.validity.badInput || (time.value && !isClockTime(time.value))
    return isBad ? 'badTime' : ''
  }

  part('add').addEventListener('click', () => open(null))
  part('cancel').addEventListener('click', close)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void keep()
  })
  const keep = oneAtATime(async () => {
    const fault = faultOf()
    showFault(fault)
    if (fault === 'noKind') return boxes[0].focus()
    if (fault) return field(fault === 'badDay' ? 'on' : 'time').focus()
    const kind = [...boxes].find(({ checked }) => checked)?.value
    const date = {
      id: edited?.id ?? newId(),
      kind: /** @type {LogDate['kind']} */ (kind),
      on: field('on').value,
      time: field('time').value,
      where: field('where').value,
      note: field('note').value,
      isDone: edited?.isDone ?? false
    }
    if (await put(swap(date), 'kept')) close()
  })

  void read().then(() => {
    box.hidden = false
  })
}
