/** The worker's decisions: pure, so that a test can hold them to a table. */

/** How long a page that is not kept may wait for the network. */
export const NETWORK_PATIENCE_MS = 4000

/**
 * The server sends /card on to /card/; offline that is done here.
 *
 * @param {URL} url
 */
export function withSlash(url) {
  const other = new URL(url)
  if (!other.pathname.endsWith('/')) other.pathname += '/'
  return other
}

/** @param {URL} url */
export function offlinePage(url) {
  return url.pathname.startsWith('/cy/') ? '/cy/offline' : '/offline'
}
