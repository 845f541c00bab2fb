/** Print the calendar files of the logs on stdin, made as the page makes them. */
import { readFileSync } from 'node:fs'
import { eventsOf } from '../../../../static/js/log/outlets/calendar-events.js'
import {
  NO_FILES,
  calendarFile
} from '../../../../static/js/log/outlets/calendar-file.js'

/** Each a list of files made one after the other. */
const asked = JSON.parse(readFileSync(0, 'utf8'))
const printed = asked.map((/** @type {any[]} */ turns) => {
  let files = NO_FILES
  let made = 0
  return turns.map(({ log, choice, title, today, nextOn }) => {
    const events = eventsOf(log, choice, { today, clock: '', nextOn })
    const next = calendarFile(events, files, {
      ...{ title, minutesBefore: choice.minutesBefore, today },
      now: new Date(`${today}T12:00:00Z`),
      newId: () => String((made += 1)).padStart(16, '0')
    })
    files = next.files
    return next.text
  })
})
process.stdout.write(JSON.stringify(printed))
