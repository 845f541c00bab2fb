/** The log as it is given to a clinic: each day, neutral words, nothing that was not asked for. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { rowsOf, sumsOf } from '../../../../static/js/log/outlets/log-rows.js'
import {
  fileTable,
  lineOf,
  sumLines,
  textOf
} from '../../../../static/js/log/outlets/log-table.js'
import {
  countOf,
  periodFault,
  usualPeriod
} from '../../../../static/js/log/outlets/period.js'

const PARTS = new URL('../../../../pwa/log/templates/log/', import.meta.url)
const WORDS = new Map(
  ['parts/day-words.html', 'clinic.html'].flatMap((name) =>
    [
      ...readFileSync(new URL(name, PARTS), 'utf8').matchAll(
        /data-word="([\w-]+)">\{\{ _\('(.*?)'[,)]/g
      )
    ].map(([, key, said]) => [key, said.replace(/%\((\w+)\)s/g, '{$1}')])
  )
)
const words = (/** @type {string} */ name) => WORDS.get(name) ?? name

const TODAY = '2026-11-25'
const WEEK = { from: '2026-11-19', to: TODAY }
const EVERY = [1, 2, 3, 4, 5, 6, 7]
const MINIMAL = { strength: false, seenBy: false, notes: false, dates: false }
const WHOLE = { strength: true, seenBy: true, notes: true, dates: true }

/** @param {object} given */
const anEntry = (given) => ({
  ...{ id: 'a'.repeat(16), form: 'tablet', what: 'taken', time: '', at: '', slot: '' },
  ...{ strength: '50 mg', note: 'felt fine', supervisedBy: 'J', recordedAt: '' },
  ...given
})
/**
 * @param {object[]} entries
 * @param {object} [given]
 */
const aLog = (entries, given = {}) => ({
  ...{ entries: entries.map(anEntry), dates: [], title: '' },
  plan: {
    ...{ form: 'tablet', everyDays: 0, since: '2026-11-20' },
    times: EVERY.map((day) => ({ day, time: '08:00', strength: '50 mg' }))
  },
  ...given
})
const LOG = /** @type {any} */ (
  aLog([
    { on: '2026-11-20', time: '08:05', slot: '2026-11-20T08:00' },
    { on: '2026-11-21', what: 'skipped' },
    { on: '2026-11-23', time: '09:00' },
    { on: '2026-11-23', time: '21:00', strength: '' }
  ])
)

test('each planned day stands there, also those of which nothing is recorded', () => {
  const rows = rowsOf(LOG, WEEK, TODAY, false)

  assert.deepEqual(
    rows.map(({ day, planned, what, time }) => [day.slice(8), planned, what, time]),
    [
      ['20', '08:00', 'taken', '08:05'],
      ['21', '08:00', 'skipped', ''],
      ['22', '08:00', 'nothing', ''],
      ['23', '08:00', 'taken', '09:00'],
      ['23', '08:00', 'taken', '21:00'],
      ['24', '08:00', 'nothing', ''],
      ['25', '08:00', 'notYet', '']
    ]
  )
})

test('the sums say what there is, and add up to the planned days', () => {
  const { days, sums } = sumsOf(LOG, WEEK, TODAY)

  const { plannedDays, ...parts } = sums
  assert.equal(
    Object.values(parts).reduce((all, each) => all + each),
    plannedDays
  )
  assert.deepEqual(sumLines(days, sums, words), [
    'Taken on 2 of 5 planned days.',
    'Planned days skipped: 1.',
    'Planned days with nothing recorded: 2.'
  ])
})

test('a dose past midnight stands with the evening it was for', () => {
  const late = { on: '2026-11-23', time: '00:40', slot: '2026-11-22T23:00' }

  const rows = rowsOf(/** @type {any} */ (aLog([late])), WEEK, TODAY, false)

  const row = /** @type {any} */ (rows.find(({ what }) => what === 'taken'))
  assert.equal(row.day, '2026-11-22')
  assert.match(lineOf(row, MINIMAL, words).recorded, /^taken at 00:40 the next day/)
  assert.deepEqual(fileTable([row], MINIMAL, words)[1]?.slice(0, 4), [
    ...['2026-11-23', '2026-11-22 23:00', 'taken', '00:40']
  ])
})

