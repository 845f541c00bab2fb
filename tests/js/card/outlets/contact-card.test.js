import assert from 'node:assert/strict'
import { test } from 'node:test'

import fc from 'fast-check'

import { contactCards } from '../../../../static/js/card/outlets/contact-card.js'
import { anyCard } from '../support/cards.js'

const octets = (text) => new TextEncoder().encode(text).length

/** @param {string} file - Read back by RFC 2426, sections 2.6 and 4 */
function read(file) {
  return file
    .replace(/\r\n[ \t]/g, '')
    .split('BEGIN:VCARD\r\n')
    .slice(1)
    .map((card) =>
      Object.fromEntries(
        card
          .split('\r\n')
          .filter(Boolean)
          .map((line) => {
            const colon = line.indexOf(':')
            const value = line
              .slice(colon + 1)
              .replace(/\\(.)/gs, (_, sign) => (sign === 'n' ? '\n' : sign))
            return [line.slice(0, colon).split(';')[0], value]
          })
      )
    )
}

test('what is read back is what was typed, whatever it was', () => {
  fc.assert(
    fc.property(anyCard, fc.boolean(), ({ contacts, note }, isNoted) => {
      const file = contactCards(contacts, isNoted ? note : '')

      const cards = read(file)

      assert.equal(cards.length, contacts.length)
      cards.forEach((card, index) => {
        const { name, phone } = contacts[index]
        assert.equal(card.FN, `ICE ${name || phone}`)
        assert.equal(card.TEL ?? '', phone)
        assert.equal(card.NOTE ?? '', isNoted ? note : '')
      })
    }),
    { numRuns: 500 }
  )
})

test('no line is over 75 octets, and none is cut inside a character', () => {
  fc.assert(
    fc.property(anyCard, ({ contacts, note }) => {
      for (const line of contactCards(contacts, note).split('\r\n')) {
        assert.ok(octets(line) <= 75, line)
        assert.equal(line.isWellFormed?.() ?? true, true)
        assert.doesNotMatch(line, /[\r\n]/)
      }
    }),
    { numRuns: 500 }
  )
})

test('a name cannot add a line or a card of its own', () => {
  const name = 'A;B,C\\\r\nTEL:999\nEND:VCARD\nBEGIN:VCARD'

  const file = contactCards([{ name, phone: '' }])

  assert.equal(file.match(/^BEGIN:VCARD/gm)?.length, 1)
  assert.doesNotMatch(file, /^TEL/m)
})

test('without contacts there is nothing to save', () => {
  assert.equal(contactCards([]), '')
})
