/** Which requests the worker answers, and from where. Only GET: Workbox's default. */
import { PrecacheRoute } from 'workbox-precaching'
import { NavigationRoute, Router } from 'workbox-routing'
import {
  NETWORK_PATIENCE_MS,
  offlinePage,
  withSlash,
  withoutQuery,
  withoutSlash
} from './decisions.js'
import { precache } from './precache.js'

/**
 * Listen for fetches. A kept page or file is answered from the cache at once, network
 * or not: freshness comes with a new release. Any other page has the network for four
 * seconds, then the offline page. Everything else is left to the browser.
 */
export function listen() {
  const router = new Router()
  const kept = new PrecacheRoute(precache.controller, {
    cleanURLs: false,
    directoryIndex: '',
    // A page is the same for everybody, whatever its query says.
    urlManipulation: ({ url }) => [
      withoutQuery(url),
      withSlash(withoutQuery(url)),
      withoutSlash(withoutQuery(url))
    ]
  })
  // An entry that was lost is taken from the network like one that was never kept.
  kept.setCatchHandler(({ request, url }) =>
    request.mode === 'navigate' ? fetchPage(request, url) : fetch(request)
  )
  router.registerRoute(kept)
  router.registerRoute(
    new NavigationRoute(({ request, url }) => fetchPage(request, url))
  )
  router.addFetchListener()
}

/**
 * @param {Request} request
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function fetchPage(request, url) {
  const patience = new AbortController()
  // Only the wait for an answer is cut short, not a slow answer once it has begun.
  const timer = setTimeout(() => patience.abort(), NETWORK_PATIENCE_MS)
  try {
    return await fetch(request, { signal: patience.signal })
  } catch {
    return (
      (await precache.controller.matchPrecache(offlinePage(url))) ??
      (await precache.controller.matchPrecache('/offline')) ??
      (await precache.controller.matchPrecache('/card/')) ??
      Response.error()
    )
  } finally {
    clearTimeout(timer)
  }
}
