"""Browser profiles as a person's would be: app visited and kept, card filled in."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.sites import LIMIT, PERSON, Subject
from tools.find_browser import Browser

TO_DISK_S = 7.0
"""localStorage reaches the disk seconds late, so the profile is closed after that."""
PACKS_ARE_HERE = "() => caches.match('/packs/manifest.json').then(Boolean)"
WORKER_IS_ACTIVE = """async () => {
  const { active } = await navigator.serviceWorker.ready
  if (active.state === 'activated') return
  await new Promise((resolve) => active.addEventListener('statechange', resolve))
}"""
ALL_IS_KEPT = """async () => {
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  const answer = new Promise((tell) => { port1.onmessage = ({ data }) => tell(data) })
  active.postMessage('health', [port2])
  if (!(await answer).ready) throw new Error('not all of it is kept')
}"""


def make_profile(
    found: Browser, folder: Path, subject: Subject, *, fill_card: bool
) -> None:
    """Visit twice, so that the second time all comes from the worker, then close."""
    with persistent(found, folder) as context:
        page = context.new_page()
        page.goto(subject.origin + "/", wait_until="load")
        page.evaluate(WORKER_IS_ACTIVE)
        if subject.name != LIMIT:
            page.evaluate(ALL_IS_KEPT)
        if fill_card:
            fill_in(page, subject.origin)
        for _ in range(2):
            page.goto(subject.url, wait_until="load")
            page.locator(subject.wanted).filter(visible=True).first.wait_for()
            page.wait_for_timeout(500)
        if subject.name != LIMIT and not fill_card:
            open_all(page, subject.origin)
        page.wait_for_timeout(TO_DISK_S * 1000)


@contextlib.contextmanager
def persistent(found: Browser, folder: Path) -> Iterator[BrowserContext]:
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            folder,
            executable_path=found.path,
            args=list(found.arguments),
            env={**found.environment} or None,
            viewport={"width": 412, "height": 915},
        )
        try:
            yield context
        finally:
            context.close()
    time.sleep(0.5)  # its last process lets go of the folder


def fill_in(page: Page, origin: str) -> None:
    """An invented person, saved as anybody would."""
    page.goto(origin + "/card/edit", wait_until="load")
    page.get_by_label("Name to use", exact=False).fill(PERSON)
    page.get_by_label("Date of birth").fill("1980-05-04")
    page.get_by_label("Tablets").check()
    page.get_by_label("Strength").fill("50 mg")
    page.get_by_label("Emergency contact 1: name").fill("Alex Example")
    page.get_by_label("Emergency contact 1: phone").fill("01632 960 001")
    page.get_by_label("Allergies").fill("Penicillin")
    page.get_by_role("button", name="Save on this phone").click()
    page.get_by_role("status").get_by_text("Saved on this phone.").wait_for()


def open_all(page: Page, origin: str) -> None:
    """Each measured page once, so that none has the advantage of having been seen."""
    for path in ("/", "/card/", "/facts/key-facts", "/finder/"):
        page.goto(origin + path, wait_until="load")
        page.wait_for_timeout(500)
    page.wait_for_function(PACKS_ARE_HERE)
