/** The worker finds the kept page for an address that is written a little differently. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  isAsBuilt,
  offlinePage,
  withSlash,
  withoutQuery,
  withoutSlash
} from '../../../service_worker/decisions.js'

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
  ['/card/edit/', '/card/edit'],
  ['/card/edit', '/card/edit'],
  ['/', '/']
])) {
  test(`where a host made ${path} of it, ${expected} is looked up`, () => {
    assert.equal(withoutSlash(at(path)).pathname, expected)
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

for (const path of ['/card/?', '/card/?from=home&x=1', '/card/']) {
  test(`${path} is looked up without its query`, () => {
    assert.equal(withoutQuery(at(path)).href, 'https://card.example/card/')
  })
}

for (const [what, path, status, headers, expected] of /** @type {const} */ ([
  ['a page', '/card/', 200, { 'Content-Type': 'text/html; charset=utf-8' }, true],
  ['a script', '/static/a.js', 200, { 'Content-Type': 'text/javascript' }, true],
  [
    'a script of old',
    '/static/a.js',
    200,
    { 'Content-Type': 'application/javascript' },
    true
  ],
  [
    'JSON for the manifest',
    '/manifest.json',
    200,
    { 'Content-Type': 'application/json' },
    true
  ],
  [
    'a page for the manifest',
    '/manifest.json',
    200,
    { 'Content-Type': 'text/html' },
    false
  ],
  ['a page for a script', '/static/a.js', 200, { 'Content-Type': 'text/html' }, false],
  ['a page as a file', '/card/', 200, { 'Content-Type': 'application/pdf' }, false],
  ['an error page', '/card/', 503, { 'Content-Type': 'text/html' }, false],
  ['a part of a page', '/card/', 206, { 'Content-Type': 'text/html' }, false],
  [
    'a download',
    '/card/',
    200,
    { 'Content-Type': 'text/html', 'Content-Disposition': 'attachment' },
    false
  ],
  ['a page of no type', '/card/', 200, {}, false]
])) {
  test(`${what} is ${expected ? '' : 'not '}kept`, () => {
    const response = { status, headers: new Headers(headers) }

    assert.equal(isAsBuilt(at(path), response), expected)
  })
}
