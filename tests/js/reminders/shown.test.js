/** The ledger of what was shown: twice is noticed, and it forgets after three days. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  noted,
  readShown,
  sealShown,
  turnOf
} from '../../../static/js/reminders/shown.js'

const SLOT = '2026-11-22T08:00'
const NOW = Date.parse('2026-11-22T08:00:05.000Z')
const REMINDER = { kind: 'reminder', slot: SLOT, id: SLOT }
const LATER = { kind: 'later', slot: SLOT, id: `${SLOT}+30` }
const kept = readShown(sealShown(noted([], SLOT, false, NOW)), NOW)

test('the same slot twice is one that came again', () => {
  assert.equal(turnOf([], REMINDER), 'first')
  assert.equal(turnOf(kept, REMINDER), 'again')
})

test('what was put off is new when it comes once more, and only then', () => {
  assert.equal(turnOf(kept, LATER), 'first')
  assert.equal(turnOf(noted(kept, LATER.id, false, NOW), LATER), 'again')
})

test('once it is done, every message of its slot is told so', () => {
  const done = noted(kept, SLOT, true, NOW)

  assert.equal(turnOf(done, REMINDER), 'done')
  assert.equal(turnOf(done, LATER), 'done')
  assert.equal(turnOf(done, { kind: 'reminder', slot: '', id: '' }), 'first')
})

test('it is forgotten after three days, and damage is as if there were none', () => {
  const sealed = sealShown(kept)

  assert.equal(readShown(sealed, NOW + 3 * 86_400_000).length, 0)
  assert.equal(readShown({ ...sealed, content: [] }, NOW).length, 0)
  for (const rubbish of [undefined, null, 7, 'x', [], { content: [{}] }]) {
    assert.deepEqual(readShown(rubbish, NOW), [])
  }
})
