"""Everywhere that something typed could be heard or seen by others, read out."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Download, Frame, Page

from tests.browser.watching import Watch

# Keys and names only: the values stay on the phone, and are meant to be there.
OPEN_JS = """async () => {
  const heard = {
    title: document.title,
    address: location.href,
    history: JSON.stringify(history.state),
    windowName: window.name,
    referrer: document.referrer,
    cookie: document.cookie,
    entries: performance.getEntries().map(({ name }) => name),
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    caches: [],
    databases: []
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    const kept = await cache.keys()
    heard.caches.push(name, ...kept.map(({ url }) => url))
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(request.error)
    })
    heard.databases.push(name)
    for (const store of database.objectStoreNames) {
      const keys = await new Promise((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).getAllKeys()
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
      heard.databases.push(store, ...keys.map(String))
    }
    database.close()
  }
  return JSON.stringify(heard)
}"""


class Listener:
    """Follows one context, and its server's log, through every journey of a test."""

    def __init__(self, context: BrowserContext, watch: Watch) -> None:
        self.watch = watch
        self.seen: list[str] = []
        self.downloads: list[Download] = []
        context.on("page", self.follow)

    def follow(self, page: Page) -> None:
        page.on("framenavigated", self._note_address)
        page.on("download", self._note_download)
        page.on("console", lambda message: self.seen.append(message.text))

    def _note_address(self, frame: Frame) -> None:
        self.seen.append(frame.url)

    def _note_download(self, download: Download) -> None:
        self.downloads.append(download)
        self.seen += [download.suggested_filename, download.url]

    def look(self, page: Page) -> None:
        """Note what page and storage show of themselves now."""
        self.seen.append(page.evaluate(OPEN_JS))

    def everything(self) -> list[str]:
        asked = [
            f"{request.method} {request.url} {request.headers} "
            f"{(request.post_data_buffer or b'').decode('utf-8', 'replace')}"
            for request in self.watch.requests
        ]
        return asked + self.seen
