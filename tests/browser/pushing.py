"""A browser whose push service is stood in for, and pushes handed to its worker."""

from __future__ import annotations

import json
import os
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    Playwright,
    Worker,
    expect,
)

from pwa.clock import now
from pwa.reminders.model import ZONE
from tests.browser.exports import serves_exports
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.site import Site
from tools import find_browser as finder

# What page and worker both see: a browser has one subscription a worker.
PUSH_JS = """
(() => {
  const PLACE = '/a-push-service-for-tests'
  const read = async () => (await (await caches.match(PLACE))?.json()) ?? {}
  const write = async (news) => {
    const cache = await caches.open('for-tests')
    await cache.put(PLACE, new Response(JSON.stringify({ ...(await read()), ...news })))
  }
  const bytesOf = (list) => Uint8Array.from(list).buffer
  const made = ({ endpoint, key }) => ({
    endpoint,
    options: { applicationServerKey: bytesOf(key), userVisibleOnly: true },
    toJSON: () => ({ endpoint, expirationTime: null, keys: KEYS }),
    unsubscribe: async () => { await write({ endpoint: null }); return true }
  })
  PushManager.prototype.getSubscription = async () => {
    const kept = await read()
    return kept.endpoint ? made(kept) : null
  }
  PushManager.prototype.subscribe = async (options) => {
    const { applicationServerKey, userVisibleOnly } = options
    const { count = 0, refused } = await read()
    if (refused) throw new DOMException('refused by the test', refused)
    if (!userVisibleOnly) throw new TypeError('must be visible')
    const key = [...new Uint8Array(applicationServerKey)]
    const endpoint = `https://updates.push.services.mozilla.com/wpush/v2/${count + 1}`
    await write({ endpoint, key, count: count + 1 })
    return made({ endpoint, key })
  }
  self.setPush = write
})()
"""
# Counts what is shown, and what a push waits for.
COUNT_JS = """() => {
  self.shown = []
  const show = ServiceWorkerRegistration.prototype.showNotification
  // Chromium now and then has none of a fresh profile though it said it was shown.
  self.showOnceMore = () => {
    const { title, ...options } = self.shown.at(-1)
    return show.call(registration, title, options)
  }
  ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
    self.shown.push({ title, ...options })
    return show.call(this, title, options)
  }
}"""
SHOWING_JS = """async () => (await registration.getNotifications()).map(
  ({ title, body, tag, silent, lang, data, actions }) => ({ title, body, tag, silent,
    lang, data, actions: actions.map((each) => `${each.action}: ${each.title}`) }))"""
TAP_JS = """async ([tag, action]) => {
  const found = await registration.getNotifications()
  const notification = found.find((each) => each.tag === tag)
  const event = new NotificationEvent('notificationclick', { notification, action })
  let done
  event.waitUntil = (promise) => { done = promise }
  self.dispatchEvent(event)
  await done
}"""
PUSH_ALL_JS = """async (all) => {
  const odd = []
  for (const [at, bytes] of all.entries()) {
    const before = self.shown.length
    const data = bytes === null ? {} : { data: new Uint8Array(bytes) }
    const event = new PushEvent('push', data)
    let done
    event.waitUntil = (promise) => { done = promise }
    self.dispatchEvent(event)
    await done
    if (self.shown.length !== before + 1) odd.push(at)
  }
  return odd
}"""


NEUTRAL = "Time to open the app"
PAGE = "/log/reminders"
TELL_CHANGE_JS = """async () => {
  const event = new ExtendableEvent('pushsubscriptionchange')
  let done
  event.waitUntil = (promise) => { done = promise }
  self.dispatchEvent(event)
  await done
}"""


