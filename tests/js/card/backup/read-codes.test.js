/** The camera looks only while somebody sees that it does. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'

import { offerReading } from '../../../../static/js/card/backup/read-codes.js'

let parts
let answer
let isStopped

beforeEach(() => {
  parts = new Map()
  isStopped = false
  const document = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    querySelector: () => null,
    createElement: () => ({})
  })
  const asked = new Promise((resolve) => (answer = resolve))
  const mediaDevices = { getUserMedia: () => asked }
  Object.assign(globalThis, { document, window: new EventTarget() })
  Object.defineProperty(globalThis, 'navigator', {
    configurable: true,
    value: { mediaDevices }
  })
  offerReading({ querySelector: part }, { hide: () => {}, say: () => {} })
  part('[data-use-camera]').dispatchEvent(new Event('click'))
})

function part(selector) {
  const made = Object.assign(new EventTarget(), {
    hidden: true,
    srcObject: null,
    videoWidth: 0,
    videoHeight: 0,
    said: '',
    focus: () => {},
    play: async () => {},
    replaceChildren(text) {
      this.said = text
    }
  })
  if (!parts.has(selector)) parts.set(selector, made)
  return parts.get(selector)
}

async function allow() {
  answer({ getTracks: () => [{ stop: () => (isStopped = true) }] })
  await new Promise((resolve) => setImmediate(resolve))
}

function hide() {
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
}

test('a camera that is allowed is looked through', async () => {
  await allow()

  assert.equal(isStopped, false)
  assert.notEqual(part('video').srcObject, null)
  part('[data-stop-camera]').dispatchEvent(new Event('click'))
  assert.equal(isStopped, true)
})

test('one that is allowed after the page was hidden is put away', async () => {
  hide()
  await allow()

  assert.equal(isStopped, true)
  assert.equal(part('video').srcObject, null)
  assert.equal(part('[data-status]').said, 'stopped')
})

for (const gone of ['carrycard-left', 'pagehide']) {
  test(`one that is on when the page is left (${gone}) is put away`, async () => {
    await allow()
    window.dispatchEvent(new Event(gone))

    assert.equal(isStopped, true)
    assert.equal(part('video').srcObject, null)
  })
}
