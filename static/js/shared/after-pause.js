/** Act once things have been quiet for a while. */

/**
 * @param {() => void} act
 * @param {number} pauseMs - Silence to wait for before acting
 */
export function afterPause(act, pauseMs) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const cancel = () => {
    clearTimeout(timer)
    timer = undefined
  }
  const soon = () => {
    cancel()
    timer = setTimeout(() => {
      timer = undefined
      act()
    }, pauseMs)
  }
  /** Act now if something is waiting. */
  const now = () => {
    if (timer === undefined) return
    cancel()
    act()
  }
  return Object.assign(soon, { cancel, now })
}
