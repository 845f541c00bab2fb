/** Only the passphrase or the passkey opens the texts, and one never needs the other. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  keyByPasskey,
  keyByPassphrase,
  lockTexts,
  lockWithPasskey,
  lockWithPassphrase,
  newDataKey,
  openTexts
} from '../../../../static/js/card/private/private-lock.js'

const TEXTS = { reason: 'mine', conditions: 'one\ntwo', notes: '' }
const WRONG = { name: 'WrongPassphraseError' }
const bytes = (size) => crypto.getRandomValues(new Uint8Array(size))
const passkey = () => ({ id: bytes(16), salt: bytes(32), secret: bytes(32) })

test('the passphrase opens what was locked with it', async () => {
  const key = newDataKey()
  const locked = await lockTexts(TEXTS, key)
  const keys = { passphrase: await lockWithPassphrase('four plain words', key) }

  const again = await keyByPassphrase('four plain words', keys)

  assert.deepEqual(await openTexts(locked, again), TEXTS)
  await assert.rejects(keyByPassphrase('four plain word', keys), WRONG)
})

test('the passkey opens it too, and only that one', async () => {
  const key = newDataKey()
  const locked = await lockTexts(TEXTS, key)
  const mine = passkey()
  const lock = await lockWithPasskey(mine, key)

  assert.deepEqual(await openTexts(locked, await keyByPasskey(mine, lock)), TEXTS)
  const other = { ...mine, secret: bytes(32) }
  await assert.rejects(keyByPasskey(other, lock), WRONG)
  const salted = { ...mine, salt: bytes(32) }
  await assert.rejects(keyByPasskey(salted, lock), WRONG)
})

test('a key that is closed while a passkey is added does not lock nothing', async () => {
  const key = newDataKey()
  const kept = key.slice()
  const mine = passkey()

  const locking = lockWithPasskey(mine, key)
  key.fill(0)

  assert.deepEqual(await keyByPasskey(mine, await locking), kept)
})

test('another data key, or one changed character, opens nothing', async () => {
  const key = newDataKey()
  const locked = await lockTexts(TEXTS, key)
  const turned = {
    ...locked,
    data: `${locked.data[0] === 'A' ? 'B' : 'A'}${locked.data.slice(1)}`
  }

  await assert.rejects(openTexts(locked, newDataKey()), WRONG)
  await assert.rejects(openTexts(turned, key), WRONG)
  await assert.rejects(openTexts({ ...locked, iv: 'AAAA' }, key), WRONG)
})

test('what is locked does not tell how much was written', async () => {
  const key = newDataKey()
  const little = await lockTexts({ reason: '', conditions: '', notes: '' }, key)
  const much = await lockTexts(
    {
      reason: '𠜎'.repeat(100),
      conditions: '"'.repeat(300),
      notes: '\u4e00'.repeat(500)
    },
    key
  )

  assert.equal(little.data.length, much.data.length)
})
