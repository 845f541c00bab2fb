/** How words are cut and compared, the same when the index is built and when it is asked. */

const STOP = new Set(
  (
    'a an and are as at be but by can could do does for from had has have how i if in is it ' +
    'its me my of on or so that the then this to was what when where which who will with ' +
    'would you your im take taking'
  ).split(' ')
)

/**
 * @param {string} term
 * @returns {string | null} Null for a word that says nothing
 */
export function plainTerm(term) {
  const plain = term
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’]s?$/u, '')
    .replace(/['’]/gu, '')
  return plain.length < 2 || STOP.has(plain) ? null : plain
}

export const OPTIONS = {
  idField: 'id',
  fields: ['title', 'keywords', 'text'],
  storeFields: ['group', 'title', 'text', 'url', 'weight'],
  processTerm: plainTerm
}

/** How many letters of a word may be wrong. */
export const SLIPS = (/** @type {string} */ term) =>
  term.length > 5 ? 2 : term.length > 3 ? 1 : false

export const ASKING = {
  boost: { title: 3, keywords: 4 },
  prefix: (/** @type {string} */ term) => term.length > 2,
  boostDocument: (
    /** @type {unknown} */ _,
    /** @type {string} */ __,
    /** @type {Record<string, unknown> | undefined} */ stored
  ) => Number(stored?.['weight'] ?? 1),
  weights: { fuzzy: 0.3, prefix: 0.6 }
}
