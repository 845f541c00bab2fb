/** Words that would tell somebody who sees the screen what a reminder is about. Pure. */

const TELLING =
  /naltrexone|naloxone|drug|opioid|opiate|alcohol|drink|addict|medic|overdose|clinic|recover|rehab|detox|patient|health|tablet|\bpills?\b|\bdos(e|es|ing)\b|\bNHS\b|\bsober\b|cyffur|alcohol|meddyg|tabled|clinig|adfer|\bdos\b|iechyd|\bGIG\b/i

/**
 * @param {string} text
 * @returns {boolean} It may still be used: it is the person's own
 */
export function isTelling(text) {
  return TELLING.test(text.normalize('NFKC'))
}
