"""What releases kept on phones, put into a real browser as they kept it."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.browser.device import RECORDS_JS

FOLDER = Path(__file__).parent.parent / "fixtures" / "stored"
PHRASE = "a made-up passphrase"

NEWEST = (
    *("card-2", "card-mirror-2", "card-cache-2", "log-1", "log-mirror-1"),
    *("locked-1", "reminders-1", "mine-1", "recent-1", "calendar-1", "cover-1"),
)
"""One phone with all of it, but for what is sent or taken in when a page opens."""
OLDEST = ("card-1", "card-mirror-1", "card-cache-1", *NEWEST[3:])

PUT_JS = """async (all) => {
  const records = all.filter(({ where }) => where === 'database')
  await new Promise((resolve, reject) => {
    const opening = indexedDB.open('carrycard', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('records')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const transaction = opening.result.transaction('records', 'readwrite')
      const store = transaction.objectStore('records')
      for (const { key, kept } of records) store.put(kept, key)
      transaction.oncomplete = () => resolve(opening.result.close())
    }
  })
  for (const { where, key, kept } of all) {
    const text = typeof kept === 'string' ? kept : JSON.stringify(kept)
    if (where === 'localStorage') localStorage.setItem(key, text)
    if (where === 'cache') {
      await (await caches.open('carrycard-card')).put(key, new Response(text))
    }
  }
}"""
ALL_JS = f"""async () => {{ {RECORDS_JS}
  const kept = await records()
  const cacheName = 'carrycard-card'
  const cached = await caches.match('/card/kept-copy', {{ cacheName }})
  const copy = (await cached?.text()) ?? null
  return {{ ...kept, ...localStorage, '/card/kept-copy': copy }}
}}"""


def frozen(name: str) -> dict[str, Any]:
    return dict(json.loads((FOLDER / f"{name}.json").read_text("utf-8")))


def put(page: Page, address: str, records: list[dict[str, Any]]) -> None:
    """Before the app has run on this phone, put there what a release kept."""
    page.goto(f"{address}/manifest.json")
    page.evaluate(PUT_JS, records)


def all_kept(page: Page) -> dict[str, Any]:
    """Every record, every mirror and the copy in the cache, by key."""
    return dict(page.evaluate(ALL_JS))


def newer(record: dict[str, Any]) -> dict[str, Any]:
    """The same as a release to come would keep it: whole, and with more in it."""
    kept = record["kept"]
    if not isinstance(kept, dict) or "checksum" not in kept:
        return record
    number = "schema" if "schema" in kept else "version"
    content = {key: value for key, value in kept.items() if key != "checksum"}
    content |= {number: kept[number] + 1, "more": ["new"]}
    # As static/js/card/sealed.js does.
    text = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    return {
        **record,
        "kept": {**content, "checksum": f"{zlib.crc32(text.encode()):08x}"},
    }
