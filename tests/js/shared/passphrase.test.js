import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import {
  CryptoMissingError,
  WrongPassphraseError,
  isSealed,
  seal,
  unseal
} from '../../../static/js/shared/passphrase.js'

const CONTEXT = 'carrycard test v1'
const PHRASE = 'four plain words here'
const BYTES = new TextEncoder().encode('what nobody else may read')
const WRONG = { name: 'WrongPassphraseError', message: '' }

// Each run costs a derivation of 600,000 rounds, so there are few.
const RUNS = { numRuns: 8 }

test('what was sealed opens again, whatever it is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.uint8Array({ maxLength: 500 }),
      async (phrase, bytes) => {
        const sealed = JSON.parse(JSON.stringify(await seal(phrase, bytes, CONTEXT)))

        assert.deepEqual(await unseal(phrase, sealed, CONTEXT), bytes)
      }
    ),
    RUNS
  )
})

test('a flipped bit anywhere keeps it shut', async () => {
  const sealed = await seal(PHRASE, BYTES, CONTEXT)
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('salt', 'iv', 'data'),
      fc.nat(),
      fc.nat({ max: 7 }),
      async (field, at, bit) => {
        const bytes = Buffer.from(sealed[field], 'base64')
        bytes[at % bytes.length] ^= 1 << bit
        const damaged = { ...sealed, [field]: bytes.toString('base64') }

        await assert.rejects(unseal(PHRASE, damaged, CONTEXT), WRONG)
      }
    ),
    RUNS
  )
})

test('another spelling of the same base64 is refused', async () => {
  const sealed = await seal(PHRASE, BYTES, CONTEXT)
  const respelt = sealed.salt.replace(/.==$/, (end) => {
    const next = String.fromCharCode(end.charCodeAt(0) + 1)
    return `${next}==`
  })

  assert.deepEqual(Buffer.from(respelt, 'base64'), Buffer.from(sealed.salt, 'base64'))
  assert.equal(isSealed({ ...sealed, salt: respelt }), false)
})

test('another passphrase does not open it', async () => {
  const sealed = await seal(PHRASE, BYTES, CONTEXT)

  for (const phrase of ['', PHRASE.toUpperCase(), `${PHRASE} `]) {
    await assert.rejects(unseal(phrase, sealed, CONTEXT), WRONG)
  }
})

test('another context does not open it', async () => {
  const sealed = await seal(PHRASE, BYTES, CONTEXT)

  await assert.rejects(unseal(PHRASE, sealed, 'carrycard test v2'), WRONG)
})

test('other rounds than were sealed do not open it', async () => {
  const sealed = await seal(PHRASE, BYTES, CONTEXT)

  const swapped = { ...sealed, iterations: 600_001 }
  await assert.rejects(unseal(PHRASE, swapped, CONTEXT), WRONG)
})

test('one passphrase typed on two keyboards opens it', async () => {
  const sealed = await seal('caf\u00e9 \ufb01ve', BYTES, CONTEXT)

  assert.deepEqual(await unseal('cafe\u0301 five', sealed, CONTEXT), BYTES)
})

test('the same sealed twice is nowhere the same', async () => {
  const one = await seal(PHRASE, BYTES, CONTEXT)
  const other = await seal(PHRASE, BYTES, CONTEXT)

  for (const field of ['salt', 'iv', 'data']) assert.notEqual(one[field], other[field])
})

test('what is not of the form is refused before any work', async () => {
  const sealed = await seal(PHRASE, BYTES, CONTEXT)
  const refused = [
    null,
    'text',
    [],
    {},
    { ...sealed, kdf: 'PBKDF2-SHA1' },
    { ...sealed, iterations: 599_999 },
    { ...sealed, iterations: 5_000_001 },
    { ...sealed, iterations: '600000' },
    { ...sealed, iterations: 600_000.5 },
    { ...sealed, salt: sealed.salt.slice(4) },
    { ...sealed, iv: '' },
    { ...sealed, iv: `${sealed.iv} ` },
    { ...sealed, data: 'AAAA' },
    { ...sealed, data: '%' },
    { ...sealed, data: 7 }
  ]
  let derivations = 0
  await withCrypto({ deriveKey: () => (derivations += 1) }, async () => {
    for (const each of refused) {
      assert.equal(isSealed(each), false)
      await assert.rejects(unseal(PHRASE, each, CONTEXT), WrongPassphraseError)
    }
  })

  assert.equal(derivations, 0)
  assert.equal(isSealed(sealed), true)
})

test('too few or too many rounds are not sealed with', async () => {
  for (const iterations of [4096, 5_000_001, NaN]) {
    await assert.rejects(seal(PHRASE, BYTES, CONTEXT, { iterations }), RangeError)
  }
})

test('a browser without cryptography says so', async () => {
  await withCrypto(undefined, async () => {
    await assert.rejects(seal(PHRASE, BYTES, CONTEXT), CryptoMissingError)
    await assert.rejects(unseal(PHRASE, {}, CONTEXT), CryptoMissingError)
  })
})

/** Run with another crypto.subtle. */
async function withCrypto(subtle, act) {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  Object.defineProperty(globalThis, 'crypto', { value: { subtle }, configurable: true })
  try {
    await act()
  } finally {
    Object.defineProperty(globalThis, 'crypto', own)
  }
}
