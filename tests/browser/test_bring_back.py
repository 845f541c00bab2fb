"""A card brought back is shown first, takes no other's place unasked, and is undone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.backup_page import (
    DONE,
    DONE_FIRST,
    choose,
    file_of,
    newer_file,
    open_backup,
    status,
    use,
    use_button,
)
from tests.browser.device import set_quota, wait_until_copies_agree
from tests.browser.journeys import (
    delete_card,
    expect_card_of,
    expect_general_card,
    fill_in,
    keep_card,
    open_form,
    save,
)
from tests.browser.profiles import Profile
from tests.browser.site import Site
from tests.browser.two_cards import NEW, OLD


@pytest.mark.hazard("HZ18-b")
def test_what_differs_is_shown_and_nothing_changes_until_it_is_used(
    page: Page, site: Site, tmp_path: Path
) -> None:
    path = newer_file(page, site.address, tmp_path)

    choose(page, path)

    row = page.get_by_role("listitem").filter(has_text="Name to use")
    expect(row).to_contain_text(re.compile(f"On this phone now\\s*{OLD}"))
    expect(row).to_contain_text(re.compile(f"In the file\\s*{NEW}"))
    older = page.get_by_role("paragraph").filter(has_text="It is older than the card")
    expect(older).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Strength")).to_have_count(0)
    page.get_by_role("button", name="Leave my card as it is").click()
    expect(status(page, "Nothing was changed. Your card is as it was.")).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)


@pytest.mark.hazard("HZ18-b")
def test_the_card_from_before_comes_back_after_a_browser_restart(
    profile: Profile, site: Site, tmp_path: Path
) -> None:
    page = profile.launch().new_page()
    path = newer_file(page, site.address, tmp_path)
    choose(page, path)
    use(page)
    expect(status(page, DONE)).to_be_visible()
    profile.close()
    site.stop()

    page = profile.launch().new_page()
    page.goto(f"{site.address}/card/")
    expect_card_of(page, NEW)
    open_backup(page, site.address)
    page.get_by_role("button", name="Undo: bring back the card from before").click()
    row = page.get_by_role("listitem").filter(has_text="Name to use")
    expect(row).to_contain_text(re.compile(f"On the card from before\\s*{OLD}"))
    use(page)

    expect(status(page, DONE)).to_be_visible()
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)
    assert wait_until_copies_agree(page) == OLD


def test_where_there_was_no_card_undoing_asks_twice_and_takes_it_off(
    page: Page, site: Site, tmp_path: Path
) -> None:
    path = file_of(page, site.address, NEW, tmp_path)
    open_form(page, site.address)
    delete_card(page)
    open_backup(page, site.address)
    choose(page, path)
    use(page)
    expect(status(page, DONE_FIRST)).to_be_visible()

    page.get_by_role("button", name="Undo: take the card off this phone").dblclick()
    expect(page.get_by_role("button", name="Yes, take it off now")).to_be_enabled()
    assert wait_until_copies_agree(page) == NEW
    page.get_by_role("button", name="Yes, take it off now").click()

    expect(status(page, "The card is off this phone again.")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)
    page.goto(f"{site.address}/card/")
    expect_general_card(page)


def test_deleting_the_card_takes_the_one_from_before_with_it(
    page: Page, site: Site, tmp_path: Path
) -> None:
    path = newer_file(page, site.address, tmp_path)
    choose(page, path)
    use(page)
    expect(status(page, DONE)).to_be_visible()

    open_form(page, site.address)
    delete_card(page)

    open_backup(page, site.address)
    expect(page.get_by_text("There is no card on this phone yet, so")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)


@pytest.mark.hazard("HZ18-c")
def test_another_tab_that_changed_the_card_meanwhile_is_not_overwritten(
    page: Page, context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    path = newer_file(page, site.address, tmp_path)
    choose(page, path)
    expect(use_button(page)).to_be_enabled()
    other = context.new_page()
    open_form(other, site.address)
    fill_in(other, "Third Example")
    save(other)

    use(page)

    expect(status(page, "Your card was changed in another window")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)
    page.goto(f"{site.address}/card/")
    expect_card_of(page, "Third Example")


@pytest.mark.hazard("HZ18-b")
def test_with_storage_full_nothing_is_brought_back_and_the_old_card_is_intact(
    profile: Profile, site: Site, tmp_path: Path
) -> None:
    page = profile.launch().new_page()
    path = file_of(page, site.address, NEW, tmp_path)
    keep_card(page, site.address, OLD)
    page = profile.launch().new_page()
    set_quota(page, site.address, 1)
    open_backup(page, site.address)

    choose(page, path)
    use(page)

    expect(
        status(page, "Nothing was changed. This phone would not keep another card.")
    ).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Undo"))).to_have_count(0)
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)
    assert wait_until_copies_agree(page) == OLD
