import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import {
  SMALLEST_CSS_PX,
  layOut
} from '../../../../static/js/card/outlets/picture-layout.js'
import {
  FURNITURE,
  SIZES,
  ourPart,
  thisPhone
} from '../../../../static/js/card/outlets/picture-sizes.js'

const TITLE = { key: 'title', text: 'I take NALTREXONE', rank: 1 }
const MADE = 'Made Sun 22 Nov 2026. Later doses not shown.'

/** About what a common font measures; the browser gives the real width. */
const measure = (text, size, weight) =>
  [...text].length * size * (weight > 600 ? 0.56 : 0.52)

const word = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('אבא', 'سلام', '07700 900123', '👩‍👩‍👧', 'W'.repeat(80))
)
const typed = fc
  .array(word, { minLength: 1, maxLength: 40 })
  .map((all) => all.join(' '))
const line = fc.record({
  key: fc.constantFrom('act', 'form', 'dose', 'allergies', 'contacts', 'first', 'more'),
  text: typed
})
const RANKS = {
  act: 2,
  form: 4,
  dose: 5,
  allergies: 6,
  contacts: 7,
  first: 17,
  more: 18
}
const lines = fc
  .array(line, { maxLength: 20 })
  .map((all) => [TITLE, ...all.map((each) => ({ ...each, rank: RANKS[each.key] }))])
const phone = fc.oneof(
  fc.constantFrom(...SIZES),
  fc
    .record({
      width: fc.integer({ min: 320, max: 1200 }),
      height: fc.integer({ min: 568, max: 1600 }),
      ratio: fc.constantFrom(1, 1.5, 2, 2.625, 3, 4),
      agent: fc.constantFrom('iPhone', 'Android')
    })
    .map(({ width, height, ratio, agent }) =>
      thisPhone({ width, height }, ratio, agent)
    )
)
const codeSide = (size) => fc.constantFrom(0, Math.round(size.ratio * 1.5) * 73)

const laidOut = fc.record({ lines, size: phone, others: fc.nat(9) }).chain((what) =>
  codeSide(what.size).map((side) => ({
    ...what,
    side,
    laid: layOut({ ...what, made: MADE, codeSide: side }, measure)
  }))
)

const holds = (claim) =>
  fc.assert(
    fc.property(laidOut, (what) => claim(what)),
    { numRuns: 300 }
  )

test('nothing stands outside the part of the screen that is ours', () => {
  holds(({ size, laid: { panel, pieces, code } }) => {
    const room = ourPart(size)
    assert.ok(panel.x >= room.x && panel.width <= room.width)
    assert.ok(panel.y >= room.y && panel.height <= room.height)
    for (const { x, y, width, height, direction } of pieces) {
      const left = direction === 'rtl' ? x - width : x
      assert.ok(left >= panel.x && left + width <= panel.x + panel.width)
      assert.ok(y >= panel.y && y + height <= panel.y + panel.height)
    }
    if (code) assert.ok(code.y + code.side <= panel.y + panel.height)
  })
})

test('every line is as wide as it is measured, or less', () => {
  holds(({ laid }) => {
    for (const { text, size, weight, width } of laid.pieces) {
      const isOneCharacter = [...new Intl.Segmenter('en').segment(text)].length === 1
      assert.ok(isOneCharacter || measure(text, size, weight) <= width + 0.01)
    }
  })
})

test('no text is smaller than 13 CSS pixels, and the medicine is the largest', () => {
  assert.ok(SMALLEST_CSS_PX >= 12)
  holds(({ size, laid }) => {
    for (const piece of laid.pieces) {
      assert.ok(piece.size / size.ratio > SMALLEST_CSS_PX - 0.001)
    }
    const medicine = laid.pieces.find(({ text }) => text === 'NALTREXONE')
    assert.equal(Math.max(...laid.pieces.map((piece) => piece.size)), medicine?.size)
  })
})

test('the name of the medicine and what to do are never pushed out by the code', () => {
  holds(({ lines: all, side, laid, size }) => {
    const first = all.filter(({ rank }) => rank <= 2)
    const isWhole = first.every((line) => laid.taken.includes(line))
    if (laid.code) assert.ok(side > 0 && isWhole)
    assert.ok(
      laid.taken.some(({ key }) => key === 'title'),
      JSON.stringify(size)
    )
  })
})

test('no two lines stand on one another, and none on the code', () => {
  holds(({ laid }) => {
    const rest = laid.pieces.filter(({ y }) => y > laid.rule.y)
    rest.reduce((before, after) => {
      assert.ok(before.y + before.height <= after.y + 0.001)
      return after
    })
    const { code } = laid
    for (const { x, y, width, direction } of code ? rest : []) {
      const right = direction === 'rtl' ? x : x + width
      assert.ok(right <= code.x || y >= code.y + code.side)
    }
  })
})

test('every line is there whole, or left out and counted', () => {
  holds(({ lines: all, others, laid }) => {
    assert.equal(laid.taken.length + laid.left.length, all.length)
    const shown = bare(laid.pieces.map(({ text }) => text).join(''))
    for (const { text } of laid.taken) assert.ok(shown.includes(bare(text)))
    const more = laid.left.filter(({ rank }) => rank < 17).length + others
    const count = `+${more} more on the card`
    assert.equal(shown.includes(bare(count)), more > 0)
  })
})

test('advice that is the same for everyone comes in only where all else does', () => {
  holds(({ laid }) => {
    const isOwnLeft = laid.left.some(({ rank }) => rank < 17)
    const isGeneralTaken = laid.taken.some(({ rank }) => rank >= 17)
    assert.ok(!isOwnLeft || !isGeneralTaken)
  })
})

test('text grows where there is room for it', () => {
  const [size] = SIZES.filter(({ code }) => code === 'iphone-12-14')
  const few = layOut({ lines: [TITLE], made: MADE, size }, measure)
  const many = Array(12).fill({ key: 'act', text: 'word '.repeat(12), rank: 2 })
  const full = layOut({ lines: [TITLE, ...many], made: MADE, size }, measure)

  assert.ok(few.pieces.at(-1).size > full.pieces.at(-1).size)
})

test('the top third and the foot of each screen stay free', () => {
  for (const size of SIZES) {
    const room = ourPart(size)
    assert.ok(room.y >= size.height * 0.33)
    const foot = size.height - room.y - room.height
    assert.ok(foot >= size.height * FURNITURE[size.kind].bottom)
    assert.ok(FURNITURE[size.kind].bottom >= 0.15)
  }
})

test('a phone held sideways gets an upright picture', () => {
  const size = thisPhone({ width: 844, height: 390 }, 3, 'iPhone')

  assert.deepEqual([size.width, size.height, size.ratio], [1170, 2532, 3])
})

test('text on a tablet is as large for its screen as on a phone', () => {
  const size = thisPhone({ width: 880, height: 1200 }, 2, 'Android')

  assert.deepEqual([size.width, size.height, size.ratio], [1760, 2400, 4])
})

const bare = (text) => text.replace(/\s/g, '')
