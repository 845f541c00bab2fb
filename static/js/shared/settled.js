/**
 * A page that its script fills in keeps what stands below its first lines out of sight
 * until then, so that nothing moves under a finger. Should the script fail, the style
 * sheet shows it all after a moment.
 */
export function settled() {
  document.querySelector('[data-filling]')?.removeAttribute('data-filling')
}
