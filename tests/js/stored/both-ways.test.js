/** What one release keeps, the one before and the one after open, and none eats. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import { Phone } from './phone.js'
import { KINDS } from './sample.js'

const PAIRS = [
  ['before', 'head', 'after an update'],
  ['head', 'before', 'after a roll-back'],
  ['head', 'head', 'at the next launch']
]

for (const [kind, { keep, read, means }] of Object.entries(KINDS)) {
  for (const [one, other, when] of PAIRS) {
    test(`${when} this is what was kept: ${kind}`, async () => {
      const phone = new Phone()
      await keep(phone.open(one), phone)

      const found = await read(phone.open(other), phone)

      assert.deepEqual(plain(found), means)
    })
  }
}

for (const [kind, { keep, change }] of Object.entries(KINDS)) {
  if (!change) continue
  test(`after a roll-back what is newer stays as it is: ${kind}`, async () => {
    const phone = new Phone()
    await keep(phone.open('head'), phone)
    await phone.ageToNewer()
    const kept = await phone.everything()

    await assert.rejects(async () => change(phone.open('head')))

    assert.deepEqual(await phone.everything(), kept)
  })
}

test('after a roll-back a newer card, log, part or list is said to be newer', async () => {
  const phone = new Phone()
  for (const kind of ['card', 'log', 'locked', 'reminders', 'mine', 'calendar']) {
    await KINDS[kind].keep(phone.open('head'), phone)
  }
  await phone.ageToNewer()
  const { card, log, lockedStore, reminders, mine, calendar } = phone.open('head')

  const looks = [
    ...[card.loadCard(), log.loadLog(), lockedStore.lookAtPrivate()],
    ...[reminders.loadReminders(), mine.loadMine(), calendar.lastTime()]
  ]

  const states = (await Promise.all(looks)).map(({ state }) => state)
  assert.deepEqual(states, Array(6).fill('newer'))
})

/** Without what is only of another realm. */
const plain = (value) => JSON.parse(JSON.stringify(value))
