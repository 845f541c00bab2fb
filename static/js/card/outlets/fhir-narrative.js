/** Text for people inside a FHIR file: small XHTML, whatever was typed. Pure. */
import { XHTML } from './fhir-names.js'

/** Not allowed in XML 1.0 (section 2.2), even written as a number. */
const NOT_XML = /[\ufffe\uffff]|(?![\t\n\r])\p{Cc}|\p{Surrogate}/gu

/** FHIR R4, data type "string": spaces of other kinds are refused by some readers. */
const OTHER_SPACE = /[^\S\n ]/g

/** @type {Record<string, string>} */
const ENTITY = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/**
 * @param {string} text
 * @returns {string} The same without what a FHIR string cannot hold; '' if none is left
 */
export function plainString(text) {
  return text.replace(NOT_XML, '').replace(OTHER_SPACE, ' ').trim()
}

/**
 * @param {string[]} lines - Each may have several lines itself; blank ones are left out
 * @returns {{ status: 'generated', div: string }} One paragraph for each
 */
export function narrative(lines) {
  const paragraphs = lines
    .map(plainString)
    .filter(Boolean)
    .map((line) => `<p>${escaped(line).replace(/\n/g, '<br/>')}</p>`)
  return {
    status: 'generated',
    div: `<div xmlns="${XHTML}" lang="en" xml:lang="en">${paragraphs.join('')}</div>`
  }
}

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => ENTITY[sign])
