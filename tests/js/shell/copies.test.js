/** Of the copies of card and log: which one is not as it should be. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { look } from '../../../static/js/card/card-copies.js'
import { cleanCard } from '../../../static/js/card/card-model.js'
import { makeRecord } from '../../../static/js/card/card-record.js'
import { bestOf } from '../../../static/js/log/log-copies.js'
import { blankLog } from '../../../static/js/log/log-model.js'
import { examineLog, makeLogRecord } from '../../../static/js/log/log-record.js'
import { cardSaid, logSaid } from '../../../static/js/shell/check-kept.js'
import { withChecksum } from '../../../static/js/card/sealed.js'

const AT = '2026-11-22T09:00:00.000Z'
const card = (/** @type {number} */ generation) =>
  makeRecord(cleanCard({ name: `Sam ${generation}` }), generation, AT)
const CARD = card(8)
const NEWER = withChecksum({ schema: 99, generation: 9, savedAt: AT, card: {} })
const UNREACHABLE = Symbol('unreachable')

/** @param {unknown[]} raws - Slot a, slot b, mirror, cache */
function cardCopies(raws) {
  const places = /** @type {const} */ (['card.a', 'card.b', 'mirror', 'cache'])
  return places.map((place, at) => {
    const isReachable = raws[at] !== UNREACHABLE
    return { place, ...look(isReachable ? raws[at] : undefined), isReachable }
  })
}

for (const [what, raws, expected] of /** @type {[string, unknown[], string][]} */ ([
  ['nothing at all', [undefined, undefined, undefined, undefined], 'none'],
  ['whole', [card(7), CARD, CARD, CARD], 'kept'],
  ['whole, saved once', [CARD, undefined, CARD, CARD], 'kept'],
  ['no database copy', [undefined, undefined, CARD, CARD], 'copy database'],
  ['a damaged slot', [CARD, { odd: 1 }, CARD, CARD], 'copy database'],
  ['no mirror', [card(7), CARD, undefined, CARD], 'copy mirror'],
  ['an old mirror', [card(7), CARD, card(7), CARD], 'copy mirror'],
  ['no spare', [card(7), CARD, CARD, undefined], 'copy cache'],
  ['the spare alone', [undefined, undefined, null, CARD], 'copy database mirror'],
  ['nothing readable', [{ odd: 1 }, undefined, null, undefined], 'damaged'],
  ['of a later release', [CARD, NEWER, CARD, CARD], 'newer'],
  ['storage is off', Array(4).fill(UNREACHABLE), 'unread'],
  ['no database', [UNREACHABLE, UNREACHABLE, CARD, CARD], 'copy database']
])) {
  test(`a card: ${what}`, () => {
    const { say, names = [] } = cardSaid(cardCopies(raws))

    assert.equal([say, ...names].join(' '), expected)
  })
}

const log = (/** @type {number} */ generation, isPart = false) =>
  makeLogRecord({ log: blankLog(), typed: null, isPart }, generation, AT)
const LOG = log(8)
const CUT = log(8, true)

for (const [what, raws, expected] of /** @type {[string, unknown[], string][]} */ ([
  ['nothing at all', [undefined, undefined, undefined], 'none'],
  ['whole', [log(7), LOG, LOG], 'kept'],
  ['with the newest part in the mirror', [LOG, LOG, CUT], 'kept'],
  ['one slot, and part of it in the mirror', [log(7), LOG, CUT], 'copy mirror'],
  ['no mirror', [log(7), LOG, undefined], 'copy mirror'],
  ['the mirror alone', [undefined, undefined, LOG], 'copy database'],
  ['a damaged slot', [{ odd: 1 }, LOG, LOG], 'copy database'],
  ['older entries lost', [CUT, CUT, CUT], 'part'],
  ['nothing readable', [undefined, { odd: 1 }, undefined], 'damaged'],
  ['storage is off', Array(3).fill(UNREACHABLE), 'unread']
])) {
  test(`a log: ${what}`, () => {
    const places = /** @type {const} */ (['log.a', 'log.b', 'mirror'])
    const copies = places.map((place, at) => {
      const isReachable = raws[at] !== UNREACHABLE
      const raw = isReachable ? raws[at] : undefined
      return { place, isReachable, raw, ...examineLog(raw) }
    })

    const { say, names = [] } = logSaid(copies, bestOf(copies))

    assert.equal([say, ...names].join(' '), expected)
  })
}
