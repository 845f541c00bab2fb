/**
 * Random lives of a card on a phone that fails, against a model of what must hold.
 *
 * CARRYCARD_SEED and CARRYCARD_HISTORIES choose others, as before a release.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { cleanCard } from '../../../static/js/card/card-model.js'
import { Device } from './support/device.js'

const SEED = Number(process.env.CARRYCARD_SEED ?? 20261122)
const HISTORIES = Number(process.env.CARRYCARD_HISTORIES ?? 3000)

const EVERYWHERE = ['database', 'mirror', 'cache']
const NONE = 'none'
const HEALTHY = { fails: [], diesAt: Infinity }

const failing = (...groups) =>
  fc.constantFrom(...groups).map((fails) => ({ fails, diesAt: Infinity }))
const dying = (steps) =>
  fc.integer({ min: 1, max: steps }).map((diesAt) => ({ fails: [], diesAt }))
const healthy = fc.constant(HEALTHY)

const OUTSIDE_FAULTS = [
  ['mirror write'],
  ['mirror write', 'mirror drop'],
  ['cache write'],
  ['cache write', 'cache drop'],
  ['mirror write', 'cache write']
]
const INSIDE_FAULTS = [['commit'], ['put'], ['begin readwrite']]

const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('save'),
      text: fc.string({ unit: 'grapheme', maxLength: 12 }),
      isBased: fc.boolean(),
      fault: fc.oneof(
        healthy,
        failing(...OUTSIDE_FAULTS, ...INSIDE_FAULTS),
        failing(['garbled'], ['begin readonly'], ['begin readonly', 'delete']),
        dying(18)
      )
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('launch'),
      fault: fc.oneof(
        { weight: 3, arbitrary: healthy },
        {
          weight: 2,
          arbitrary: failing(...OUTSIDE_FAULTS, ...INSIDE_FAULTS, ['open'])
        },
        { weight: 2, arbitrary: dying(22) }
      )
    })
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('corrupt'),
      what: fc.constantFrom(
        'slot a',
        'slot b',
        'database emptied',
        'mirror garbage',
        'mirror truncated',
        'mirror deleted',
        'cache deleted',
        'cache garbage'
      )
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('erase'),
      fault: fc.oneof(
        healthy,
        failing(...OUTSIDE_FAULTS, ...INSIDE_FAULTS, ['open']),
        dying(40)
      )
    })
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('two tabs'), isBased: fc.boolean() })
  }
)

const excused = { loads: 0, of: 0 }

test(`no card is lost, garbled or brought back in ${HISTORIES} histories`, async (t) => {
  t.diagnostic(`seed ${SEED}`)
  await fc.assert(
    fc.asyncProperty(
      fc.array(action, { minLength: 1, maxLength: 10 }),
      async (steps) => {
        const life = new Life()
        for (const step of steps) await life[step.kind](step)
        await life.launch({ fault: HEALTHY })
      }
    ),
    { seed: SEED, numRuns: HISTORIES, includeErrorInReport: true }
  )
  t.diagnostic(
    `loads with no copy left to load from: ${excused.loads} of ${excused.of}`
  )
  assert.ok(excused.loads < excused.of / 20, 'too few loads were held to the model')
})

/** One phone, the page open on it, and the model. */
class Life {
  device = new Device()
  page = null
  /** Names of the cards that may load next; one alone unless a save was cut short. */
  allowed = new Set([NONE])
  /** Copies known to hold one of those; with none left, anything not erased may load. */
  copies = new Set(EVERYWHERE)
  /** With no copy outside, the store promises two inside. */
  isInBothSlots = false
  cards = new Map()
  erased = new Set()
  /** Generation that the open page knows, when it is sure to be right. */
  known = undefined
  time = Date.parse('2026-11-22T08:00:00Z')

  async save({ text, isBased, fault }) {
    await this.ensurePage()
    const card = this.newCard(text)
    const basedOn = isBased ? this.known : undefined
    this.page.arm(fault)
    const { value, error } = await this.outcome((store, now) =>
      store.saveCard(card, { basedOn, now })
    )
    if (value) {
      assert.deepEqual(structuredClone(value.card), card)
      this.allowed = new Set([card.name])
      this.known = value.generation
      this.copies = without(EVERYWHERE, value.troubles)
      this.isInBothSlots = value.troubles.length === 2
    } else if (this.page.isDead || error.unsure) {
      this.allowed.add(card.name)
      this.known = undefined
    } else if (error.name === 'CardChangedError') {
      assert.fail('nobody else had saved')
    } else {
      assert.equal(error.name, 'CardStorageError')
      assert.ok(fault.fails.length > 0, `a healthy phone refused: ${error.cause}`)
      this.page.arm()
      await this.load(fault) // the page that failed still loads the card before
    }
    if (this.page.isDead) this.page = null
  }

