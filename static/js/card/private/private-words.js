/** Which word says what went wrong with the private part. */
import { PasskeyError } from './passkey.js'
import { WrongPassphraseError } from './private-lock.js'
import { CardFullError } from './private-move.js'
import { CardChangedError, CardStorageError } from './private-store.js'

/**
 * @param {unknown} error
 * @returns {string} The name of a word on the page
 */
export function wordFor(error) {
  if (error instanceof WrongPassphraseError) return 'didNotOpen'
  if (error instanceof CardChangedError) return 'changedElsewhere'
  if (error instanceof CardFullError) return 'cardFull'
  if (error instanceof PasskeyError) return 'noPasskey'
  return error instanceof CardStorageError && error.unsure ? 'unsure' : 'notKept'
}
