/** The worker finds the kept page for an address that is written a little differently. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAsBuilt, keptPath, offlinePage } from '../../../service_worker/decisions.js'

const at = (/** @type {string} */ path) => new URL(path, 'https://card.example')

const kept = new Set(['/', '/card/', '/cy/', '/offline', '/static/a.js'])
for (const [path, expected] of /** @type {const} */ ([
  ['/card', '/card/'],
  ['/card/', '/card/'],
  ['/cy', '/cy/'],
  ['/', '/'],
  ['/card/?', '/card/'],
  ['/card/?from=home&x=1', '/card/'],
  ['/card?from=home#top', '/card/'],
  ['/offline', '/offline'],
  ['/static/a.js', '/static/a.js'],
  ['/offline/', '/offline'],
  ['/offline/more', undefined],
  ['/nowhere', undefined],
  ['/card/show', undefined],
  ['/CARD/', undefined]
])) {
  test(`${path} is looked up as ${expected ?? 'a page that is not kept'}`, () => {
    assert.equal(keptPath(at(path), kept), expected)
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
