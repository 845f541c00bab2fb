/** What is taken away opens nothing that is written after. */
import assert from 'node:assert/strict'
import { test } from 'node:test'

import {
  keyByPasskey,
  openTexts
} from '../../../../static/js/card/private/private-lock.js'
import { WholePhone } from './whole-phone.js'

const PHRASE = 'four plain words'
const TEXTS = { reason: 'mine', conditions: '', notes: '' }
const bytes = (size) => crypto.getRandomValues(new Uint8Array(size))

test('an old copy with the passkey opens nothing that is written after', async () => {
  const { app, part, passkey } = await withPasskey()
  const oldKey = await keyByPasskey(passkey, part.record.keys.passkey)

  const without = await app.part.removePasskey(part, PHRASE)
  const later = await app.part.keepTexts(without, { ...TEXTS, notes: 'later' })

  assert.equal(later.record.keys.passkey, undefined)
  await assert.rejects(openTexts(later.record, oldKey), {
    name: 'WrongPassphraseError'
  })
  const again = await app.part.openByPassphrase(later.record, PHRASE)
  assert.equal(again.texts.notes, 'later')
})

test('a wrong passphrase does not take the passkey away', async () => {
  const { app, part } = await withPasskey()

  const removing = app.part.removePasskey(part, `${PHRASE}.`)

  await assert.rejects(removing, { name: 'WrongPassphraseError' })
  const { keys } = await app.kept.readPrivateRecord()
  assert.notEqual(keys.passkey, undefined)
})

async function withPasskey() {
  const app = new WholePhone().open()
  const passkey = { id: bytes(16), salt: bytes(32), secret: bytes(32) }
  const made = await app.part.setUp(PHRASE, TEXTS)
  return { app, passkey, part: await app.part.addPasskey(made, passkey) }
}
