import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'

const FOLDER = new URL('../../../static/js/log/', import.meta.url)
const WAYS_OUT =
  /fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|WebTransport|RTCPeer|http/i

for (const name of readdirSync(FOLDER, { recursive: true })) {
  if (!name.endsWith('.js')) continue
  test(`${name} has no way to send anything`, () => {
    const source = readFileSync(new URL(name, FOLDER), 'utf8')

    assert.equal(WAYS_OUT.exec(source)?.[0], undefined)
  })
}
