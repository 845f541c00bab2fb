"""Two windows with the same card: neither writes over what the other has kept."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import wait_until_copies_agree, wait_until_kept
from tests.browser.journeys import (
    delete_card,
    expect_card_of,
    expect_general_card,
    face,
    fill_in,
    form_status,
    keep_card,
    open_form,
    save,
    save_button,
)
from tests.browser.site import Site

CHANGED = "Not saved. Your card was changed in another window."


def record_dose(page: Page, address: str) -> None:
    """In the log; the form has put the last dose on yesterday already."""
    page.goto(f"{address}/log/")
    page.get_by_role("button", name="Taken now").click()
    status = page.get_by_role("status").filter(has_text="Recorded on this phone.")
    expect(status).to_be_visible()


@pytest.mark.hazard("HZ18-c")
def test_an_older_form_does_not_undo_a_dose_recorded_in_the_log(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, "First")
    other = context.new_page()
    record_dose(other, site.address)

    fill_in(page, "Second")
    save_button(page).click()

    expect(form_status(page)).to_contain_text(CHANGED)
    other.goto(f"{site.address}/card/")
    expect_card_of(other, "First")
    expect(face(other)).to_contain_text("less than 1 hour ago")


def test_what_was_typed_comes_back_on_top_of_the_dose_recorded_meanwhile(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, "First")
    other = context.new_page()
    record_dose(other, site.address)
    page.get_by_label("Name to use").fill("Second")
    save_button(page).click()
    expect(form_status(page)).to_contain_text(CHANGED)
    wait_until_kept(page, draft="Second")

    open_form(page, site.address)
    expect(page.get_by_label("Name to use")).to_have_value("Second")
    save(page)
    page.goto(f"{site.address}/card/")

    expect(face(page)).to_contain_text("Second")
    expect(face(page)).to_contain_text("less than 1 hour ago")


def test_an_open_log_does_not_undo_what_a_form_has_saved_since(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, "First")
    log = context.new_page()
    log.goto(f"{site.address}/log/")
    expect(log.get_by_role("button", name="Taken now")).to_be_visible()
    fill_in(page, "Second")
    save_button(page).click()
    expect(form_status(page)).to_contain_text("Saved on this phone.")

    log.get_by_role("button", name="Taken now").click()
    status = log.get_by_role("status").filter(has_text="Recorded on this phone.")
    expect(status).to_be_visible()
    page.goto(f"{site.address}/card/")

    expect_card_of(page, "Second")
    expect(face(page)).to_contain_text("less than 1 hour ago")


def test_a_card_deleted_in_one_window_does_not_come_back_from_another(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, "First")
    other = context.new_page()
    open_form(other, site.address)
    delete_card(page)

    fill_in(other, "Second")
    save_button(other).click()

    expect(form_status(other)).to_contain_text(CHANGED)
    page.goto(f"{site.address}/card/")
    expect_general_card(page)


@pytest.mark.hazard("HZ18-c")
def test_two_forms_saved_at_one_moment_leave_one_whole_card(
    page: Page, context: BrowserContext, site: Site
) -> None:
    keep_card(page, site.address, "First")
    other = context.new_page()
    open_form(other, site.address)
    fill_in(page, "Second")
    fill_in(other, "Third")

    save_button(page).click(no_wait_after=True)
    save_button(other).click(no_wait_after=True)
    for each in (page, other):
        expect(form_status(each)).to_contain_text("aved", use_inner_text=True)
        expect(form_status(each)).not_to_contain_text("Saving")
    said = [form_status(each).inner_text() for each in (page, other)]
    page.goto(f"{site.address}/card/")
    kept = wait_until_copies_agree(page)

    assert sorted(text.startswith(CHANGED) for text in said) == [False, True]
    assert kept == ("Third" if said[0].startswith(CHANGED) else "Second")
    expect_card_of(page, kept)
