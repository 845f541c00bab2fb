"""What the browser keeps for the app, and ways to look at it and take it away."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Page

STORED_JS = """async () => {
  const databases = (await indexedDB.databases()).map(({ name }) => name)
  const registrations = await navigator.serviceWorker.getRegistrations()
  return {
    IndexedDB: databases.sort(),
    localStorage: Object.keys(localStorage).sort(),
    sessionStorage: Object.keys(sessionStorage).sort(),
    Cache: (await caches.keys()).sort(),
    workers: registrations.map(({ scope }) => scope)
  }
}"""

# Opening a database that is not there would create it, without the app's store.
RECORDS_JS = """
const records = async () => {
  const databases = (await indexedDB.databases()).map(({ name }) => name)
  if (!databases.includes('carrycard')) return {}
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('carrycard')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const store = database.transaction('records').objectStore('records')
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const [keys, values] = await Promise.all(
    [answer(store.getAllKeys()), answer(store.getAll())])
  database.close()
  return Object.fromEntries(keys.map((key, index) => [key, values[index]]))
}"""
KEPT_NAMES_JS = (
    RECORDS_JS
    + """
const names = async () => {
  const kept = await records()
  const cached = await caches.match('/card/kept-copy', { cacheName: 'carrycard-card' })
  const mirrored = JSON.parse(localStorage.getItem('carrycard.card'))
  const slots = [kept['card.a'], kept['card.b']].filter(Boolean)
  slots.sort((one, other) => other.generation - one.generation)
  return {
    IndexedDB: slots[0]?.card?.name ?? null,
    localStorage: mirrored?.card?.name ?? null,
    Cache: (await cached?.json())?.card?.name ?? null,
    draft: kept['card.draft']?.card?.name ?? null
  }
}
"""
)

EMPTY_JS = """async () => {
  localStorage.clear()
  const names = (await caches.keys()).filter((name) => name !== 'carrycard-precache')
  await Promise.all(names.map((name) => caches.delete(name)))
}"""
DROP_JS = {
    "IndexedDB": """() => new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('carrycard')
      request.onsuccess = () => resolve()
      request.onerror = () => reject(request.error)
      request.onblocked = () => reject(new Error('a page still has it open'))
    })""",
    "localStorage": "() => localStorage.removeItem('carrycard.card')",
    "Cache": "() => caches.delete('carrycard-card')",
}
COPIES = tuple(DROP_JS)
PATIENCE_MS = 10_000


def stored(page: Page) -> dict[str, list[str]]:
    """Everything of this origin that is stored, by kind."""
    return dict(page.evaluate(STORED_JS))


def kept_names(page: Page) -> dict[str, str | None]:
    """The name on the card in each copy, and in the draft; None where there is none."""
    return dict(page.evaluate(f"async () => {{ {KEPT_NAMES_JS} return names() }}"))


def wait_until_kept(page: Page, **expected: str | None) -> None:
    """Until those copies hold the card of that name, such as IndexedDB="Sam"."""
    wait_until(
        page,
        f"""async (expected) => {{ {KEPT_NAMES_JS}
          const found = await names()
          return Object.entries(expected).every(([kind, name]) => found[kind] === name)
        }}""",
        expected,
    )


def wait_until_copies_agree(page: Page) -> str:
    """Until all copies hold one card; the name on it."""
    agreed = wait_until(
        page,
        f"""async () => {{ {KEPT_NAMES_JS}
          const {{ IndexedDB: one, localStorage: two, Cache: three }} = await names()
          return one === two && two === three && one
        }}""",
    )
    return str(agreed)


def wait_until(page: Page, asked: str, given: object = None) -> Any:
    """Until an asynchronous function answers with something true; that answer.

    Playwright's wait_for_function takes a promise itself for a yes.
    """
    return page.evaluate(
        f"""async (given) => {{
          const asked = {asked}
          const giveUpAt = performance.now() + {PATIENCE_MS}
          for (;;) {{
            const answer = await asked(given)
            if (answer) return answer
            if (performance.now() > giveUpAt) throw new Error('in vain: ' + asked)
            await new Promise((resolve) => setTimeout(resolve, 20))
          }}
        }}""",
        given,
    )


def drop(page: Page, kind: str) -> None:
    """Take one copy of the card away behind the app's back."""
    page.evaluate(DROP_JS[kind])


def empty(context: BrowserContext, address: str) -> None:
    """Take away all that was kept on the phone, but for the app itself."""
    context.clear_permissions()
    page = context.new_page()
    page.goto(f"{address}/manifest.json")
    page.evaluate(EMPTY_JS)
    session = context.new_cdp_session(page)
    where = {"origin": address, "storageTypes": "indexeddb"}
    session.send("Storage.clearDataForOrigin", where)
    left = stored(page)
    page.close()
    assert left["Cache"] == ["carrycard-precache"], left
    assert left["IndexedDB"] == left["localStorage"] == [], left


def set_quota(page: Page, origin: str, size_bytes: int) -> None:
    """Let the browser itself refuse to store more than that.

    Chromium goes by an older figure for half a minute in a database it has written
    to, so for that the browser must have been started anew.
    """
    params: dict[str, Any] = {"origin": origin, "quotaSize": size_bytes}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", params)


def stop_workers(page: Page) -> None:
    """The next page has to start the service worker anew, as after a long pause."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")
    session.detach()
