/** The worker's decisions: pure, so that a test can hold them to a table. */

/** How long a page that is not kept may wait for the network. */
export const NETWORK_PATIENCE_MS = 4000
/** The same for a page of the release that has not come yet, or was lost. */
export const COMING_PATIENCE_MS = 12_000

/**
 * A page is the same for everybody, whatever its query says. The server sends /card on
 * to /card/, and a plain static host /card/edit to /card/edit/; offline that is done
 * here.
 *
 * @param {URL} url
 * @param {{ has(path: string): boolean }} kept
 * @returns {string | undefined} The path under which it is kept
 */
export function keptPath({ pathname }, kept) {
  return [pathname, `${pathname}/`, pathname.replace(/\/$/, '')].find((path) =>
    kept.has(path)
  )
}

/** Static hosts differ in what they call a script; browsers take both. */
const KINDS = new Map([
  ['js', ['text/javascript', 'application/javascript']],
  ['css', ['text/css']],
  ['json', ['application/json']],
  ['svg', ['image/svg+xml']],
  ['png', ['image/png']]
])
const MANIFEST_KINDS = ['application/manifest+json', 'application/json']

/**
 * The hash sees a file's bytes only. A kept file keeps its headers too, and a page that
 * came as a download would stay one.
 *
 * @param {URL} url
 * @param {{ status: number, headers: { get(name: string): string | null } }} response
 */
export function isAsBuilt(url, { status, headers }) {
  const suffix = /\.(\w+)$/.exec(url.pathname)?.[1] ?? ''
  const type = headers.get('Content-Type') ?? ''
  const kinds =
    url.pathname === '/manifest.json'
      ? MANIFEST_KINDS
      : (KINDS.get(suffix) ?? ['text/html'])
  return (
    status === 200 &&
    kinds.some((kind) => type.startsWith(kind)) &&
    headers.get('Content-Disposition') === null
  )
}

/** @param {URL} url */
export function offlinePage(url) {
  return url.pathname.startsWith('/cy/') ? '/cy/offline' : '/offline'
}
