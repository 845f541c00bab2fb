"""What is typed never leaves the phone, and what is kept is named on the page."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.device import stored, wait_until_kept
from tests.browser.exports import as_asked, serves_exports
from tests.browser.finding import open_finder, write_in_my_own
from tests.browser.journeys import (
    keep_card,
    open_form,
    save,
    save_button,
    take_back,
    wait_until_at_rest,
    wait_until_kept_offline,
)
from tests.browser.site import Site, answers
from tests.browser.watching import Watch

FIELDS = [
    "Name to use",
    "Language you speak best",
    "Strength",
    "Emergency contact 1: name",
    "Emergency contact 2: name",
    "Emergency contact 3: name",
    "Prescriber or service",
    "Allergies",
    "Other medicines",
    "Other conditions",
    "Anything else staff should know",
    "Reason",
]
PHONES = ["Emergency contact 1: phone", "Prescriber or service: phone"]


@pytest.mark.hazard("HZ10-a")
def test_nothing_of_the_private_part_is_in_any_request(
    page: Page, site: Site, watch: Watch
) -> None:
    canaries = [f"Zéphyr<{n}>Qx{n}canary" for n in range(9001, 9006)]
    open_form(page, site.address)
    wait_until_kept_offline(page)
    page.get_by_label("Reason", exact=True).fill(canaries[0])
    save(page)
    page.goto(f"{site.address}/card/private")
    for label in ("New passphrase", "The same again"):
        page.get_by_label(label).locator("visible=true").fill(canaries[1])
    page.get_by_role("group", name="Move here").get_by_label("Reason").check()
    page.get_by_role("button", name="Set it up").click()
    page.get_by_label("Other conditions").locator("visible=true").fill(canaries[2])
    page.get_by_label("Notes").fill(canaries[3])
    page.get_by_role("button", name="Lock now").click()
    page.get_by_label("Passphrase", exact=True).fill(canaries[4])
    page.get_by_role("button", name="Open", exact=True).click()
    status = page.get_by_role("status").filter(has_text="That did not open it.")
    expect(status).to_be_visible()
    page.get_by_label("Passphrase", exact=True).fill(canaries[1])
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_label("Notes")).to_have_value(canaries[3])
    page.goto(f"{site.address}/about/privacy")

    heard = [asked.everything for asked in site.asked]
    heard += [f"{r.url} {r.headers} {r.post_data or ''}" for r in watch.requests]
    assert len(site.asked) > 10
    for text in canaries:
        for form in forms_of(text):
            assert not [each for each in heard if form in each], form


@pytest.mark.hazard("HZ10-a")
def test_nothing_typed_is_in_any_request(page: Page, site: Site, watch: Watch) -> None:
    canaries = {label: f"Zéphyr<{n}>Qx{n}canary" for n, label in enumerate(FIELDS)}
    canaries |= {label: f"07700 90{n:04}" for n, label in enumerate(PHONES, 4321)}
    open_form(page, site.address)
    wait_until_kept_offline(page)
    page.get_by_label("Show the reason on my card").check()
    for label, text in reversed(canaries.items()):
        page.get_by_label(label, exact=True).fill(text)
    wait_until_kept(page, draft=canaries["Name to use"])
    page.reload()
    expect(page.get_by_label("Name to use")).to_have_value(canaries["Name to use"])

    save(page)
    page.get_by_role("link", name="Show my card").click()
    expect(page.get_by_role("article")).to_contain_text(canaries["Reason"])
    for path in ("/card/", "/card/show", "/log/", "/facts/nowhere", "/card/edit"):
        page.goto(site.address + path)
        if path == "/card/show":
            take_back(page)
    page.keyboard.press("Control+Shift+R")
    page.goto(f"{site.address}/card/")
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url(lambda url: as_asked(url) == f"{site.address}/leave")

    heard = [asked.everything for asked in site.asked]
    heard += [f"{r.url} {r.headers} {r.post_data or ''}" for r in watch.requests]
    assert len(site.asked) > 15
    for text in canaries.values():
        for form in forms_of(text):
            assert not [each for each in heard if form in each], form


def forms_of(text: str) -> Iterator[str]:
    """How a text may be written in an address, a header or a body."""
    yield text
    yield quote(text)
    yield quote(text, safe="")
    yield quote_plus(text)
    yield base64.b64encode(text.encode()).decode().rstrip("=")
    yield base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
    yield text.encode("unicode_escape").decode()
    yield from re.findall(r"Qx\d+canary|90\d{4}$", text)


def test_every_request_is_a_plain_get_without_a_cookie(page: Page, site: Site) -> None:
    keep_card(page, site.address)
    for path in ("/", "/card/", "/log/", "/finder/", "/about/privacy"):
        page.goto(site.address + path)

    assert {asked.method for asked in site.asked} == {"GET"}
    assert not [each for each in site.asked if "HTTP_COOKIE" in each.everything]
    if not serves_exports():  # a plain host sends no Referrer-Policy
        assert not [each for each in site.asked if "HTTP_REFERER" in each.everything]


def test_what_is_stored_is_exactly_what_the_privacy_page_names(
    page: Page, packed_site: Site
) -> None:
    site = packed_site
    site.faults["/packs/postcodes.json"] = answers(
        "200 OK", "application/json", b'{"format": 1, "areas": []}'
    )
    open_finder(page, site.address)
    write_in_my_own(page, "Example Surgery", "0113 496 0000")
    page.get_by_label("Remember the places I look for").check()
    page.get_by_text("Know every postcode").click()
    page.get_by_role("button", name="Fetch them all").click()
    site.wait_until_asked("/packs/postcodes.json")
    keep_card(page, site.address)
    page.get_by_label("Name to use").fill("A draft")
    wait_until_kept(page, draft="A draft")
    page.goto(f"{site.address}/facts/key-facts")
    page.goto(f"{site.address}/log/")
    page.get_by_role("button", name="Taken now").click()
    status = page.get_by_role("status").filter(has_text="Recorded on this phone.")
    expect(status).to_be_visible()
    page.goto(f"{site.address}/about/privacy")
    page.get_by_label("Hide what is on screen when I switch apps").check()
    page.goto(site.address)
    page.get_by_role("button", name="Skip these steps").click()
    page.goto(f"{site.address}/about/privacy")

    named = page.locator("table code").all_inner_texts()
    page.get_by_role("link", name="Leave").click()
    expect(page).to_have_title("Blank page")
    # As the hand-over view leaves it while it is open.
    page.evaluate("() => sessionStorage.setItem('carrycard.handed', '1')")
    found = stored(page)
    found.pop("workers")

    assert sorted(named) == sorted(
        f"{kind}: {name}" for kind, names in found.items() for name in names
    )
    assert page.context.cookies() == []


def test_a_visit_without_a_card_stores_only_the_app_itself(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    page.goto(f"{site.address}/card/")
    page.goto(f"{site.address}/facts/emergency")

    found = stored(page)

    assert found["Cache"] == ["carrycard-precache"]
    assert found["localStorage"] == ["carrycard.seen"]
    assert found["sessionStorage"] == []


def test_without_javascript_the_form_takes_nothing_and_sends_nothing(
    new_context: NewContext, site: Site
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{site.address}/card/edit")

    press_enter_in_every_field(page, site)


def test_a_form_whose_script_did_not_arrive_sends_nothing(
    form_without_script: Page, site: Site
) -> None:
    press_enter_in_every_field(form_without_script, site)


def press_enter_in_every_field(page: Page, site: Site) -> None:
    page.wait_for_load_state("networkidle")
    fields = page.locator("form :is(input, textarea)")
    site.asked.clear()

    for number in range(fields.count()):
        field = fields.nth(number)
        expect(field).to_be_disabled()
        press_enter(page, field)
    press_enter(page, save_button(page))

    assert site.asked == []
    assert as_asked(page.url) == f"{site.address}/card/edit"


def press_enter(page: Page, place: Locator) -> None:
    place.click(force=True)
    page.keyboard.type("canary")
    page.keyboard.press("Enter")


@pytest.mark.parametrize("path", ["/card/edit", "/cy/card/edit"])
def test_enter_in_a_field_saves_and_sends_nothing(
    page: Page, site: Site, path: str
) -> None:
    page.goto(site.address + path)
    wait_until_at_rest(page)
    field = page.locator("#name")
    expect(field).to_be_enabled()
    site.asked.clear()

    field.fill("Sam Example")
    field.press("Enter")
    wait_until_kept(page, IndexedDB="Sam Example", localStorage="Sam Example")

    assert site.asked == []
    assert as_asked(page.url) == site.address + path
