/** Names as they are compared. Pure. */

const WITHOUT_MARKS = /^[a-z '.-]*$/

/**
 * "St. Andrew's" and "Saint Andrews" are one, "Y Bala" is "Bala", and "Pont-y-pŵl" has no
 * hat.
 *
 * @param {string} name
 */
export function plainName(name) {
  const small = name.toLowerCase()
  // Most names, and there are thousands to compare at once.
  const plain = (WITHOUT_MARKS.test(small) ? small : withoutMarks(small))
    .replace(/['.]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  const isMore =
    plain.includes('saint') || plain.startsWith('t') || plain.startsWith('y')
  if (!isMore) return plain
  return plain.replace(/\bsaint(?=s?\b)/g, 'st').replace(/^(?:the|yr?) (?=.)/, '')
}

/** @param {string} small */
function withoutMarks(small) {
  return small
    .normalize('NFD')
    .replace(/\p{M}|[’‘`]/gu, '')
    .replace(/&/g, ' and ')
}
