/** The cover comes down over a page out of sight, where it was chosen. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { fileURLToPath } from 'node:url'

import { buildSync } from 'esbuild'

import {
  askForCover,
  chooseCover,
  coverWhenHidden,
  isCoverChosen
} from '../../../static/js/shared/cover.js'

const FILE = new URL('../../../static/js/shared/cover.js', import.meta.url)
const LIMIT_BYTES = 1024

let kept
let classes
let marks
let page

beforeEach(() => {
  kept = new Map()
  classes = new Set()
  marks = new Set()
  page = Object.assign(new EventTarget(), {
    visibilityState: 'visible',
    documentElement: {
      hasAttribute: (name) => marks.has(name),
      toggleAttribute: (name, on) => marks[on ? 'add' : 'delete'](name),
      classList: { toggle: (name, on) => classes[on ? 'add' : 'delete'](name) }
    }
  })
  Object.assign(globalThis, {
    window: new EventTarget(),
    localStorage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => kept.set(key, value),
      removeItem: (key) => kept.delete(key)
    }
  })
})

function turn(state) {
  page.visibilityState = state
  page.dispatchEvent(new Event('visibilitychange'))
}

test('it is off until it is chosen', () => {
  coverWhenHidden(page)

  turn('hidden')

  assert.equal(isCoverChosen(), false)
  assert.deepEqual([...classes], [])
})

test('chosen, it comes when the page is hidden and goes by itself', () => {
  coverWhenHidden(page)
  assert.equal(chooseCover(true), true)

  turn('hidden')
  assert.deepEqual([...classes], ['covered'])

  turn('visible')
  assert.deepEqual([...classes], [])
})

test('a page that asks for it is covered though nobody chose it', () => {
  coverWhenHidden(page)
  askForCover(page, true)

  turn('hidden')
  assert.deepEqual([...classes], ['covered'])

  turn('visible')
  askForCover(page, false)
  turn('hidden')
  assert.deepEqual([...classes], [])
})

test('a page that only loses the focus is not covered', () => {
  coverWhenHidden(page)
  chooseCover(true)

  window.dispatchEvent(new Event('blur'))

  assert.deepEqual([...classes], [])
})

test('a choice taken back in another window counts at once', () => {
  coverWhenHidden(page)
  chooseCover(true)
  chooseCover(false)

  turn('hidden')

  assert.equal(kept.size, 0)
  assert.deepEqual([...classes], [])
})

test('a browser that keeps nothing says so, and hides nothing', () => {
  Object.assign(globalThis, {
    localStorage: {
      getItem: () => {
        throw new Error('off')
      },
      setItem: () => {
        throw new Error('off')
      }
    }
  })

  assert.equal(chooseCover(true), false)
  assert.equal(isCoverChosen(), false)
})

test('what the card page pays for it is under a kilobyte', () => {
  const source = `import { coverWhenHidden } from ${JSON.stringify(fileURLToPath(FILE))}
    coverWhenHidden(document)`
  const built = buildSync({
    stdin: { contents: source, resolveDir: fileURLToPath(new URL('.', FILE)) },
    bundle: true,
    minify: true,
    format: 'iife',
    write: false
  })

  assert.ok(built.outputFiles[0].contents.length < LIMIT_BYTES)
})
