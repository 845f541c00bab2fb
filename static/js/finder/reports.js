/** Reports of a wrong entry: kept here until there is a network, then sent and gone. */
import { cleanLines } from '../card/clean-text.js'
import { apiAddress } from '../shared/api-address.js'
import { sealed, unsealed } from '../shared/kept-record.js'
import { changeKept, readKept } from '../shared/kept-store.js'

export const REPORTS = 'finder.reports'
const SCHEMA = 1
const ADDRESS = '/api/finder/reports'
const MOST = 20
const PATIENCE_MS = 10_000
export const LONGEST = 500
const WHAT = ['number', 'closed', 'moved', 'hours', 'other']

/**
 * @typedef {object} Report
 * @property {string} key - Of the listing
 * @property {string} what - One of number, closed, moved, hours, other
 * @property {string} words - At most 500 characters
 *
 * @typedef {'sent' | 'kept' | 'later' | 'refused' | 'none'} Outcome
 */

/** As many wait as are kept; the browser would keep more. */
export class TooManyReportsError extends Error {}

/**
 * @param {Report} report
 * @returns {Promise<number>} How many wait now
 * @throws {TooManyReportsError} It was not kept: others have to go first
 * @throws {Error} It was not kept
 */
export function keepReport(report) {
  return change((waiting) => {
    if (waiting.length >= MOST) throw new TooManyReportsError('too many wait already')
    return [...waiting, report]
  })
}

/**
 * @returns {Promise<number>} How many wait
 * @throws {Error} They could not be read
 */
export async function waitingReports() {
  return readReports(await readKept(REPORTS)).length
}

/**
 * Send what waits, oldest first, until one does not get through. Only one window does
 * it at a time.
 *
 * @param {typeof fetch} [send]
 * @returns {Promise<Outcome>} Of the last one tried; what was sent or refused is gone
 * @throws {Error} They could not be read or taken off
 */
export async function sendReports(send = (...asked) => fetch(...asked)) {
  return alone(async () => {
    /** @type {Outcome} */
    let outcome = 'none'
    for (;;) {
      const [first] = readReports(await readKept(REPORTS))
      if (!first) return outcome
      outcome = await sendOne(send, first)
      if (outcome === 'kept' || outcome === 'later') return outcome
      await change((waiting) => {
        const at = waiting.findIndex((each) => isSame(each, first))
        return waiting.filter((_, place) => place !== at)
      })
    }
  })
}

/**
 * No cookie and no page's address go with it: only the three things in it. One that is
 * not answered in time is kept: the server takes the same words once a day.
 *
 * @param {typeof fetch} send
 * @param {Report} report
 * @returns {Promise<Outcome>}
 */
async function sendOne(send, { key, what, words }) {
  const patience = new AbortController()
  const waiting = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const answer = await send(apiAddress(ADDRESS), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ key, what, words }),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      signal: patience.signal
    })
    if (answer.ok) return 'sent'
    const isRefused = answer.status >= 400 && answer.status < 500
    return isRefused && answer.status !== 429 ? 'refused' : 'later'
  } catch {
    return 'kept'
  } finally {
    clearTimeout(waiting)
  }
}

/**
 * @param {(waiting: Report[]) => Report[]} act
 * @returns {Promise<number>}
 */
function change(act) {
  return changeKept(REPORTS, (raw) => {
    if (unsealed(raw, SCHEMA).state === 'newer') {
      throw new Error('A later release keeps these reports')
    }
    const after = act(readReports(raw))
    const record = after.length ? sealed(SCHEMA, after) : null
    return { record, answer: after.length }
  })
}

/**
 * @param {unknown} raw
 * @returns {Report[]} Only what can be sent
 */
export function readReports(raw) {
  const { content } = unsealed(raw, SCHEMA)
  if (!Array.isArray(content)) return []
  return content.flatMap((each) => {
    const { key, what, words } = Object(each)
    const isOne = typeof key === 'string' && key !== '' && WHAT.includes(what)
    return isOne ? [{ key, what, words: cleanLines(words, LONGEST) }] : []
  })
}

/**
 * @param {Report} one
 * @param {Report} other
 */
function isSame(one, other) {
  return one.key === other.key && one.what === other.what && one.words === other.words
}

/**
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function alone(work) {
  const locks = typeof navigator === 'undefined' ? undefined : navigator.locks
  return locks ? locks.request('carrycard.reports', work) : work()
}
