/** Where the server is asked that takes reminders and reports: here, or elsewhere. */

/** The build puts CARRYCARD_API in its place: an origin, a path, both, or nothing. */
const BUILT = '__CARRYCARD_API__'

/**
 * @param {string} path - From /api/ on
 * @param {string} [base] - As the setting has it
 * @returns {string} The address to ask
 */
export function apiAddress(path, base = BUILT) {
  return base.startsWith('__') ? path : base + path
}
