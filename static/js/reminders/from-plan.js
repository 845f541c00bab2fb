/** What to ask for first: the times and days of the person's own plan. Pure. */
import { cleanDays, cleanTimes } from './record.js'

/** @import { Plan } from '../log/types.js' */

/**
 * Reminders go out on the quarter hour: a planned time gets the one before it.
 *
 * @param {Plan} plan
 * @returns {{ times: string[], days: number[] } | null} Null where nothing is planned
 */
export function fromPlan({ times: planned }) {
  const times = planned.map(({ time }) => {
    const minute = Math.floor(Number(time.slice(3)) / 15) * 15
    return `${time.slice(0, 3)}${String(minute).padStart(2, '0')}`
  })
  const found = { times: cleanTimes(times), days: cleanDays(planned.map(dayOf)) }
  return found.times.length > 0 && found.days.length > 0 ? found : null
}

/** @param {{ day: number }} planned */
const dayOf = ({ day }) => day
