/** Files of cards: what is in them, any one at all, and one with chosen changes. */
import fc from 'fast-check'

import { makeCardFile } from '../../../../static/js/card/backup/card-file.js'
import { cleanCard } from '../../../../static/js/card/card-model.js'
import { makePrivateRecord } from '../../../../static/js/card/private/private-record.js'
import { withChecksum } from '../../../../static/js/card/sealed.js'
import { anyLog } from '../../log/support/any-log.js'
import { locked } from '../private/support.js'
import { anyCard, anySavedAt } from './any-card.js'

export const RUNS = Number(process.env.CARRYCARD_FILES ?? 10_000)
export const SEED = Number(process.env.CARRYCARD_SEED ?? 20261122)
export const NOW = new Date('2026-11-22T08:00:00.000Z')
export const SAVED_AT = '2026-11-20T07:30:00.000Z'
export const SAM = cleanCard({
  name: 'Sam Example',
  form: 'tablet',
  note: 'Two\nlines'
})
export const HELD = { card: SAM, savedAt: SAVED_AT, privatePart: null, log: null }

const anyPrivatePart = fc.option(
  fc
    .record({ generation: fc.integer({ min: 1 }), data: anyBase64(), iv: anyBase64() })
    .map(({ generation, ...other }) =>
      makePrivateRecord({ ...locked('mine'), ...other }, generation, SAVED_AT)
    )
)

/** What a phone may hold, as a file takes it. */
export const anyHeld = fc.record({
  card: anyCard,
  savedAt: anySavedAt,
  privatePart: anyPrivatePart,
  log: fc.oneof(
    { weight: 19, arbitrary: fc.constant(null) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(anyLog, anySavedAt)
        .map(([book, savedAt]) => ({ book, savedAt }))
    }
  )
})

/**
 * The text of a file with those changes, and a checksum that is right.
 *
 * @param {object} changes
 */
export const file = (changes) => {
  const { checksum: _, ...content } = makeCardFile(HELD, NOW)
  return JSON.stringify(withChecksum({ ...content, ...changes }))
}

/** @param {string} data */
export function privateWith(data) {
  return makePrivateRecord({ ...locked('mine'), data }, 7, SAVED_AT)
}

function anyBase64() {
  return fc
    .uint8Array({ minLength: 1 })
    .map((bytes) => Buffer.from(bytes).toString('base64'))
}
