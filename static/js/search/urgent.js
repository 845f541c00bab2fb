/** Do these words sound like an emergency? Better once too often than not. */
import MiniSearch from 'minisearch'

/**
 * @typedef {object} UrgentWords
 * @property {{ words: string[], phrases: string[], took: string[], drugs: string[] }} urgent
 * @property {{ words: string[], phrases: string[] }} suicide
 */

/** @typedef {'suicide' | 'urgent' | null} Alert */

/** Short words must be right; in longer ones a slip or two is let through. */
const slips = (/** @type {string} */ term) =>
  term.length > 7 ? 2 : term.length > 4 ? 1 : false

/**
 * @param {UrgentWords} heard
 * @returns {(query: string) => Alert} What was typed sounds like; suicide before the rest
 */
export function urgentEar({ urgent, suicide }) {
  const isOneOf = (/** @type {string[]} */ words) => {
    const known = new MiniSearch({ fields: ['word'] })
    known.addAll(words.map((word, id) => ({ id, word })))
    return (/** @type {string} */ word) =>
      known.search(word, { fuzzy: slips }).length > 0
  }
  const stands = (/** @type {string[]} */ phrases) => {
    const known = phrases.map((phrase) => plain(phrase).map((word) => isOneOf([word])))
    return (/** @type {string[]} */ typed) =>
      known.some((phrase) =>
        typed.some((_, at) =>
          phrase.every((is, step) => {
            const word = typed[at + step]
            return word !== undefined && is(word)
          })
        )
      )
  }
  const isSuicide = isOneOf(suicide.words)
  const saysSuicide = stands(suicide.phrases)
  const isUrgent = isOneOf(urgent.words)
  const saysUrgent = stands(urgent.phrases)
  const isTook = isOneOf(urgent.took)
  const isDrug = isOneOf(urgent.drugs)
  return (query) => {
    const typed = plain(query)
    if (typed.some(isSuicide) || saysSuicide(typed)) return 'suicide'
    const tookOne = typed.some(isTook) && typed.some(isDrug)
    return tookOne || typed.some(isUrgent) || saysUrgent(typed) ? 'urgent' : null
  }
}

/**
 * @param {string} text
 * @returns {string[]} Its words, without case, accents and apostrophes
 */
function plain(text) {
  return text
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
