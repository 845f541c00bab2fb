/** Hand something to the phone's own list of apps. */

/**
 * Never throws.
 *
 * @param {ShareData} data - Its title neutral: it stands in other apps
 * @returns {Promise<'shared' | 'calledOff' | 'failed'>} 'calledOff': the person closed
 *   the list. 'failed' too where the browser has no such list
 */
export async function share(data) {
  try {
    await navigator.share(data)
    return 'shared'
  } catch (error) {
    const isCalledOff = error instanceof Error && error.name === 'AbortError'
    return isCalledOff ? 'calledOff' : 'failed'
  }
}
