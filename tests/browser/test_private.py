"""The locked part opens with its passphrase, and tells nobody else anything."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.private_part import (
    CANARY,
    DISK_JS,
    PHRASE,
    fill_new_passphrase,
    lock,
    notes,
    open_page,
    press,
    says,
    set_up,
    unlock,
    write_notes,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")


def test_what_is_written_opens_again_with_the_passphrase(
    page: Page, site: Site
) -> None:
    set_up(page, site)
    page.get_by_label("Reason").locator("visible=true").fill("my own")
    write_notes(page, "first line\nsecond line")
    page.reload()
    expect(notes(page)).to_be_hidden()

    unlock(page)

    expect(notes(page)).to_have_value("first line\nsecond line")
    expect(page.get_by_label("Reason").locator("visible=true")).to_have_value("my own")


@pytest.mark.hazard("HZ10-g")
def test_nothing_written_there_can_be_read_on_the_disk(page: Page, site: Site) -> None:
    set_up(page, site)
    write_notes(page, CANARY)

    disk = page.evaluate(DISK_JS)

    assert "card.private.a" in disk
    assert CANARY not in disk
    assert PHRASE not in disk


@pytest.mark.hazard("HZ10-g")
def test_a_wrong_passphrase_gets_no_hint_and_does_no_harm(
    page: Page, site: Site
) -> None:
    set_up(page, site)
    write_notes(page, "still here")
    lock(page)

    for wrong in ("four plain words her", "", PHRASE.upper()):
        unlock(page, wrong)
        expect(page.get_by_role("status").filter(has_text="did not open")).to_have_text(
            "That did not open it."
        )
        expect(notes(page)).to_be_hidden()
    unlock(page)

    expect(notes(page)).to_have_value("still here")


@pytest.mark.parametrize(
    ("phrase", "again", "said"),
    [
        pytest.param("1234", "", "Use at least 8 characters.", id="a PIN"),
        pytest.param(PHRASE, "four other words", "not the same", id="two of them"),
    ],
)
def test_a_passphrase_that_will_not_do_is_said(
    page: Page, site: Site, phrase: str, again: str, said: str
) -> None:
    open_page(page, site)
    fill_new_passphrase(page, phrase, again)

    press(page, "Set it up")

    says(page, said)
    assert "card.private" not in page.evaluate(DISK_JS)
