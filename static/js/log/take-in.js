/** Take what was tapped on reminders into the log, and so onto the card. */
import { answerTo, transact } from '../card/records-db.js'
import { inFixedOrder } from '../card/sealed.js'
import { dayOf, timeOf } from './calendar-days.js'
import { changeBoth } from './change-both.js'
import { entryOf, withEntry } from './dose.js'
import { INBOX, isLater, tapsIn } from './inbox.js'
import { LogStorageError } from './log-errors.js'
import { byTime, newId } from './log-model.js'
import { plannedNear } from './plan.js'

/** @import { Tapped } from './inbox.js' */
/** @import { Entry, LogBook } from './types.js' */

/** A dose recorded by hand so near to a reminder answers it. */
const SAME_MS = 6 * 3_600_000

/** So often another tap may come in between. */
const TRIES = 3

/** Another tap came in since this one was read. */
class InboxChangedError extends Error {}

/**
 * To be called before the log or the card is shown. The log, the card's last dose and
 * the emptied inbox are kept together or not at all, so a tap is neither lost nor
 * counted twice.
 *
 * Never throws: what could not be taken in stays where it is, for the next time.
 *
 * @param {{ now?: Date }} [options]
 * @returns {Promise<{ taken: number, left: boolean }>} How many doses were added;
 *   whether something is left
 */
export async function takeIn({ now = new Date() } = {}) {
  for (let left = TRIES; left > 0; left -= 1) {
    try {
      const raw = await transact('readonly', inboxIn)
      if (raw === undefined) return { taken: 0, left: false }
      if (!isLater(raw)) return { taken: await takeAll(raw, now), left: false }
    } catch (error) {
      if (!(error instanceof LogStorageError)) break
      if (!(error.cause instanceof InboxChangedError)) break
    }
  }
  return { taken: 0, left: true }
}

/**
 * @param {unknown} raw
 * @param {Date} now
 * @returns {Promise<number>}
 */
async function takeAll(raw, now) {
  const taps = tapsIn(raw)
  let before = 0
  const { log } = await changeBoth(
    (log) => {
      before = log.entries.length
      return withTaps(log, taps, now)
    },
    {
      now,
      also: async (store) => {
        if (inFixedOrder(await inboxIn(store)) !== inFixedOrder(raw)) {
          throw new InboxChangedError()
        }
        return [[INBOX, undefined]]
      }
    }
  )
  return Math.max(0, log.entries.length - before)
}

/** @param {IDBObjectStore} store */
const inboxIn = (store) => answerTo(store.get(INBOX))

/**
 * @param {LogBook} log
 * @param {Tapped[]} taps
 * @param {Date} now
 */
function withTaps(log, taps, now) {
  /** @type {Entry[]} */
  const entries = []
  let next = log
  for (const tap of taps) {
    const taken = withTap(next, tap, now)
    next = taken.log
    if (taken.entry) entries.push(taken.entry)
  }
  return { log: next, was: null, entry: entries.sort(byTime).at(-1) ?? null }
}

/**
 * @param {LogBook} log
 * @param {Tapped} tap
 * @param {Date} now
 * @returns {{ log: LogBook, entry: Entry | null }} No entry where it was answered before
 */
function withTap(log, { slot: tapped, at }, now) {
  const slot = plannedNear(log.plan, tapped)
  const answered = log.entries.find((each) => each.slot === slot)
  if (answered?.what === 'taken') return { log, entry: null }
  const others = log.entries.filter((each) => each !== answered)
  const byHand = answered ? undefined : others.find((each) => isSameDose(each, at))
  if (byHand) {
    const named = others.map((each) => (each === byHand ? { ...each, slot } : each))
    return { log: { ...log, entries: named }, entry: null }
  }
  const moment = new Date(at)
  const rest = { ...log, entries: others }
  const entry = entryOf(
    {
      ...(answered ? { note: answered.note, supervisedBy: answered.supervisedBy } : {}),
      id: answered?.id ?? newId(),
      on: dayOf(moment),
      time: timeOf(moment),
      at: new Date(Math.floor(moment.getTime() / 60_000) * 60_000).toISOString(),
      slot,
      recordedAt: at
    },
    rest,
    new Date(Math.max(now.getTime(), moment.getTime()))
  )
  return { log: withEntry(rest, entry), entry }
}

/**
 * @param {Entry} entry
 * @param {string} at
 */
function isSameDose({ what, slot, at: taken }, at) {
  const apart = Math.abs(Date.parse(taken) - Date.parse(at))
  return what === 'taken' && !slot && apart < SAME_MS
}
