/** What a browser keeps outside the database, over a Map that a test can look into. */

/** @param {Map<string, string>} kept */
export const storageOf = (kept) => ({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, value),
  removeItem: (key) => void kept.delete(key)
})

/**
 * One cache, whatever its name.
 *
 * @param {Map<string, string>} kept
 */
export const cachesOf = (kept) => ({
  match: async (key) => {
    const text = kept.get(key)
    return text === undefined ? undefined : new Response(text)
  },
  open: async () => ({
    put: async (key, response) => void kept.set(key, await response.text())
  }),
  delete: async () => kept.clear() ?? true
})
