/** What the last calendar file held, kept on this phone so that the next one changes it. */
import { sealed, unsealed } from '../../shared/kept-record.js'
import { changeKept, readKept } from '../../shared/kept-store.js'
import { NO_FILES } from './calendar-file.js'

/** @import { Asked } from './calendar-events.js' */
/** @import { Files, Sent } from './calendar-file.js' */

/** @typedef {Asked & { minutesBefore: number }} Choice */

export const CALENDAR = 'log.calendar'
const SCHEMA = 1
export const MINUTES = Object.freeze([0, 10, 30, 60])
const UID = /^[0-9a-f]{16}$/
const START = /^DTSTART[;:][\w=/;:-]+$/

/** A later release of this app keeps it. */
export class CalendarNewerError extends Error {
  name = 'CalendarNewerError'
}

/**
 * @returns {Promise<{ choice: Choice, files: Files }>} Where nothing was made yet, all is
 *   left out
 * @throws {import('../../card/records-db.js').DatabaseError} It could not be read
 */
export async function lastTime() {
  return readRecord(await readKept(CALENDAR))
}

/**
 * @param {Choice} choice
 * @param {(before: Files) => { text: string | null, files: Files }} make
 * @returns {Promise<{ text: string | null, files: Files }>} The file, once what it holds
 *   is kept; null where there is none to make
 * @throws {CalendarNewerError} Nothing was changed
 * @throws {import('../../card/records-db.js').DatabaseError} Nothing was kept of it
 */
export function nextFile(choice, make) {
  return changeKept(CALENDAR, (raw) => {
    const { state, files: before } = readRecord(raw)
    if (state === 'newer') throw new CalendarNewerError('Kept by a newer release')
    const made = make(before)
    const isMade = made.text !== null
    const record = isMade
      ? sealed(SCHEMA, { choice, files: made.files })
      : (raw ?? null)
    return { record, answer: made }
  })
}

/**
 * Never throws.
 *
 * @param {unknown} raw
 */
function readRecord(raw) {
  const { state, content } = unsealed(raw, SCHEMA)
  const { choice, files } = Object(content)
  const { count, sent } = Object(files)
  const asked = Object(choice)
  return {
    state,
    /** @type {Choice} */
    choice: {
      minutesBefore: MINUTES.includes(asked.minutesBefore) ? asked.minutesBefore : 0,
      withStrength: asked.withStrength === true,
      withPlace: asked.withPlace === true,
      withNote: asked.withNote === true
    },
    files: Number.isSafeInteger(count)
      ? { count, sent: Array.isArray(sent) ? sent.filter(isSent) : [] }
      : NO_FILES
  }
}

/**
 * @param {unknown} raw
 * @returns {raw is Sent}
 */
function isSent(raw) {
  const { key, uid, start, lastOn } = Object(raw)
  return (
    typeof key === 'string' &&
    typeof lastOn === 'string' &&
    UID.test(uid) &&
    START.test(start)
  )
}
