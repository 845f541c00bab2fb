/** A postcode is read however it is typed, and nothing else is taken for one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readPostcode } from '../../../static/js/finder/postcode.js'

const KNOWN = [
  'LS6',
  'LS1',
  'E1',
  'E16',
  'SW1A',
  'OX1',
  'EC1A',
  'L1',
  'B1',
  'M1',
  'IP1'
]
const outcodes = {
  has: (/** @type {string} */ outcode) => KNOWN.includes(outcode),
  begins: (/** @type {string} */ beginning) =>
    KNOWN.some((each) => each.startsWith(beginning)),
  hasNoPlace: (/** @type {string} */ outcode) => outcode === 'E22'
}

for (const [typed, kind, read] of /** @type {const} */ ([
  ['LS6 2AB', 'postcode', 'LS6 2AB'],
  ['ls62ab', 'postcode', 'LS6 2AB'],
  [' l s 6  2a b ', 'postcode', 'LS6 2AB'],
  ['LS6-2AB', 'postcode', 'LS6 2AB'],
  ['LSI 4AP', 'postcode', 'LS1 4AP'],
  ['SWIA 2AA', 'postcode', 'SW1A 2AA'],
  ['0X1 1AA', 'postcode', 'OX1 1AA'],
  ['1P1 1AA', 'postcode', 'IP1 1AA'],
  ['LS6 OAB', 'postcode', 'LS6 0AB'],
  ['LS6 IAB', 'postcode', 'LS6 1AB'],
  ['E1 6AN', 'postcode', 'E1 6AN'],
  ['E16AN', 'postcode', 'E1 6AN'],
  ['L41 1AA', 'postcode', 'L41 1AA'],
  ['LS6 2', 'sector', 'LS6 2'],
  ['LS62', 'sector', 'LS6 2'],
  ['LS6 2A', 'sector', 'LS6 2'],
  ['E1 6', 'sector', 'E1 6'],
  ['E16', 'outcode', 'E16'],
  ['LS6', 'outcode', 'LS6'],
  ['ls 6', 'outcode', 'LS6'],
  ['LS', 'beginning', 'LS'],
  ['l', 'beginning', 'L'],
  ['EC1', 'beginning', 'EC1'],
  ['GIR 0AA', 'no-place', 'GIR'],
  ['gir0aa', 'no-place', 'GIR'],
  ['E22 1AA', 'no-place', 'E22 1AA'],
  ['12 High Street, Leeds, LS6 2AB', 'postcode', 'LS6 2AB'],
  ['Leeds', '', ''],
  ['Ely', '', ''],
  ['', '', ''],
  ['LS6 2CB', '', ''],
  ['ZZ', '', ''],
  ['12345', '', ''],
  ['10 Downing Street', '', '']
])) {
  test(`"${typed}" is read as ${kind || 'no postcode'} ${read}`, () => {
    const found = readPostcode(typed, outcodes)

    assert.equal(found?.kind ?? '', kind)
    assert.equal(found?.postcode || found?.sector || found?.outcode || '', read)
  })
}

const inward = fc
  .tuple(
    fc.integer({ min: 0, max: 9 }),
    fc.constantFrom(...'ABDEFGHJLNPQRSTUWXYZ'),
    fc.constantFrom(...'ABDEFGHJLNPQRSTUWXYZ')
  )
  .map((parts) => parts.join(''))
const spaces = fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 4 })

test('spaces and case change nothing about a postcode', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KNOWN),
      inward,
      spaces,
      fc.boolean(),
      (outcode, rest, gaps, isSmall) => {
        const written = `${outcode} ${rest}`
        let typed = outcode + rest
        for (const gap of gaps) typed = `${typed.slice(0, gap)} ${typed.slice(gap)}`

        const found = readPostcode(isSmall ? typed.toLowerCase() : typed, outcodes)

        assert.equal(found?.postcode, written)
      }
    )
  )
})

test('whatever is typed, an answer comes and is a postcode that could be', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (typed) => {
      const found = readPostcode(typed, outcodes)

      assert.match(
        found?.postcode || 'A1 1AA',
        /^[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}$/
      )
    })
  )
})
