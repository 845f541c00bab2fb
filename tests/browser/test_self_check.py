"""\"Will it work offline?\": what is lost is said and named, and comes back."""

from __future__ import annotations

import base64
import hashlib
import json
import threading

import pytest
from playwright.sync_api import Locator, Page, expect

from pwa.clock import today
from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.device import COPIES, drop, kept_names
from tests.browser.journeys import (
    keep_card,
    update_packs,
    wait_until_at_rest,
    wait_until_kept_offline,
)
from tests.browser.site import Site, answers, hangs
from tests.browser.test_ready import forget_http_cache

MENDED_MS = 10_000
"""The most that mending may take."""
YES = "Yes. The app will open with no signal."

DELETE_JS = """async ([name, path]) => {
  const cache = await caches.open(name)
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname === path) return cache.delete(request)
  }
}"""
HAS_JS = """([name, path]) =>
  caches.match(path, { cacheName: name, ignoreSearch: true }).then(Boolean)"""
DAMAGE_JS = """async (path) => {
  const cache = await caches.open('carrycard-precache')
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname !== path) continue
    const answer = await cache.match(request)
    const text = await answer.text()
    const half = text.slice(0, text.length / 2)
    return cache.put(request, new Response(half, { headers: answer.headers }))
  }
}"""


def line(page: Page, title: str) -> Locator:
    """What is said of one thing."""
    heading = page.get_by_role("heading", level=2, name=title)
    return page.get_by_role("listitem").filter(has=heading)


def verdict(page: Page) -> Locator:
    return page.locator("[data-verdict]")


