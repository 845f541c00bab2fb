/** Waiting for a browser that may never answer. */

/**
 * @template T
 * @param {Promise<T>} answer
 * @param {number} patienceMs
 * @param {string} what - Named in the error
 * @returns {Promise<T>}
 * @throws {Error} No answer in time; the work itself may still go on
 */
export async function withPatience(answer, patienceMs, what) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const impatience = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`${what}: no answer in ${patienceMs} ms`)),
      patienceMs
    )
  })
  try {
    return await Promise.race([answer, /** @type {Promise<never>} */ (impatience)])
  } finally {
    clearTimeout(timer)
  }
}
