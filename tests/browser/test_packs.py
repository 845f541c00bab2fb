"""Packs on a phone: all of a build, or of the one before, whatever fails."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page

from pwa import create_app
from pwa.config import Config
from pwa.finder.packs import build
from pwa.finder.packs.collect import Collected
from tests.browser.device import set_quota, stop_workers
from tests.browser.journeys import (
    UPDATE_PACKS_JS,
    update_packs,
    wait_until_kept_offline,
)
from tests.browser.site import Site, altered, answers, cut_short, hangs
from tests.unit.finder.packs.made_up import MADE_UP, listing

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

MANIFEST = "/packs/manifest.json"
KEPT_JS = """async () => {
  if (!await caches.has('carrycard-packs')) return { version: '', files: [] }
  const cache = await caches.open('carrycard-packs')
  const manifest = await (await cache.match('/packs/manifest.json'))?.json()
  const keys = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  const bytes = {}
  for (const { url } of manifest?.packs ?? []) {
    bytes[url] = (await (await cache.match(url))?.arrayBuffer())?.byteLength
  }
  const packs = manifest?.packs ?? []
  const isWhole = packs.every((each) => bytes[each.url] === each.bytes)
  return { version: manifest?.version ?? '', keys: keys.sort(), isWhole }
}"""


@pytest.fixture
def packs(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], dict[str, Any]]:
    """Builds packs whose services have that name, and has the site serve them."""
    settings = {**site.first.settings(), "instance": tmp_path}
    config = replace(Config.from_env({}), **settings)
    site.app = create_app(config).wsgi_app

    def make(name: str) -> dict[str, Any]:
        rows = [
            listing("A-1", name=name),
            listing("A-2", name=name, kind="pharmacy"),
        ]
        found = Collected({"made-up": MADE_UP}, rows)
        monkeypatch.setattr(build, "collect", lambda _: found)
        build.build_packs(config, with_postcodes=False)
        return build.read_manifest(config.packs)

    return make


def kept(page: Page) -> dict[str, Any]:
    return dict(page.evaluate(KEPT_JS))


def assert_kept(page: Page, manifest: dict[str, Any]) -> None:
    """All of this build, and nothing else."""
    assert kept(page) == {
        "version": manifest["version"],
        "keys": sorted([MANIFEST, *(each["url"] for each in manifest["packs"])]),
        "isWhole": True,
    }


def test_packs_are_there_after_one_visit_and_an_update_replaces_all(
    page: Page, site: Site, packs: Callable[[str], dict[str, Any]]
) -> None:
    first = packs("First")
    page.goto(site.address)
    wait_until_kept_offline(page)
    assert update_packs(page) == "current"
    assert_kept(page, first)

    second = packs("Second")

    assert update_packs(page) == "updated"
    assert_kept(page, second)
    assert update_packs(page) == "current"
    site.stop()
    assert update_packs(page) == "offline"
    assert_kept(page, second)


SPOILT = [
    pytest.param(MANIFEST, answers("503 Busy", "text/plain", b"no"), id="no manifest"),
    pytest.param(
        MANIFEST, answers("200 OK", "text/html", b"<p>Sign in"), id="another's page"
    ),
    pytest.param(
        MANIFEST, answers("200 OK", "application/json", b'{"format": 1'), id="half JSON"
    ),
    pytest.param(
        MANIFEST,
        answers("200 OK", "application/json", b'{"format": 2, "packs": []}'),
        id="of a format to come",
    ),
    pytest.param(MANIFEST, cut_short, id="manifest cut short"),
    *(
        pytest.param(at, fault, id=f"pack {at} {name}")
        for at in (0, 1)
        for name, fault in (
            ("gone", answers("404 Not Found", "text/plain", b"")),
            ("cut short", cut_short),
            ("tampered with", altered),
        )
    ),
]


@pytest.fixture
def phone_with_packs(
    page: Page, site: Site, packs: Callable[[str], dict[str, Any]]
) -> dict[str, Any]:
    """The manifest of the packs that the page's phone keeps."""
    first = packs("First")
    page.goto(site.address)
    wait_until_kept_offline(page)
    update_packs(page)
    return first


def test_whatever_is_spoilt_the_packs_from_before_stay(
    page: Page,
    site: Site,
    packs: Callable[[str], dict[str, Any]],
    phone_with_packs: dict[str, Any],
) -> None:
    second = packs("Second")

    for case in SPOILT:
        where, fault = case.values
        path = where if isinstance(where, str) else second["packs"][where]["url"]
        site.faults[str(path)] = fault  # type: ignore[assignment]
        assert update_packs(page) in ("failed", "offline"), case.id
        assert_kept(page, phone_with_packs)
        site.faults.clear()

    assert update_packs(page) == "updated"
    assert_kept(page, second)


def test_where_there_is_no_room_the_packs_from_before_stay(
    page: Page,
    site: Site,
    packs: Callable[[str], dict[str, Any]],
    phone_with_packs: dict[str, Any],
) -> None:
    second = packs("Second")
    set_quota(page, site.address, 1)

    assert update_packs(page) == "failed"

    assert_kept(page, phone_with_packs)
    set_quota(page, site.address, 100_000_000)
    assert update_packs(page) == "updated"
    assert_kept(page, second)


@pytest.mark.parametrize("at", [0, 1, None], ids=["pack 0", "pack 1", "manifest"])
def test_a_worker_that_is_killed_meanwhile_leaves_the_packs_from_before(
    page: Page,
    site: Site,
    packs: Callable[[str], dict[str, Any]],
    phone_with_packs: dict[str, Any],
    at: int | None,
) -> None:
    second = packs("Second")
    path = MANIFEST if at is None else second["packs"][at]["url"]
    begun, release = threading.Event(), threading.Event()

    def is_asked(inner: WSGIApplication) -> WSGIApplication:
        begun.set()
        return hangs(release)(inner)

    site.faults[path] = is_asked

    page.evaluate(UPDATE_PACKS_JS.replace("return (await answer).state", ""))
    assert begun.wait(20)
    stop_workers(page)
    release.set()
    site.faults.clear()

    kept_now = kept(page)
    assert kept_now["version"] == phone_with_packs["version"]
    assert kept_now["isWhole"]
    page.reload()
    assert update_packs(page) in ("updated", "current")
    assert_kept(page, second)


def test_a_page_that_has_the_old_packs_open_reads_on(
    page: Page,
    site: Site,
    packs: Callable[[str], dict[str, Any]],
    phone_with_packs: dict[str, Any],
) -> None:
    url = phone_with_packs["packs"][0]["url"]
    page.evaluate(
        """async (url) => {
          const cache = await caches.open('carrycard-packs')
          window.old = await cache.match(url)
        }""",
        url,
    )
    packs("Second")

    update_packs(page)

    length = "async () => (await window.old.arrayBuffer()).byteLength"
    assert page.evaluate(length) == phone_with_packs["packs"][0]["bytes"]