def look(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/about/offline")


def delete(page: Page, cache: str, path: str) -> None:
    assert page.evaluate(DELETE_JS, [cache, path]) is True, f"{path} was not kept"


def expect_mended(line: Locator) -> None:
    expect(line.get_by_text("Mended just now.")).to_be_visible(timeout=MENDED_MS)


def come_online(page: Page, site: Site) -> None:
    site.start()
    page.evaluate("() => window.dispatchEvent(new Event('online'))")


@pytest.mark.worker("kept")
def test_a_whole_phone_is_told_so_with_the_day(page: Page, site: Site) -> None:
    look(page, site)

    expect(verdict(page)).to_contain_text(YES)
    expect(line(page, "The app itself")).to_contain_text("Good")
    expect(page.locator("[data-looked]")).to_contain_text(str(today().year))
    expect(line(page, "My card")).to_contain_text("There is no card on this phone.")
    assert violations(page) == []


@pytest.mark.worker("kept")
def test_any_lost_entry_is_named_in_red_offline_and_comes_back_online(
    page: Page, site: Site
) -> None:
    assets = site.first.assets()
    lost = ["/cy/facts/", "/manifest.json", "/static/icons/icon.svg"]
    lost += [assets["search.json"]]
    look(page, site)
    expect(verdict(page)).to_contain_text(YES)

    for path in lost:
        forget_http_cache(page)
        delete(page, "carrycard-precache", path)
        site.stop()
        page.get_by_role("button", name="Look again").click()
        app = line(page, "The app itself")
        expect(verdict(page)).to_contain_text("Not yet. Part of the app")
        expect(app).to_contain_text("Needs care")
        expect(app.get_by_role("listitem")).to_have_text([path])
        expect(app).to_have_class("check check--bad")

        come_online(page, site)

        expect(verdict(page)).to_contain_text(YES, timeout=MENDED_MS)
        expect_mended(app)
        expect(app.get_by_role("listitem")).to_have_text([path])
        assert page.evaluate(HAS_JS, ["carrycard-precache", path]), path


@pytest.mark.worker("kept")
def test_what_is_lost_meets_wcag_and_mends_itself_without_a_tap(
    page: Page, site: Site
) -> None:
    look(page, site)
    expect(verdict(page)).to_contain_text(YES)
    delete(page, "carrycard-precache", site.first.assets()["card.js"])
    site.stop()
    page.get_by_role("button", name="Look again").click()
    expect(verdict(page)).to_contain_text("Not yet.")
    found = violations(page)

    site.start()

    expect(verdict(page)).to_contain_text(YES, timeout=MENDED_MS)
    assert found == []


@pytest.mark.worker("kept")
def test_half_a_page_and_half_a_script_are_found_and_fetched_again(
    page: Page, site: Site
) -> None:
    halves = ["/facts/", site.first.assets()["card.js"]]
    look(page, site)
    expect(verdict(page)).to_contain_text(YES)
    for path in halves:
        page.evaluate(DAMAGE_JS, path)
    forget_http_cache(page)

    page.get_by_role("button", name="Look again").click()

    app = line(page, "The app itself")
    expect_mended(app)
    expect(app.get_by_role("listitem")).to_have_text(halves)
    page.goto(f"{site.address}/facts/")
    expect(page.get_by_role("contentinfo")).to_be_visible()


@pytest.mark.worker("kept")
@pytest.mark.parametrize("kind", COPIES)
def test_a_lost_copy_of_the_card_is_made_again_and_no_network_is_needed(
    page: Page, site: Site, kind: str
) -> None:
    named = {"IndexedDB": "main", "localStorage": "opens fast", "Cache": "spare"}
    keep_card(page, site.address)
    look(page, site)
    expect(line(page, "My card")).to_contain_text("Good")
    # A page of ours would hold the database open.
    page.goto(f"{site.address}/manifest.json")
    drop(page, kind)
    site.stop()

    look(page, site)

    card = line(page, "My card")
    expect_mended(card)
    expect(card.get_by_role("listitem")).to_contain_text([named[kind]])
    names = kept_names(page)
    assert [names[each] for each in COPIES] == ["Sam Example"] * 3
    assert {asked.method for asked in site.asked} == {"GET"}


def test_a_lost_list_of_services_is_named_and_comes_back(
    page: Page, packed_site: Site
) -> None:
    site = packed_site
    page.goto(f"{site.address}/about/")
    wait_until_at_rest(page)
    assert update_packs(page) == "current"
    pack = page.evaluate(
        """() => caches.match('/packs/manifest.json')
          .then((answer) => answer.json()).then(({ packs }) => packs[0].url)"""
    )

    for path in (pack, "/packs/manifest.json"):
        delete(page, "carrycard-packs", path)
        site.stop()
        look(page, site)
        services = line(page, "The list of services")
        expect(services).to_contain_text("Needs care")
        named = [path] if path == pack else []
        expect(services.get_by_role("listitem")).to_have_text(named)
        expect(verdict(page)).to_contain_text(f"{YES} Something else below needs care.")

        come_online(page, site)

        expect_mended(services)
        expect(services).to_contain_text("It is here, as of ")


def lose_leeds(page: Page, site: Site) -> Locator:
    """Two areas were kept, of which one is lost; with no server. What is said of it."""
    bodies = {"LS": b"leeds", "YO": b"york!"}
    areas = [
        {
            "area": area,
            "url": f"/packs/pc/{area}.bin",
            "bytes": len(body),
            "length": len(body),
            "integrity": "sha256-"
            + base64.b64encode(hashlib.sha256(body).digest()).decode(),
        }
        for area, body in bodies.items()
    ]
    for each in areas:
        site.faults[str(each["url"])] = answers(
            "200 OK", "application/octet-stream", bodies[str(each["area"])]
        )
    look(page, site)
    postcodes = line(page, "Every postcode")
    expect(postcodes).to_contain_text("Not in use")
    page.evaluate(
        """async ([list, kept]) => {
          const cache = await caches.open('carrycard-postcodes')
          await cache.put('/packs/postcodes.json', new Response(list))
          await cache.put(kept, new Response('york!'))
        }""",
        [json.dumps({"format": 1, "areas": areas}), "/packs/pc/YO.bin"],
    )
    site.stop()
    page.get_by_role("button", name="Look again").click()
    expect(postcodes).to_contain_text("1 of 2 areas are here. These were lost:")
    expect(postcodes.get_by_role("listitem")).to_have_text(["LS"])
    return postcodes


@pytest.mark.worker("kept")
def test_a_lost_area_of_the_postcodes_comes_back_and_no_other_is_asked_for(
    page: Page, site: Site
) -> None:
    postcodes = lose_leeds(page, site)

    come_online(page, site)

    expect_mended(postcodes)
    expect(postcodes).to_contain_text("All areas are here.")
    assert "/packs/pc/YO.bin" not in {asked.path for asked in site.asked}


@pytest.mark.worker("kept")
def test_what_was_mended_is_still_said_when_the_network_came_meanwhile(
    page: Page, site: Site
) -> None:
    postcodes = lose_leeds(page, site)
    expect(page.locator("[data-looked]")).not_to_be_empty()
    leeds = site.faults["/packs/pc/LS.bin"]
    go_on = threading.Event()
    site.faults["/packs/pc/LS.bin"] = lambda inner: hangs(go_on)(leeds(inner))
    site.start()

    # One look is at work, and another is asked for.
    page.get_by_role("button", name="Look again").click()
    expect(postcodes).to_contain_text("1 of 2 areas are here.")
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    go_on.set()
    expect(page.locator("[data-looked]")).not_to_be_empty()

    expect_mended(postcodes)


def test_a_browser_without_workers_says_no(new_context: NewContext, site: Site) -> None:
    page = new_context(service_workers="block").new_page()

    look(page, site)

    no = "No. This window cannot keep the app."
    expect(verdict(page)).to_contain_text(no, timeout=MENDED_MS)


def test_the_first_visit_becomes_a_yes_by_itself(page: Page, site: Site) -> None:
    look(page, site)

    expect(verdict(page)).to_contain_text(YES, timeout=20_000)


@pytest.mark.worker("kept")
def test_a_card_that_cannot_be_read_is_left_as_it_is(page: Page, site: Site) -> None:
    keep_card(page, site.address)
    page.goto(f"{site.address}/manifest.json")
    for kind in ("IndexedDB", "Cache"):
        drop(page, kind)
    page.evaluate("() => localStorage.setItem('carrycard.card', '{\"damaged\": 1}')")

    look(page, site)

    card = line(page, "My card")
    expect(card).to_contain_text("Bring your card back from a file.")
    expect(card).to_contain_text("Needs care")
    expect(verdict(page)).to_contain_text("Something else below needs care.")
    kept = page.evaluate("() => localStorage.getItem('carrycard.card')")
    assert kept == '{"damaged": 1}'


@pytest.mark.worker("kept")
def test_the_ready_mark_goes_and_comes_while_the_page_is_open(
    page: Page, site: Site
) -> None:
    wait_until_kept_offline_at(page, site)
    mark = page.get_by_text("Ready to work offline", exact=True)
    expect(mark).to_be_visible()
    delete(page, "carrycard-precache", "/facts/")
    forget_http_cache(page)
    site.stop()
    show(page, "hidden")
    expect(mark).to_be_hidden()
    show(page, "visible")
    expect(page.get_by_text("Not ready to work offline.")).to_be_visible()
    expect(mark).to_be_hidden()

    site.start()

    expect(mark).to_be_visible(timeout=MENDED_MS)


def wait_until_kept_offline_at(page: Page, site: Site) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)


def show(page: Page, state: str) -> None:
    """As when the person goes to another app, and comes back."""
    page.evaluate(
        """(state) => {
          Object.defineProperty(document, 'visibilityState',
            { configurable: true, get: () => state })
          document.dispatchEvent(new Event('visibilitychange'))
        }""",
        state,
    )
