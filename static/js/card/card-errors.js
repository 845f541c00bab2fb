/** What can go wrong with keeping a card, one class for each kind. */

/** The browser refused to keep or read the card (storage full, off, or broken). */
export class CardStorageError extends Error {
  name = 'CardStorageError'

  /**
   * True in the rare case that the browser never said whether the new card was
   * kept: it may be the new one or the one before that loads next, never a mixture.
   */
  unsure = false
}

/** Another tab saved or erased the card since this one loaded it. */
export class CardChangedError extends Error {
  name = 'CardChangedError'
}

/** The kept card was written by a newer release and is not to be written over. */
export class CardNewerError extends Error {
  name = 'CardNewerError'
}
