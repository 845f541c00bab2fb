/** Only a browser tab on an iPhone or iPad is told to install first. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isIosTab } from '../../../static/js/shared/install.js'

const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X)'
const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 16; Pixel 9)'

for (const [
  what,
  userAgent,
  maxTouchPoints,
  isInstalled,
  expected
] of /** @type {const} */ ([
  ['an iPhone tab', IPHONE, 5, false, true],
  ['the installed app on an iPhone', IPHONE, 5, true, false],
  ['an iPad, which says it is a Mac', MAC, 5, false, true],
  ['a Mac', MAC, 0, false, false],
  ['an Android phone', ANDROID, 5, false, false]
])) {
  test(`${what} is ${expected ? '' : 'not '}told`, () => {
    assert.equal(isIosTab({ userAgent, maxTouchPoints }, isInstalled), expected)
  })
}
