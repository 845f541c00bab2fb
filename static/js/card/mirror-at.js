/** One copy in localStorage of what is kept in the database. */
import { isWiped } from '../shared/wiped-state.js'

/** @param {string} key - Under which it is kept */
export function mirrorAt(key) {
  return {
    /**
     * @returns {unknown} What is there, unchecked: undefined when nothing is, null when
     *   it cannot be parsed
     * @throws {DOMException | ReferenceError} Storage is off; nothing has changed
     */
    look() {
      const text = localStorage.getItem(key)
      if (text === null) return undefined
      try {
        return JSON.parse(text)
      } catch {
        return null
      }
    },

    /**
     * @param {string} text - JSON
     * @throws {Error} Not written (storage full or off); the mirror before is intact and
     *   now out of date, so drop it
     */
    write(text) {
      if (isWiped()) throw new Error('Everything was wiped')
      localStorage.setItem(key, text)
      if (localStorage.getItem(key) !== text) {
        throw new Error('The mirror did not keep it')
      }
    },

    /**
     * @returns {void} Once the mirror is gone, or there is no such storage
     * @throws {DOMException} Storage is off; the mirror may still be there
     */
    drop() {
      if (typeof localStorage !== 'undefined') localStorage.removeItem(key)
    }
  }
}
