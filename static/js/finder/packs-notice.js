/** What to say of the packs: not here yet, old, or nothing. Pure. */

const SAID = new Map([
  ['fetching', 'fetching'],
  ['offline', 'noNetwork']
])

/**
 * @typedef {object} PackNews
 * @property {{ built_at: string, expires_at: string } | null} manifest - Null: none here
 * @property {string} update - "fetching", what became of the last update, or ""
 * @property {Date} now
 */

/**
 * @param {PackNews} news
 * @param {(name: string) => string} words
 * @param {(day: string) => string} day
 * @returns {string} "" where all is well
 */
export function packsInWords({ manifest, update, now }, words, day) {
  if (!manifest) {
    if (update === '') return ''
    const state = SAID.get(update) ?? 'noList'
    return `${words(state)} ${words('works')}`
  }
  const isOld = now.getTime() > Date.parse(manifest.expires_at)
  return isOld ? words('old').replace('{day}', day(manifest.built_at.slice(0, 10))) : ''
}
