"""What another release kept is opened, or said to be newer, and never eaten."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.backup_page import choose, open_backup, status, use
from tests.browser.finding import mine
from tests.browser.journeys import expect_general_card, face, wait_until_kept_offline
from tests.browser.kept_forms import (
    NEWEST,
    OLDEST,
    PHRASE,
    all_kept,
    frozen,
    newer,
    put,
)
from tests.browser.private_part import unlock
from tests.browser.releases import SourceTree
from tests.browser.site import Site
from tests.browser.test_updates import deploy_and_notice

NAME = "Sam Example"
MORNING = datetime(2026, 11, 22, 9, tzinfo=UTC)
PAGES = ("/card/", "/card/edit", "/card/private", "/log/", "/log/dates", "/log/plan")


def put_phone(page: Page, site: Site, names: tuple[str, ...]) -> None:
    page.clock.set_fixed_time(MORNING)
    put(page, site.address, [frozen(name) for name in names])


def expect_all_of_it(page: Page, site: Site) -> None:
    """Card, log, dates, plan, reminders, own services, and the locked part."""
    address = site.address
    page.goto(f"{address}/card/")
    expect(face(page)).to_contain_text(NAME)
    expect(face(page)).to_contain_text("Penicillin")
    page.goto(f"{address}/log/month#2026-11-20")
    expect(page.get_by_text("With breakfast")).to_be_visible()
    page.goto(f"{address}/log/dates")
    expect(page.get_by_text("Example House").first).to_be_visible()
    page.goto(f"{address}/log/plan")
    expect(page.get_by_label("Time", exact=True).first).to_have_value("08:00")
    page.goto(f"{address}/finder/")
    expect(mine(page)).to_contain_text("Example Pharmacy")
    page.goto(f"{address}/card/private")
    unlock(page, PHRASE)
    expect(page.get_by_label("Notes")).to_have_value("A note for nobody else")


def update(page: Page, site: Site, release: SourceTree) -> None:
    page.goto(site.address)
    deploy_and_notice(page, site, release)
    with page.expect_navigation():
        page.get_by_role("button", name="Update now").click()


@pytest.mark.worker("off")
@pytest.mark.parametrize("names", [OLDEST, NEWEST], ids=["first forms", "last forms"])
def test_everything_that_a_release_kept_is_opened(
    page: Page, site: Site, names: tuple[str, ...]
) -> None:
    put_phone(page, site, names)

    expect_all_of_it(page, site)


@pytest.mark.worker("off")
@pytest.mark.parametrize("name", ["file-1", "file-2", "locked-file-1"])
def test_a_file_of_each_form_is_brought_back(
    page: Page, site: Site, tmp_path: Path, name: str
) -> None:
    path = tmp_path / "carrycard.json"
    path.write_text(json.dumps(frozen(name)["kept"]), encoding="utf-8")
    open_backup(page, site.address)

    choose(page, path)
    if name.startswith("locked"):
        page.get_by_label("Passphrase of the file").fill(PHRASE)
        page.get_by_role("button", name="Open the file").click()
    use(page)

    expect(status(page, "Done.")).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text(NAME)


@pytest.mark.worker("off")
def test_what_a_newer_release_kept_is_said_to_be_newer_and_left_as_it_is(
    page: Page, site: Site
) -> None:
    page.clock.set_fixed_time(MORNING)
    put(page, site.address, [newer(frozen(name)) for name in NEWEST])
    before = all_kept(page)

    for path in PAGES:
        page.goto(site.address + path)
        words = page.get_by_text("newer version of th").locator("visible=true")
        expect(words.first).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect_general_card(page)
    page.goto(f"{site.address}/finder/")
    expect(mine(page).get_by_role("status")).to_contain_text("A newer version")

    kept = all_kept(page)
    assert {key: kept.get(key) for key in before} == before


def test_a_roll_back_opens_everything_that_the_newer_release_kept(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    put_phone(page, site, NEWEST)
    page.goto(site.address)
    wait_until_kept_offline(page)
    update(page, site, second_release)
    expect(page.locator("html")).to_have_attribute("data-release", "2")
    page.goto(f"{site.address}/log/")
    page.get_by_role("button", name="Taken now").click()
    expect(status(page, "Recorded on this phone.")).to_be_visible()

    update(page, site, site.first)

    expect(page.locator("html")).not_to_have_attribute("data-release", "2")
    site.stop()
    expect_all_of_it(page, site)
    page.goto(f"{site.address}/card/")
    expect(face(page)).to_contain_text("22 Nov 2026 09:00")