  async launch({ fault }) {
    this.leave()
    this.page = this.device.launch()
    this.page.arm(fault)
    await this.load(fault)
    this.page?.arm()
  }

  async load(fault) {
    const { value, error } = await this.outcome((store) => store.loadCard())
    if (this.page.isDead) {
      this.page = null
      return
    }
    assert.equal(error, undefined, 'loading never throws')
    const name = this.check(value)
    const { troubles, state, generation } = value
    if (fault.fails.length === 0) assert.deepEqual([...troubles], [])
    if (troubles.includes('database')) {
      this.known = undefined
      this.copies = without(this.copies, without(troubles, ['database']))
    } else {
      this.known = generation
      if (state === 'damaged') return
      this.isInBothSlots = false
      this.allowed = new Set([name])
      this.copies = without(EVERYWHERE, troubles)
    }
  }

  /** What loaded is whole, allowed, and was never erased. */
  check({ state, card, troubles }) {
    const name = state === 'kept' ? card.name : NONE
    if (state === 'kept') {
      assert.deepEqual(structuredClone(card), this.cards.get(name), 'garbled')
      assert.ok(!this.erased.has(name), 'an erased card came back')
    }
    const seen = troubles.includes('database')
      ? without(this.copies, ['database'])
      : this.copies
    excused.of += 1
    if (seen.size === 0) {
      excused.loads += 1
    } else if (state === 'damaged') {
      assert.ok(this.allowed.has(NONE), 'a card was lost to damage')
    } else {
      assert.ok(this.allowed.has(name), `${name} loaded, not ${[...this.allowed]}`)
    }
    return name
  }

  async erase({ fault }) {
    await this.ensurePage()
    this.page.arm(fault)
    const { error } = await this.outcome((store, now) => store.eraseCard({ now }))
    this.known = undefined
    if (error) {
      assert.ok(fault.fails.length > 0 || this.page.isDead)
      this.allowed.add(NONE)
      const lost = EVERYWHERE.filter((place) =>
        fault.fails.some((f) => f.includes(place))
      )
      this.copies = without(this.copies, lost)
    } else {
      this.erased = new Set(this.cards.keys())
      this.allowed = new Set([NONE])
      this.copies = new Set(EVERYWHERE)
    }
    if (!this.page.isDead) return
    const isBuried = this.page.seen.includes('mirror write')
    this.page = null
    if (!isBuried) return
    this.allowed = new Set([NONE])
    await this.launch({ fault: HEALTHY })
  }

  async corrupt({ what }) {
    this.leave()
    const [place] = what.split(' ')
    const isOnlySlot = this.copies.size === 1 && !this.isInBothSlots
    if (place === 'slot' && isOnlySlot) this.copies.delete('database')
    if (place !== 'slot') this.copies.delete(place)
    await this.device.corrupt(what)
    // The next launch is healthy, or cut short: then the copies hit stay counted out.
    if (place === 'slot') await this.launch({ fault: HEALTHY })
  }

  async ['two tabs']({ isBased }) {
    await this.launch({ fault: HEALTHY })
    const tabs = [this.page, this.device.launch()]
    const cards = tabs.map(() => this.newCard('tab'))
    const basedOn = isBased ? this.known : undefined
    const now = this.now()

    const ends = await Promise.allSettled(
      tabs.map(({ store }, at) => store.saveCard(cards[at], { basedOn, now }))
    )

    const kept = ends.flatMap(({ value }) => value ?? [])
    for (const { reason } of ends) {
      if (reason) assert.equal(reason.name, 'CardChangedError')
    }
    assert.equal(kept.length, isBased ? 1 : 2)
    const [last] = kept.sort((one, other) => other.generation - one.generation)
    this.allowed = new Set([last.card.name])
    this.copies = new Set(EVERYWHERE)
    tabs[1].close()
    this.known = last.generation
  }

  async ensurePage() {
    while (!this.page) await this.launch({ fault: HEALTHY })
  }

  leave() {
    this.page?.close()
    this.page = null
    this.known = undefined
  }

  newCard(text) {
    const name = `card ${this.cards.size + 1}`
    const card = cleanCard({ name, note: text, liver: text.length % 2 === 0 })
    this.cards.set(name, card)
    return card
  }

  now() {
    this.time += 1000
    return new Date(this.time)
  }

  async outcome(act) {
    try {
      return { value: (await act(this.page.store, this.now())) ?? null }
    } catch (error) {
      return { error }
    }
  }
}

function without(all, some) {
  return new Set([...all].filter((each) => !new Set(some).has(each)))
}
