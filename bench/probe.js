/**
 * Runs in every measured page before its own scripts: when was what on screen?
 *
 * Times are milliseconds since the navigation began. `content` is when the wanted
 * element's text was first painted (Element Timing); the page is not changed but for
 * the attribute that asks for it. Replaced before use: WANTED, a selector, and TYPED,
 * what to put into the search box before the page's script is there.
 */
;(() => {
  if (window !== window.top || location.protocol === 'about:') return
  const seen = { fcp: 0, lcp: 0, content: 0, ready: 0, longTasks: [] }

  const watch = (type, note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true
    })
  watch('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime
    tell()
  })
  watch('largest-contentful-paint', (entry) => (seen.lcp = entry.startTime))
  watch('longtask', (entry) => seen.longTasks.push([entry.startTime, entry.duration]))
  watch('element', (entry) => {
    seen.content ||= entry.renderTime
    tell()
  })

  const marker = new MutationObserver(() => {
    const element = document.querySelector(WANTED)
    if (!element) return
    element.setAttribute('elementtiming', 'bench')
    marker.disconnect()
  })
  marker.observe(document, { childList: true, subtree: true })

  const typist = new MutationObserver(() => {
    const box = document.querySelector('#place')
    if (!box) return
    typist.disconnect()
    box.value = TYPED
  })
  if (TYPED) typist.observe(document, { childList: true, subtree: true })

  let isTold = false
  function tell() {
    if (isTold || !seen.fcp || !seen.content) return
    isTold = true
    window.benchVisible('')
  }

  // A worker becomes active only after it has kept all that it needs to start with.
  navigator.serviceWorker?.ready.then(() => {
    seen.ready = performance.now()
    window.benchReady('')
  })

  window.benchSeen = () => {
    const [navigation] = performance.getEntriesByType('navigation')
    return { ...seen, load: navigation.loadEventEnd, answered: navigation.responseEnd }
  }
})()
