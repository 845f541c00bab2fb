"""Each fact shows what it rests on, without a script and without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.exports import as_asked
from tests.browser.journeys import wait_until_kept_offline
from tests.browser.servers import AppServer
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

PAGES = ["/facts/liver", "/facts/stopping", "/facts/for-professionals"]


@pytest.mark.parametrize("path", [*PAGES, "/medicines/", "/finder/"])
def test_the_sources_of_a_fact_open_without_javascript(
    new_context: NewContext, site: Site, path: str
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(site.address + path)
    footnotes = page.locator("main details.why:visible")
    footnote = footnotes.filter(has_text="Source").first
    expect(footnote.locator("ul")).to_be_hidden()

    footnote.locator("summary").click()

    expect(footnote.locator("ul")).to_be_visible()
    expect(footnote.locator("ul")).to_contain_text("Read on ")


@pytest.mark.worker("new")
def test_the_sources_of_a_fact_open_with_the_server_dead(
    page: Page, server: AppServer
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)
    server.kill()
    page.goto(f"{server.address}/facts/stopping")

    footnote = page.locator("main details.why").first
    footnote.locator("summary").click()
    footnote.get_by_role("link").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Sources")
    expect(page.locator(":target")).to_be_in_viewport()


SMALL_PHONE, PHONE = (320, 568), (390, 844)


@pytest.mark.parametrize(
    ("path", "size"),
    [
        ("/", SMALL_PHONE),
        # On the smallest phone the card has the whole screen: see the test below.
        ("/card/", PHONE),
        ("/facts/", SMALL_PHONE),
        ("/finder/", SMALL_PHONE),
        ("/log/", SMALL_PHONE),
    ],
)
def test_the_emergency_page_is_one_tap_away_on_the_first_screen(
    new_context: NewContext, site: Site, path: str, size: tuple[int, int]
) -> None:
    page = new_context(viewport={"width": size[0], "height": size[1]}).new_page()
    page.goto(site.address + path)

    link = page.get_by_role("navigation").get_by_role("link", name="Urgent")
    expect(link).to_be_in_viewport()
    link.click()

    expect(page.get_by_role("link", name="Call 999", exact=True).first).to_be_visible()
    assert as_asked(page.url).endswith("/facts/emergency")


def test_on_the_smallest_phone_the_emergency_page_is_at_the_foot_of_the_card(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(viewport={"width": 320, "height": 568}).new_page()
    page.goto(f"{site.address}/card/")

    link = page.get_by_role("navigation").get_by_role("link", name="Urgent")
    link.click()

    expect(page.get_by_role("link", name="Call 999", exact=True).first).to_be_visible()


def test_each_line_of_the_emergency_page_has_its_sources_below(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.address}/facts/emergency")
    expect(page.get_by_text("Source", exact=True).first).to_be_hidden()

    page.get_by_text("Where each line comes from").click()
    footnote = page.locator("details.why:visible").first
    footnote.locator("summary").click()

    expect(footnote.locator("ul")).to_contain_text("Read on ")


def test_a_report_names_the_page_and_nothing_about_the_person(
    page: Page, site: Site
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{site.address}/facts/liver")
    page.get_by_text("Report a problem with this page").click()

    page.get_by_role("button", name="Copy that line").click()

    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied.startswith("Carrycard facts/liver, revision ")
