/** The page that gives the log to a clinic: as a sheet, a text or a table. */
import { saveFile } from '../../card/outlets/save-file.js'
import { dayWords } from '../../finder/day-words.js'
import { copyText } from '../../shared/copy-text.js'
import { share } from '../../shared/share.js'
import { wordsIn } from '../../shared/words.js'
import { dayOf } from '../calendar-days.js'
import { dayText } from '../day-text.js'
import { blankLog } from '../log-model.js'
import { pageLog } from '../page-log.js'
import { partsOf } from '../parts.js'
import { csvFile } from './csv.js'
import { fillSheet } from './log-sheet.js'
import { rowsOf, sumsOf } from './log-rows.js'
import { hasTrouble } from './log-trouble.js'
import { fileTable, sumLines, textOf } from './log-table.js'
import { periodFault, usualPeriod } from './period.js'

const TABLE_NAME = 'carrycard-log.csv'
const TEXT_NAME = 'carrycard-log.txt'
/** Stands in the list of shared things on the phone: it names nothing. */
const NEUTRAL_TITLE = 'Carrycard'

const box = document.querySelector('[data-module="log-share"]')
if (box instanceof HTMLElement) void start(box)

/** @param {HTMLElement} box */
async function start(box) {
  const own = wordsIn(document, '[data-share-words]')
  const ofDays = wordsIn(document, '[data-day-words]')
  const words = (/** @type {string} */ name) => {
    const said = own(name)
    return said === name ? ofDays(name) : said
  }
  const { lang } = document.documentElement
  const { full, short, weekdayShort } = dayText(lang)
  const plain = dayWords(lang)
  const brief = (/** @type {string} */ day) => `${weekdayShort(day)} ${short(day)}`
  const part = partsOf(box)
  const field = (/** @type {string} */ id) =>
    /** @type {HTMLInputElement} */ (box.querySelector(`#${id}`))
  const say = (/** @type {string} */ name) => {
    part('status').textContent = name && own(name)
  }

  let log = blankLog()
  const { read } = pageLog((now) => {
    log = now
    show()
  })
  const usual = usualPeriod(dayOf(new Date()))
  field('from').value = usual.from
  field('to').value = usual.to
  field('to').max = field('from').max = usual.to

  const period = () => ({ from: field('from').value, to: field('to').value })
  const shown = () => ({
    strength: field('withStrength').checked,
    seenBy: field('withSeenBy').checked,
    notes: field('withNotes').checked,
    dates: field('withDates').checked
  })
  function made() {
    const today = dayOf(new Date())
    const rows = rowsOf(log, period(), today, shown().dates)
    const { days, sums } = sumsOf(log, period(), today)
    const title = own('title')
      .replace('{first}', plain(period().from))
      .replace('{last}', plain(period().to))
    return { rows, title, sums: sumLines(days, sums, words) }
  }

  function show() {
    const fault = periodFault(period(), dayOf(new Date()))
    part('fault').textContent = fault ? own(fault) : ''
    for (const id of ['from', 'to']) {
      if (fault) field(id).setAttribute('aria-invalid', 'true')
      else field(id).removeAttribute('aria-invalid')
    }
    const isMade = !fault && !hasTrouble()
    part('made').hidden = !isMade
    if (!isMade) return
    const { rows, title, sums } = made()
    part('title').textContent = title
    part('again').textContent = title
    part('sums').textContent = sums.join(' ')
    part('table').hidden = rows.length === 0
    part('printed').textContent = own('printed').replace(
      '{day}',
      plain(dayOf(new Date()))
    )
    fillSheet(part('table'), rows, shown(), { words, day: brief })
  }
  function text() {
    const { rows, title, sums } = made()
    const head = [title, own('typed'), ...sums]
    return textOf(rows, head, shown(), { words, day: full })
  }

  box.addEventListener('change', () => {
    say('')
    show()
  })
  // Left open overnight, the page would print yesterday's day.
  window.addEventListener('beforeprint', show)
  part('print').addEventListener('click', () => window.print())
  part('save').addEventListener('click', () => {
    const table = fileTable(made().rows, shown(), words)
    saveFile(new Blob([csvFile(table)], { type: 'text/csv;charset=utf-8' }), TABLE_NAME)
    say('saved')
  })
  part('send').addEventListener('click', async () => {
    const given = text()
    const outcome = await share({ title: NEUTRAL_TITLE, text: given })
    if (outcome === 'shared') return say('shared')
    if (outcome === 'calledOff') return say('')
    if (await copyText(given)) return say('copied')
    saveFile(new Blob([given, '\n'], { type: 'text/plain;charset=utf-8' }), TEXT_NAME)
    say('textSaved')
  })
  part('copy').addEventListener('click', async () => {
    say((await copyText(text())) ? 'copied' : 'notCopied')
  })

  await read()
  box.hidden = false
}
