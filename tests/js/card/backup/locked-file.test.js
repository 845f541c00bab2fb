import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  makeCardFile,
  readCardFile
} from '../../../../static/js/card/backup/card-file.js'
import { withChecksum } from '../../../../static/js/card/sealed.js'
import {
  isTooShort,
  lockFile,
  unlockFile
} from '../../../../static/js/card/backup/locked-file.js'
import { cleanCard } from '../../../../static/js/card/card-model.js'
import { makePrivateRecord } from '../../../../static/js/card/private/private-record.js'
import { seal } from '../../../../static/js/shared/passphrase.js'
import { locked } from '../private/support.js'

const PASSPHRASE = 'correct horse Llŷr'
const NOW = new Date('2026-11-22T08:00:00.000Z')
const HELD = {
  card: cleanCard({ name: 'Sam Example', reason: 'Private reason' }),
  savedAt: NOW.toISOString(),
  privatePart: makePrivateRecord(locked('mine'), 7, NOW.toISOString()),
  log: null
}
const TEXT = JSON.stringify(makeCardFile(HELD, NOW))

test('a passphrase is as long as what is used of it', () => {
  const accents = 'e\u0301'.repeat(4) // 8 typed, 4 once they are put together

  assert.equal(isTooShort(accents), true)
  assert.equal(isTooShort('e\u0301'.repeat(8)), false)
  assert.equal(isTooShort('\ufb03'.repeat(3)), false) // a ligature of 3 letters
})

test('a locked file tells nothing and opens with its passphrase', async () => {
  const text = JSON.stringify(await lockFile(TEXT, PASSPHRASE))
  const { fault, sealed } = readCardFile(text)

  const reading = await unlockFile(sealed, PASSPHRASE)

  assert.equal(fault, 'locked')
  // Looked for with a space and a dash: base64 has neither, but may spell a short word.
  assert.ok(!text.includes('Sam Example') && !text.includes('2026-'))
  assert.deepEqual(reading, { ok: true, ...HELD })
})

test('a wrong passphrase and a changed byte fail alike', async () => {
  const { sealed } = readCardFile(JSON.stringify(await lockFile(TEXT, PASSPHRASE)))
  const middle = sealed.data.length >> 1
  const letter = sealed.data[middle] === 'A' ? 'B' : 'A'
  const data = sealed.data.slice(0, middle) + letter + sealed.data.slice(middle + 1)

  const errors = await Promise.all(
    [
      unlockFile(sealed, 'correct horse'),
      unlockFile({ ...sealed, data }, PASSPHRASE)
    ].map((opening) => opening.catch((error) => error))
  )

  assert.deepEqual(
    errors.map(({ name, message }) => [name, message]),
    [
      ['WrongPassphraseError', ''],
      ['WrongPassphraseError', '']
    ]
  )
})

for (const iterations of [1, 599_999, 5_000_001, 1e15, NaN, '600000', null]) {
  test(`a file that asks for ${iterations} rounds is refused at once`, async () => {
    const { sealed } = readCardFile(JSON.stringify(await lockFile(TEXT, PASSPHRASE)))
    const began = performance.now()

    await assert.rejects(unlockFile({ ...sealed, iterations }, PASSPHRASE))

    assert.ok(performance.now() - began < 1000)
  })
}

test('what was locked for something else is no file', async () => {
  const bytes = new TextEncoder().encode(TEXT)
  const other = await seal(PASSPHRASE, bytes, 'carrycard private 1')

  await assert.rejects(unlockFile(other, PASSPHRASE))
})

test('a file locked twice is damaged, not asked about again', async () => {
  const once = JSON.stringify(await lockFile(TEXT, PASSPHRASE))
  const { sealed } = readCardFile(JSON.stringify(await lockFile(once, PASSPHRASE)))

  assert.equal((await unlockFile(sealed, PASSPHRASE)).fault, 'damaged')
})

for (const locked of [null, 1, 'x', [], {}, { kdf: 'PBKDF2-SHA256' }]) {
  test(`locked as ${JSON.stringify(locked)} is refused, not thrown at a person`, async () => {
    const text = JSON.stringify(withChecksum({ kind: 'carrycard', version: 1, locked }))
    const { fault, sealed } = readCardFile(text)

    assert.equal(fault, 'locked')
    await assert.rejects(unlockFile(sealed, PASSPHRASE), {
      name: 'WrongPassphraseError'
    })
  })
}
