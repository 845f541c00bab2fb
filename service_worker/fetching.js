/** A file as it was built, or nothing. */
import { isAsBuilt } from './decisions.js'

/** For all of it. A server that hangs must not hold up every later attempt. */
const PATIENCE_MS = 120_000

/**
 * The hash makes sure that what comes is of this release, even where the server has a
 * newer one by now.
 *
 * @param {{ url: string, integrity: string }} file
 * @param {RequestCache} cache
 * @returns {Promise<Response>} Which the browser has read to its end, for the hash
 * @throws {Error} Another answer, or none in time
 */
export async function fetchBuilt({ url, integrity }, cache) {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS)
  try {
    const response = await fetch(url, {
      integrity,
      cache,
      credentials: 'same-origin',
      redirect: 'error',
      signal: patience.signal
    })
    if (!isAsBuilt(new URL(response.url), response))
      throw new Error(`${url} is another`)
    return response
  } finally {
    clearTimeout(timer)
  }
}
