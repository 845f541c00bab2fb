/** The face's own words, read from the page the server sent: one wording for all. */

/**
 * @typedef {object} FaceWords - All in English, as on the face
 * @property {string} title
 * @property {string} not - What it is not to be taken for
 * @property {string} titleOther - For another opioid blocker
 * @property {string} notOther
 * @property {string[]} act - What to do
 * @property {string[]} first - What else to know first
 * @property {string[]} more
 * @property {Record<string, string>} forms - By code, as formCode() gives it
 * @property {Record<string, string>} rows - Labels of what the person typed, by field
 * @property {string} unknown - Instead of a last dose
 * @property {string} lastDose - Stands before its day
 * @property {string} sensitive
 * @property {string} notVerified
 */

/**
 * @param {ParentNode} page - Has the face, or a template with it, marked [data-face]
 * @returns {FaceWords}
 */
export function faceWords(page) {
  const holder = page.querySelector('[data-face]')
  const face = holder instanceof HTMLTemplateElement ? holder.content : holder
  if (!face) throw new TypeError('the page has no face to read the words from')
  const all = (/** @type {string} */ name) =>
    [...face.querySelectorAll(`[data-say="${name}"]`)].map(plainText)
  const byKey = (/** @type {string} */ attribute) =>
    Object.fromEntries(
      [...face.querySelectorAll(`[${attribute}]`)].map((each) => [
        each.getAttribute(attribute) ?? '',
        plainText(each)
      ])
    )
  return {
    title: all('title')[0],
    not: all('not')[0],
    titleOther: forOther(face, 'title'),
    notOther: forOther(face, 'not'),
    act: all('act'),
    first: all('first'),
    more: all('more'),
    forms: byKey('data-form'),
    rows: byKey('data-label'),
    unknown: all('unknown')[0],
    lastDose: all('last-dose')[0],
    sensitive: all('sensitive')[0],
    notVerified: all('not-verified')[0]
  }
}

/**
 * @param {ParentNode} face
 * @param {string} name
 * @returns {string} The words for another opioid blocker
 */
function forOther(face, name) {
  const words = face.querySelector(`[data-say="${name}"]`)?.cloneNode(true)
  if (!(words instanceof Element)) return ''
  for (const part of words.querySelectorAll('[data-other]')) {
    part.textContent = part.getAttribute('data-other')
  }
  return plainText(words)
}

/** @param {Element} element */
function plainText(element) {
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim()
}
