/** The worker finds the kept page for an address that is written a little differently. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { offlinePage, withSlash } from '../../../service_worker/decisions.js'

const at = (/** @type {string} */ path) => new URL(path, 'https://card.example')

for (const [path, expected] of /** @type {const} */ ([
  ['/card', '/card/'],
  ['/card/', '/card/'],
  ['/cy', '/cy/']
])) {
  test(`${path} is looked up as ${expected}`, () => {
    assert.equal(withSlash(at(path)).pathname, expected)
  })
}

for (const [path, expected] of /** @type {const} */ ([
  ['/nowhere', '/offline'],
  ['/cy/nowhere', '/cy/offline'],
  ['/cycling', '/offline']
])) {
  test(`without a network ${path} gets ${expected}`, () => {
    assert.equal(offlinePage(at(path)), expected)
  })
}
