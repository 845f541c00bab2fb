/** Do these words sound like an emergency? Better once too often than not. */
import MiniSearch from 'minisearch'

/**
 * @typedef {object} UrgentWords
 * @property {string[]} words
 * @property {string[]} phrases - Several words in a row
 */

/** Short words must be right; in longer ones a slip or two is let through. */
const slips = (/** @type {string} */ term) =>
  term.length > 7 ? 2 : term.length > 5 ? 1 : false

/**
 * @param {UrgentWords} urgent
 * @returns {(query: string) => boolean} Whether what was typed sounds urgent
 */
export function urgentEar({ words, phrases }) {
  const known = new MiniSearch({ fields: ['word'] })
  known.addAll(words.map((word, id) => ({ id, word })))
  return (query) => {
    const typed = query
      .toLowerCase()
      .replace(/’/gu, "'")
      .split(/[^\p{L}\p{N}']+/u)
      .filter(Boolean)
    const joined = ` ${typed.join(' ')} `
    return (
      phrases.some((phrase) => joined.includes(` ${phrase} `)) ||
      typed.some((word) => known.search(word, { fuzzy: slips }).length > 0)
    )
  }
}
