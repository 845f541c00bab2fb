/** Today: record a dose in one tap; it becomes the card's last dose. */
import '../main.js'
import { doseInWords } from '../card/card-face.js'
import { loadCard } from '../card/card-store.js'
import { certainlyPast, lastDose } from '../card/last-dose.js'
import { sayIfLost } from '../reminders/lost-notice.js'
import { readSeen } from '../shared/seen.js'
import { settle } from '../shared/settle.js'
import { wordsIn } from '../shared/words.js'
import { closeTo, editEntry, recordDose, removeEntry } from './dose.js'
import { entryForm } from './entry-form.js'
import { formOf } from './form-of.js'
import { blankLog } from './log-model.js'
import { pageLog } from './page-log.js'
import { oneAtATime, partsOf } from './parts.js'
import { todayParts } from './today-parts.js'

/** @import { Entry, LogBook } from './types.js' */
/** @import { PlannedSlot } from './plan.js' */

/** As dose.js has it. */
const SOON_MS = 6 * 3_600_000

const box = document.querySelector('[data-module="dose-log"]')
if (box instanceof HTMLElement) start(box)
sayIfLost(document)

/**
 * A dose so close that it may be this one: in the log, or typed into the card.
 *
 * @param {LogBook} log
 * @returns {Promise<{ time: string } | null>}
 */
async function justBefore(log) {
  const now = new Date()
  const { card } = await loadCard().catch(() => ({ card: null }))
  const since = now.getTime() - Date.parse(card?.lastDoseAt ?? '')
  const isOnCard = card !== null && since >= 0 && since < SOON_MS
  return closeTo(log, now) ?? (isOnCard ? { time: card.lastDoseTime } : null)
}

/** @param {HTMLElement} box */
function start(box) {
  const words = wordsIn(document, '[data-log-words]')
  const said = wordsIn(document, '[data-day-words]')
  const troubles = wordsIn(document, '[data-trouble-words]')
  const part = partsOf(box)
  const button = (/** @type {string} */ name) =>
    /** @type {HTMLButtonElement} */ (part(name))
  const takenWords = button('taken').textContent
  /** @type {LogBook | undefined} */
  let log
  /** @type {Entry | null} */
  let newest = null
  /** What is recorded once the person says so. @type {PlannedSlot | null} */
  let asked = null

  const parts = todayParts(box, (what, slot) => void act(what, slot))
  const kept = pageLog(async (read) => {
    log = read
    parts.show(read, new Date())
    await showLast()
    const form = await formOf(read)
    const isAsking = !part('ask').hidden
    part('skipped').hidden = isAsking || form !== 'tablet' || parts.isAnyPlanned()
    const label = { tablet: '', injection: 'takenInjection', implant: 'takenImplant' }
    button('taken').textContent = label[form] ? words(label[form]) : takenWords
    // Undone or removed elsewhere, it cannot be undone here.
    newest = read.entries.find(({ id }) => id === newest?.id) ?? null
    part('after').hidden = isAsking || newest === null || editing.isOpen()
  })

  const showLast = async () => {
    const { card, savedAt } = await loadCard()
    const notBefore = certainlyPast(savedAt, readSeen().serverDay)
    const dose = lastDose(card, new Date(), notBefore)
    part('last-dose').textContent = dose.known ? doseInWords(dose) : ''
    part('none').hidden = dose.known
  }
  const say = (/** @type {string} */ sentence) => {
    part('status').textContent = sentence
  }

  /**
   * @param {Entry['what']} what
   * @param {PlannedSlot | null} slot
   */
  const record = async (what, slot) => {
    const given = slot ? { slot: slot.slot, strength: slot.strength } : {}
    const form = await formOf(log ?? blankLog())
    let isOnCard = true
    const wrong = await kept.change(async () => {
      const done = await recordDose({ what, form, ...given })
      newest = done.entry
      isOnCard = done.card !== 'unreadable'
      return done
    })
    if (wrong) {
      say(wrong === 'notKept' ? words('notSaved') : troubles(wrong))
      return kept.read()
    }
    const name = what === 'taken' ? 'takenAt' : 'skippedOn'
    const line = said(name).replace('{time}', newest?.time ?? '')
    say(`${words('recorded')} ${line}.${isOnCard ? '' : ` ${words('notOnCard')}`}`)
    part('after').hidden = false
  }

  /** @param {boolean} isAsking */
  const ask = (isAsking) => {
    part('ask').hidden = !isAsking
    part('taken').hidden = isAsking
    if (isAsking) part('skipped').hidden = part('after').hidden = true
    else if (log) parts.show(log, new Date())
  }
  /** `slot`: the planned time it answers, where one was chosen. */
  const act = oneAtATime(
    async (
      /** @type {Entry['what']} */ what,
      /** @type {PlannedSlot | null} */ slot
    ) => {
      const before = log && what === 'taken' ? await justBefore(log) : null
      if (!before) {
        await record(what, slot)
        if (slot) part('undo').focus()
        return
      }
      asked = slot
      ask(true)
      say('')
      part('question').textContent = before.time
        ? words('already').replace('{time}', before.time)
        : words('alreadyDay')
      part('question').focus()
      await settle(button('again'))
    }
  )

  part('taken').addEventListener('click', () => void act('taken', null))
  part('skipped').addEventListener('click', () => void act('skipped', null))
  /** @param {() => Promise<unknown>} answer */
  const answered = async (answer) => {
    ask(false)
    await answer()
    await settle(button('taken'))
    part('taken').focus()
  }
  part('again').addEventListener(
    'click',
    oneAtATime(() => answered(() => record('taken', asked)))
  )
  part('keep').addEventListener(
    'click',
    oneAtATime(() => answered(() => kept.read()))
  )

  part('undo').addEventListener(
    'click',
    oneAtATime(async () => {
      if (!newest) return
      const { id } = newest
      const wrong = await kept.change(() => removeEntry(id))
      if (wrong) return say(wrong === 'notKept' ? words('notSaved') : troubles(wrong))
      newest = null
      part('after').hidden = true
      say(words('undone'))
      part('taken').focus()
    })
  )
  const editing = entryForm(/** @type {HTMLFormElement} */ (part('entry-form')), {
    keep: async (typed, id) => {
      const wrong = await kept.change(() => editEntry(id, typed))
      say(wrong ? troubles(wrong) : words('changed'))
      return wrong === ''
    },
    closed: () => {
      part('after').hidden = newest === null
      part('taken').focus()
    }
  })
  part('edit').addEventListener('click', () => {
    if (!newest) return
    part('after').hidden = true
    editing.open(newest, newest.id)
  })

  void kept.read().then(() => {
    box.hidden = false
  })
}
