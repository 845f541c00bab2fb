/** Which requests the worker answers, and from where. Only GET: Workbox's default. */
import { Route, Router } from 'workbox-routing'
import {
  COMING_PATIENCE_MS,
  NETWORK_PATIENCE_MS,
  keptPath,
  offlinePage
} from './decisions.js'
import { precache } from './precache.js'

/**
 * Listen for fetches. A kept page or file is answered from the cache at once, network
 * or not: freshness comes with a new release. Any other page has the network for four
 * seconds, then the offline page; one that is to be kept and has not come yet has longer,
 * since the link is busy with the rest. Everything else is left to the browser.
 */
export function listen() {
  const router = new Router()
  router.registerRoute(
    new Route(
      ({ url, sameOrigin }) => sameOrigin && keptPath(url, precache) !== undefined,
      ({ request, url }) => answerKept(request, url)
    )
  )
  router.registerRoute(
    new Route(
      ({ request }) => request.mode === 'navigate',
      ({ request, url }) => fetchPage(request, url, NETWORK_PATIENCE_MS)
    )
  )
  router.addFetchListener()
}

/**
 * What has not come yet, or was lost, is taken from the network.
 *
 * @param {Request} request
 * @param {URL} url
 * @returns {Promise<Response>}
 */
async function answerKept(request, url) {
  const path = keptPath(url, precache) ?? url.pathname
  const kept = await precache.match(path).catch(() => undefined)
  if (kept) return kept
  return request.mode === 'navigate'
    ? fetchPage(request, url, COMING_PATIENCE_MS)
    : fetch(request)
}

/**
 * @param {Request} request
 * @param {URL} url
 * @param {number} patienceMs
 * @returns {Promise<Response>}
 */
async function fetchPage(request, url, patienceMs) {
  const patience = new AbortController()
  // Only the wait for an answer is cut short, not a slow answer once it has begun.
  const timer = setTimeout(() => patience.abort(), patienceMs)
  try {
    return await fetch(request, { signal: patience.signal })
  } catch {
    return (
      (await precache.match(offlinePage(url))) ??
      (await precache.match('/offline')) ??
      (await precache.match('/card/')) ??
      Response.error()
    )
  } finally {
    clearTimeout(timer)
  }
}