test('nothing in it blames anybody', () => {
  const text = textOf(rowsOf(LOG, WEEK, TODAY, true), ['Log'], WHOLE, {
    words,
    day: (day) => day
  })

  assert.match(text, /2026-11-22: nothing recorded; planned for 08:00/)
  for (const said of [text, ...WORDS.values()]) {
    assert.doesNotMatch(said, /\bmiss|forgot|late\b|overdue|fail|alarm|should/i)
  }
})

test('notes, names, strengths and dates are in it only where they were asked for', () => {
  const date = {
    ...{ id: 'b'.repeat(16), kind: 'blood-test', on: '2026-11-24', time: '10:30' },
    ...{ where: 'Example House', note: 'fasting', isDone: false }
  }
  const log = { ...LOG, dates: [date] }
  const given = (/** @type {any} */ shown) => {
    const rows = rowsOf(log, WEEK, TODAY, shown.dates)
    const about = { words, day: (/** @type {string} */ day) => day }
    return textOf(rows, [], shown, about) + fileTable(rows, shown, words).join('\n')
  }

  assert.doesNotMatch(given(MINIMAL), /50 mg|felt fine|seen by|Example|Blood|fasting/)
  for (const part of ['50 mg', 'felt fine', 'seen by J', 'Blood test at 10:30']) {
    assert.ok(given(WHOLE).includes(part), part)
  }
  assert.doesNotMatch(given({ ...WHOLE, notes: false }), /fasting|felt fine/)
  assert.match(given({ ...WHOLE, notes: false }), /Example House/)
})

test('an injection of the plan stands on its day until it is recorded', () => {
  const plan = { form: 'injection', times: [], everyDays: 28, since: '2026-11-22' }
  const given = { form: 'injection', on: '2026-11-22', time: '10:00' }

  const [due] = rowsOf(/** @type {any} */ (aLog([], { plan })), WEEK, TODAY, false)
  const [had] = rowsOf(/** @type {any} */ (aLog([given], { plan })), WEEK, TODAY, false)

  assert.equal(
    lineOf(/** @type {any} */ (due), WHOLE, words).recorded,
    'injection in the plan, nothing recorded'
  )
  assert.equal(
    lineOf(/** @type {any} */ (had), WHOLE, words).recorded,
    'taken at 10:00, injection, 50 mg, seen by J'
  )
})

test('the table names its columns, and each line has as many', () => {
  const rows = rowsOf(LOG, WEEK, TODAY, false)

  const [head = [], first, ...others] = fileTable(rows, WHOLE, words)

  assert.deepEqual(head, [
    ...['Day', 'Planned', 'Recorded', 'Time', 'Form', 'Strength', 'Seen by'],
    ...['Where', 'Note']
  ])
  assert.deepEqual(first, [
    ...['2026-11-20', '08:00', 'taken', '08:05', 'tablet', '50 mg', 'J', ''],
    'felt fine'
  ])
  for (const line of others) assert.equal(line.length, head.length)
})

test('the usual days are four weeks up to today', () => {
  assert.deepEqual(usualPeriod('2026-11-25'), { from: '2026-10-29', to: '2026-11-25' })
  assert.equal(countOf(usualPeriod('2026-11-25')), 28)
})

for (const [from, to, fault] of [
  ['2026-11-25', '2026-11-25', ''],
  ['2025-11-25', '2026-11-25', ''],
  ['', '2026-11-25', 'badDay'],
  ['2026-02-30', '2026-11-25', 'badDay'],
  ['2026-11-01', '2026-11-26', 'notYetOver'],
  ['2026-11-25', '2026-11-24', 'backwards'],
  ['2024-11-25', '2026-11-25', 'tooLong']
]) {
  test(`from "${from}" to "${to}" is ${fault || 'a period'}`, () => {
    assert.equal(periodFault({ from: String(from), to: String(to) }, TODAY), fault)
  })
}
