/** The text of a chosen file, unless it is too big to be ours or no text at all. */
import { MAX_FILE_BYTES, looksOurs } from './card-file.js'

/** @import { FileFault } from './card-file.js' */

/**
 * The size is asked before a byte is read: a film would fill the phone's memory.
 *
 * @param {Blob} file
 * @returns {Promise<{ text: string, fault: '' } | { text: '', fault: FileFault }>}
 * @throws {Error} The phone would not hand it over; it is intact
 */
export async function textOfFile(file) {
  if (file.size > MAX_FILE_BYTES) return { text: '', fault: 'tooBig' }
  const bytes = await file.arrayBuffer()
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return { text, fault: '' }
  } catch {
    const roughly = new TextDecoder().decode(bytes)
    return { text: '', fault: looksOurs(roughly) ? 'damaged' : 'notOurs' }
  }
}
