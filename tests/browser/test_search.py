"""Search and the look-up find things with the server dead, and send nothing."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.journeys import wait_until_kept_offline
from tests.browser.site import Site
from tests.browser.watching import Watch


def open_offline(page: Page, site: Site, path: str) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    site.stop()
    page.goto(site.address + path)


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def results(page: Page) -> Locator:
    return page.locator("[data-results]")


def urgent(page: Page) -> Locator:
    return page.get_by_role("link", name="Is this an emergency? Call 999.")


def answer(page: Page, code: str) -> Locator:
    return page.get_by_role("status").locator(f"[data-answer='{code}']")


def listed(page: Page) -> Locator:
    return page.locator("[data-result] > li")


@pytest.mark.worker("kept")
@pytest.mark.parametrize(
    ("typed", "group", "title"),
    [
        pytest.param("tolerance", "Facts", "Stopping", id="a word"),
        pytest.param("tolerence", "Facts", "Stopping", id="a word spelt wrong"),
        pytest.param("can i drink", "Facts", "drink", id="a question"),
        pytest.param("nurofen plus", "Look up a name", "Nurofen Plus", id="a brand"),
        pytest.param("codiene", "Look up a name", "Codeine", id="a name spelt wrong"),
        pytest.param("smack", "Look up a name", "Heroin", id="slang"),
        pytest.param("off-label", "Words explained", "Off-label", id="a hard word"),
        pytest.param("samaritans", "Find help", "Samaritans", id="a helpline"),
    ],
)
def test_search_finds_it_with_the_server_dead(
    page: Page, site: Site, typed: str, group: str, title: str
) -> None:
    open_offline(page, site, "/search/")

    box(page).fill(typed)

    part = results(page).locator("section").filter(has_text=group)
    link = part.get_by_role("link", name=re.compile(title, re.IGNORECASE)).first
    expect(link).to_be_visible()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "#" in page.url
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.worker("kept")
@pytest.mark.hazard("HZ14-a")
@pytest.mark.parametrize(
    "typed", ["overdose", "overdoes", "not breathing", "friend took heroin"]
)
def test_the_emergency_page_is_pinned_when_the_words_suggest_it(
    page: Page, site: Site, typed: str
) -> None:
    open_offline(page, site, "/search/")

    box(page).fill(typed)
    expect(urgent(page)).to_be_visible()
    urgent(page).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("In an emergency")


@pytest.mark.worker("kept")
@pytest.mark.parametrize("typed", ["suicide", "kill myself", "i wanna die", "end it"])
def test_somebody_who_wants_to_die_gets_numbers_and_no_list(
    page: Page, site: Site, typed: str
) -> None:
    open_offline(page, site, "/search/")

    box(page).fill(typed)

    expect(page.get_by_role("link", name="116 123")).to_be_visible()
    expect(page.get_by_role("link", name="999", exact=True)).to_be_visible()
    expect(results(page).get_by_role("link")).to_have_count(0)
    expect(urgent(page)).to_be_hidden()
    page.get_by_role("link", name="More numbers, by nation").click()
    expect(page.locator(":target")).to_be_in_viewport()


def test_what_is_not_found_is_said_and_the_lists_are_there(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/search/")

    box(page).fill("xyzxyz")

    expect(page.get_by_role("status")).to_contain_text("Nothing found.")
    expect(urgent(page)).to_be_hidden()
    expect(page.get_by_role("heading", name="Lists")).to_be_visible()


def test_what_is_searched_for_is_in_no_request_and_no_address(
    page: Page, site: Site, watch: Watch
) -> None:
    for path in ("/search/", "/medicines/"):
        page.goto(site.address + path)
        box(page).press_sequentially("qxcanaryqx")
        box(page).press("Enter")
        page.wait_for_load_state("networkidle")
        assert "qxcanary" not in page.url

    heard = [asked.everything for asked in site.asked]
    heard += [f"{each.url} {each.post_data or ''}" for each in watch.requests]
    assert not [each for each in heard if "qxcanary" in each]


def test_search_whose_index_did_not_come_says_so(page: Page, site: Site) -> None:
    page.route("**/search.*.json", lambda route: route.abort())

    page.goto(f"{site.address}/search/")

    expect(page.get_by_role("status")).to_contain_text("could not start")
    expect(page.get_by_role("heading", name="Lists")).to_be_visible()


@pytest.mark.parametrize("path", ["/search/", "/medicines/"])
def test_without_javascript_there_is_a_list_in_place_of_a_box(
    page: Page, site: Site, path: str
) -> None:
    plain = page.context.browser
    assert plain
    context = plain.new_context(java_script_enabled=False)
    other = context.new_page()

    other.goto(site.address + path)

    expect(other.get_by_role("searchbox")).to_be_hidden()
    assert other.get_by_role("main").get_by_role("listitem").count() >= 5
    context.close()


@pytest.mark.worker("kept")
@pytest.mark.parametrize(
    ("typed", "code", "first"),
    [
        pytest.param("codeine", "opioid", "Codeine", id="a generic"),
        pytest.param("Nurofen Plus", "opioid", "Nurofen Plus", id="a brand"),
        pytest.param("smack", "opioid", "Heroin", id="slang"),
        pytest.param("imodium", "ask", "Loperamide", id="ask a pharmacist"),
        pytest.param("naloxone", "which-one", "Naloxone", id="a look-alike"),
        pytest.param("amoxicillin", "not-listed", "", id="not in the list"),
    ],
)
def test_a_name_gets_its_answer_with_the_server_dead(
    page: Page, site: Site, typed: str, code: str, first: str
) -> None:
    open_offline(page, site, "/medicines/")

    box(page).fill(typed)

    expect(answer(page, code)).to_be_visible()
    others = page.get_by_role("status").locator(
        f"[data-answer]:not([data-answer='{code}'])"
    )
    for other in others.all():
        expect(other).to_be_hidden()
    if first:
        expect(listed(page).first).to_contain_text(first)
    else:
        expect(listed(page)).to_have_count(0)


@pytest.mark.hazard("HZ4-c")
@pytest.mark.parametrize(
    "typed", ["naltrexone", "naloxone", "naltroxone", "naloxon", "nalmefene"]
)
def test_names_that_look_alike_ask_which_one(
    page: Page, site: Site, typed: str
) -> None:
    page.goto(f"{site.address}/medicines/")

    box(page).fill(typed)

    expect(answer(page, "which-one")).to_be_visible()
    for name in ("Naltrexone", "Naloxone", "Nalmefene", "Methylnaltrexone"):
        expect(listed(page).filter(has_text=name).first).to_be_visible()


def test_a_name_spelt_wrong_is_asked_about(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/medicines/")

    box(page).fill("tramadooll")

    expect(answer(page, "did-you-mean")).to_be_visible()
    # A guess at an opioid says what that would mean.
    expect(answer(page, "opioid")).to_be_visible()
    expect(listed(page).filter(has_text="Tramadol").first).to_be_visible()


def test_a_name_chosen_in_the_search_is_looked_up_at_once(
    page: Page, site: Site
) -> None:
    page.goto(f"{site.address}/search/")
    box(page).fill("nurofen plus")

    page.get_by_role("link", name="Nurofen Plus").first.click()

    expect(answer(page, "opioid")).to_be_visible()
    expect(answer(page, "opioid")).to_contain_text("Ask a pharmacist before you take")
    assert re.search(r"/medicines/#n-\d+$", page.url)
