/**
 * Random lives of a log on a phone that fails, against a model of what must hold: no
 * dose is lost, doubled or garbled, and the card always shows the newest one taken.
 *
 * CARRYCARD_SEED and CARRYCARD_HISTORIES choose others, as before a release.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { tapsIn } from '../../../static/js/log/inbox.js'
import { byTime } from '../../../static/js/log/log-model.js'
import { Device } from '../card/support/device.js'

const SEED = Number(process.env.CARRYCARD_SEED ?? 20261123)
const HISTORIES = Number(process.env.CARRYCARD_HISTORIES ?? 1000)
const HALF_DAY_MS = 12 * 3_600_000
const HEALTHY = { fails: [], diesAt: Infinity }

const fault = fc.oneof(
  { weight: 3, arbitrary: fc.constant(HEALTHY) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(
        ['mirror write'],
        ['mirror write', 'mirror drop'],
        ['cache write'],
        ['commit'],
        ['put'],
        ['begin readwrite'],
        ['begin readonly'],
        ['garbled'],
        ['open']
      )
      .map((fails) => ({ fails, diesAt: Infinity }))
  },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 60 }).map((diesAt) => ({ fails: [], diesAt }))
  }
)
const which = fc.nat({ max: 9 })
const kind = (name, weight, more = {}) => ({
  weight,
  arbitrary: fc.record({ kind: fc.constant(name), fault, ...more })
})
const action = fc.oneof(
  kind('record', 6, {
    what: fc.constantFrom('taken', 'taken', 'skipped'),
    halfDaysAgo: fc.constantFrom(0, 0, 0, 1, 5)
  }),
  kind('edit', 2, { which, hours: fc.integer({ min: -40, max: 0 }) }),
  kind('remove', 1, { which }),
  kind('tap', 3),
  kind('launch', 4),
  kind('corrupt', 4, {
    what: fc.constantFrom(
      'slot log.a',
      'slot log.b',
      'mirror garbage',
      'mirror gone',
      'database emptied'
    )
  }),
  kind('two windows', 1)
)

test(`no dose is lost, doubled or garbled in ${HISTORIES} histories`, async (t) => {
  t.diagnostic(`seed ${SEED}`)
  const held = { checks: 0, doses: 0 }
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 2, maxLength: 7 }),
      async (steps) => {
        const life = new Life(held)
        for (const step of steps) await life[step.kind](step)
        await life.settle()
      }
    ),
    { seed: SEED, numRuns: HISTORIES, includeErrorInReport: true }
  )
  t.diagnostic(`${held.checks} looks at ${held.doses} doses`)
  assert.ok(held.doses > HISTORIES, 'too few doses were held to the model')
})

/** One phone, the page open on it, and the model. */
class Life {
  device = new Device()
  page = null
  count = 0
  time = Date.parse('2026-03-20T08:00:00Z')
  /** What may be kept; one alone unless an action was cut short. Doses by their slot. */
  allowed = [new Map()]
  /** Copies of the log that are known to be missing. */
  missing = new Set()

  constructor(held) {
    this.held = held
  }

  async record({ what, halfDaysAgo, fault }) {
    const slot = this.newSlot()
    const at = new Date(this.time - halfDaysAgo * HALF_DAY_MS)
    const entry = { what, ...wall(at), slot, note: `dose ${slot}` }
    await this.act(
      fault,
      (page, now) => page.dose.recordDose(entry, { now }),
      (doses) => doses.set(slot, keyOf(entry))
    )
  }

  async edit({ which, hours, fault }) {
    const found = await this.pick(which)
    if (!found) return
    const at = new Date(this.time + hours * 3_600_000)
    const changes = { ...wall(at), slot: found.slot, note: `edited ${this.count}` }
    await this.act(
      fault,
      (page, now) => page.dose.editEntry(found.id, changes, { now }),
      (doses) => doses.set(found.slot, keyOf({ ...found, ...changes }))
    )
  }

  async remove({ which, fault }) {
    const found = await this.pick(which)
    if (!found) return
    await this.act(
      fault,
      (page, now) => page.dose.removeEntry(found.id, { now }),
      (doses) => doses.delete(found.slot)
    )
  }

  /** The worker's part: it has storage, and no page. */
  async tap({ fault }) {
    const slot = this.newSlot()
    const at = this.now().toISOString()
    await this.act(
      fault,
      (page) => page.inbox.putInInbox({ slot, what: 'taken', at }),
      (doses) =>
        doses.set(slot, keyOf({ what: 'taken', ...wall(new Date(at)), note: '' }))
    )
  }

  async launch({ fault }) {
    this.leave()
    this.page = this.device.launch()
    this.page.arm(fault)
    await this.look(fault)
    this.page?.arm()
    if (this.page?.isDead) this.page = null
  }

  async corrupt({ what, fault }) {
    if (this.allowed.length > 1) await this.settle()
    const [place, key] = what.split(' ')
    if (
      place === 'slot' &&
      this.missing.has('mirror') &&
      this.missing.has('database')
    ) {
      return
    }
    if (key === 'emptied') {
      await this.settle()
      // A tap that no page has seen is in the database alone.
      assert.equal((await this.inbox()).length, 0)
    }
    this.leave()
    if (place === 'slot') {
      await this.device.records((store, records) => {
        const record = records.get(key)
        if (record) store.put({ ...record, generation: record.generation + 1 }, key)
      })
    } else if (place === 'mirror') {
      const wasThere = this.device.mirror.delete('carrycard.log')
      if (key === 'garbage' && wasThere)
        this.device.mirror.set('carrycard.log', '{"a":')
    } else {
      await this.device.corrupt('database emptied')
    }
    if (place !== 'slot') this.missing.add(place)
    await this.launch({ fault: key === 'emptied' ? withoutWrites(fault) : fault })
    if (fault !== HEALTHY) await this.settle()
  }

