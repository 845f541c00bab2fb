/** What can go wrong with keeping the log, one class for each kind. */

/** The browser refused to keep or read the log (storage full, off, or broken). */
export class LogStorageError extends Error {
  name = 'LogStorageError'

  /** True when the browser never said whether it was kept: it may be. */
  unsure = false
}

/** The kept log was written by a newer release and is not to be written over. */
export class LogNewerError extends Error {
  name = 'LogNewerError'
}

/** Something is kept and no copy of it can be read; it is not written over unasked. */
export class LogDamagedError extends Error {
  name = 'LogDamagedError'
}

/** Another window has written since this one looked. */
export class LogChangedError extends Error {
  name = 'LogChangedError'
}

/** A dose cannot have been taken at a time that is still to come. */
export class DoseInFutureError extends Error {
  name = 'DoseInFutureError'
}

/** It does not say what was done, or on which day. */
export class NotAnEntryError extends Error {
  name = 'NotAnEntryError'
}

/** The entry is not in the log any more: another window may have taken it out. */
export class EntryGoneError extends Error {
  name = 'EntryGoneError'
}

const KINDS = [
  LogNewerError,
  LogDamagedError,
  LogChangedError,
  DoseInFutureError,
  NotAnEntryError,
  EntryGoneError
]

/**
 * @param {unknown} error
 * @returns {Error | null} Ours, if it is one of these or was caused by one
 */
export function ownError(error) {
  const causes = [error, error instanceof Error ? error.cause : null]
  const found = causes.find((each) => KINDS.some((kind) => each instanceof kind))
  return /** @type {Error} */ (found) ?? null
}