def encoded(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")


def browser_keys() -> dict[str, str]:
    """As a browser makes them: a point on the curve, and a secret."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(
        serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
    )
    return {"p256dh": encoded(raw), "auth": encoded(bytes(range(16)))}


@dataclass
class Phone:
    """One person's browser, with the app kept for offline and notifications allowed."""

    page: Page
    address: str
    worker: Worker
    session: CDPSession
    registration: str

    def push(self, data: object) -> None:
        """Hand this to the worker as a push, and wait until something is shown."""
        before = self.count()
        self.session.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self.address,
                "registrationId": self.registration,
                "data": data if isinstance(data, str) else json.dumps(data),
            },
        )
        # A worker has no wait_for_function.
        self.worker.evaluate(
            """async (count) => {
              const moment = () => new Promise((resolve) => setTimeout(resolve, 10))
              while (self.shown.length <= count) await moment()
              const isThere = async () =>
                (await registration.getNotifications()).length > 0
              for (let tries = 0; tries < 5; tries += 1) {
                for (let times = 0; times < 100; times += 1) {
                  if (await isThere()) return
                  await moment()
                }
                await self.showOnceMore()
              }
              throw new Error('nothing is shown')
            }""",
            before,
        )

    def push_each(self, all_bytes: list[list[int] | None]) -> list[int]:
        """Which of these did not show exactly one notification."""
        return list(self.worker.evaluate(PUSH_ALL_JS, all_bytes))

    def count(self) -> int:
        return int(self.worker.evaluate("() => self.shown.length"))

    def shown(self) -> list[dict[str, Any]]:
        """Everything that was ever shown, with its options."""
        return list(self.worker.evaluate("() => self.shown"))

    def showing(self) -> list[dict[str, Any]]:
        return list(self.worker.evaluate(SHOWING_JS))

    def tap(self, tag: str, action: str = "") -> None:
        """Press that notification, or a button on it; returns once it is dealt with."""
        self.worker.evaluate(TAP_JS, [tag, action])

    def tell_change(self) -> None:
        """As a browser tells the worker that it has given up a subscription."""
        self.worker.evaluate(TELL_CHANGE_JS)

    def set_push(self, **news: object) -> None:
        """Change what the push service in its place knows or does."""
        self.page.evaluate("(news) => self.setPush(news)", news)

    def check(self) -> None:
        """Have the worker look after the reminders, as each opening does."""
        self.page.evaluate(
            """() => new Promise((resolve) => {
              const { port1, port2 } = new MessageChannel()
              port1.onmessage = resolve
              navigator.serviceWorker.controller.postMessage('check-reminders', [port2])
            })"""
        )


def stand_in_for_push(worker: Worker) -> None:
    """A worker that was just started asks no push service of the world."""
    worker.evaluate(f"() => {{ {push_script()} }}")


def push_script() -> str:
    return PUSH_JS.replace("KEYS", json.dumps(browser_keys()))


def phone_with_push(context: BrowserContext, address: str) -> Phone:
    context.grant_permissions(["notifications"], origin=address)
    context.add_init_script(push_script())
    page = context.new_page()
    session = context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(
            each["registrationId"] for each in event["registrations"]
        ),
    )
    page.goto(address + PAGE)
    wait_until_kept_offline(page)
    worker = context.service_workers[0]
    stand_in_for_push(worker)
    worker.evaluate(COUNT_JS)
    session.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(20)
    return Phone(page, address, worker, session, found[0])


@contextmanager
def full_chromium(
    playwright: Playwright, found_browser: finder.Browser
) -> Iterator[Browser]:
    """The whole of Chromium: its headless shell has no notifications."""
    launched = playwright.chromium.launch(
        executable_path=found_browser.path,
        args=list(found_browser.arguments),
        env={**os.environ, **found_browser.environment},
    )
    yield launched
    launched.close()


def slot_now() -> str:
    """The slot of a reminder that was due a moment ago."""
    moment = now().astimezone(ZONE)
    return f"{moment:%Y-%m-%dT%H}:{moment.minute // 15 * 15:02}"


def reminder(slot: str, **more: str) -> dict[str, Any]:
    """A message as the server makes it."""
    kind = more.get("kind", "reminder")
    return {
        "web_push": 8030,
        "notification": {
            "title": "Carrycard",
            "body": NEUTRAL,
            "navigate": "/log/",
            "tag": slot,
            "lang": "en",
        },
        "mutable": True,
        "slot": slot,
        "id": more.get("id", slot),
        "kind": kind,
    }


def sent(site: Site, method: str, path: str) -> list[dict[str, Any]]:
    """The bodies of the requests that came in for one address."""
    return [
        json.loads(each.everything.rpartition("\n")[2])
        for each in site.asked
        if each.method == method and each.path == f"/api/reminders/{path}"
    ]


def agree_and_turn_on(page: Page) -> None:
    if serves_exports():
        pytest.skip("a static host takes no reminders")
    page.get_by_label("I have read this page.").check()
    page.get_by_role("button", name="Turn on", exact=False).click()
    expect(page.locator("[data-done]")).to_have_text("Done. Reminders are on.")