  async ['two windows']() {
    await this.settle()
    const pages = [this.page, this.device.launch()]
    const slots = pages.map(() => this.newSlot())
    const tapped = this.newSlot()
    const now = this.now()
    const entries = slots.map((slot) => ({
      ...wall(now),
      slot,
      note: slot,
      what: 'taken'
    }))

    await Promise.all([
      ...pages.map(({ store }, at) => store.dose.recordDose(entries[at], { now })),
      pages[1].store.inbox.putInInbox({
        slot: tapped,
        what: 'taken',
        at: now.toISOString()
      }),
      ...pages.map(({ store }) => store.taking.takeIn({ now }))
    ])

    for (const entry of [
      ...entries,
      { what: 'taken', ...wall(now), slot: tapped, note: '' }
    ]) {
      this.allowed[0].set(entry.slot, keyOf(entry))
    }
    pages[1].close()
    await this.settle()
  }

  /** A launch that works: afterwards it is known what is kept, in every copy. */
  async settle() {
    await this.launch({ fault: HEALTHY })
    assert.equal(this.allowed.length, 1)
    assert.equal(this.missing.size, 0)
  }

  async act(fault, act, change) {
    this.page ??= this.device.launch()
    this.count += 1
    this.time += HALF_DAY_MS
    const changed = this.allowed.map((doses) => {
      const after = new Map(doses)
      change(after)
      return after
    })
    this.page.arm(fault)
    const { value, error } = await outcome(() => act(this.page.store, this.now()))
    if (!error) {
      this.allowed = changed
      if (value) this.missing = new Set(value.troubles)
    } else if (this.page.isDead || error.unsure) {
      this.allowed.push(...changed)
    } else {
      assert.ok(fault.fails.length > 0, `a healthy phone refused: ${error.stack}`)
    }
    if (this.page.isDead) this.page = null
    else this.page.arm()
    if (error && this.page) await this.look(HEALTHY) // the page that failed goes on
  }

  /** As a page does: take in what was tapped, then show the log and the card. */
  async look(fault) {
    const { store } = this.page
    const { value, error } = await outcome(async () => {
      await store.taking.takeIn({ now: this.now() })
      const { log, troubles, state } = await store.log.loadLog()
      const { card, troubles: ofCard } = await store.loadCard()
      return { log, troubles, state, card, ofCard }
    })
    if (this.page.isDead) return
    assert.equal(error, undefined, 'looking never throws')
    const { log, troubles, state, card, ofCard } = structuredClone(value)
    if (troubles.includes('database') || ofCard.includes('database')) return
    assert.notEqual(state, 'damaged')
    if (fault.fails.length === 0) assert.deepEqual(troubles, [])

    const doses = [
      ...log.entries.map((entry) => [entry.slot, keyOf(entry)]),
      ...(await this.inbox()).map(({ slot, at }) => [
        slot,
        keyOf({ what: 'taken', ...wall(new Date(at)), note: '' })
      ])
    ].sort()
    const allowed = this.allowed.map((each) => [...each].sort())
    const found = allowed.findIndex((each) => isEqual(each, doses))
    assert.ok(found >= 0, `${JSON.stringify(doses)} not ${JSON.stringify(allowed)}`)
    const newest = log.entries
      .filter(({ what }) => what === 'taken')
      .sort(byTime)
      .at(-1)
    assert.equal(card?.lastDoseAt ?? '', newest?.at ?? '', 'log and card part ways')

    this.held.checks += 1
    this.held.doses += doses.length
    this.allowed = [this.allowed[found]]
    this.missing = new Set(troubles)
  }

  async inbox() {
    return tapsIn((await this.device.records()).get('log.inbox'))
  }

  async pick(which) {
    if (!this.page || this.allowed.length > 1) await this.settle()
    const { log } = await this.page.store.log.loadLog()
    return log.entries[which % (log.entries.length || 1)] ?? null
  }

  leave() {
    this.page?.close()
    this.page = null
  }

  /** Of no plan: it only tells doses apart. */
  newSlot() {
    this.count += 1
    return new Date(this.count * 60_000).toISOString().slice(0, 16)
  }

  now() {
    this.time += 61_000
    return new Date(this.time)
  }
}

const keyOf = ({ what, on, time, note }) => [what, on, time, note].join('|')

function wall(at) {
  const local = new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString()
  return { on: local.slice(0, 10), time: local.slice(11, 16) }
}

const isEqual = (one, other) => JSON.stringify(one) === JSON.stringify(other)

/** The last copy outside the database is not also made to fail. */
const withoutWrites = (fault) =>
  fault.fails.some((each) => each.startsWith('mirror') || each.startsWith('cache'))
    ? HEALTHY
    : fault

async function outcome(act) {
  try {
    return { value: (await act()) ?? null }
  } catch (error) {
    return { error }
  }
}
