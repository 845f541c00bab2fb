/** Hand a file to the browser to save. It never leaves the phone on the way. */

/** A browser may ask where to put it, and read it only then. */
const KEEP_MS = 60_000

/**
 * Whether the person then keeps it, no browser says.
 *
 * @param {Blob} file
 * @param {string} name - Neutral: it stands in the list of downloads
 */
export function saveFile(file, name) {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.hidden = true
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS)
}
