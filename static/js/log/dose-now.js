/** A dose taken at this moment, as the card stores it. */

const SOON_MS = 6 * 3_600_000

/** @param {Date} now */
export function doseNow(now) {
  const pad = (/** @type {number} */ number) => String(number).padStart(2, '0')
  const on = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`
  return {
    lastDoseOn: on,
    lastDoseTime: `${pad(now.getHours())}:${pad(now.getMinutes())}`,
    lastDoseAt: new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString()
  }
}

/**
 * Whether a second dose so close to the last may be a double tap. The person decides.
 *
 * @param {string} lastDoseAt - UTC moment, or ''
 * @param {Date} now
 */
export function isSoonAfter(lastDoseAt, now) {
  const since = now.getTime() - Date.parse(lastDoseAt)
  return since >= 0 && since < SOON_MS
}
