"""A passkey opens the locked part too, and losing it loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewContext
from tests.browser.private_part import (
    DISK_JS,
    PHRASE,
    fill_new_passphrase,
    lock,
    notes,
    press,
    says,
    set_up,
    unlock,
    write_notes,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")


class WithPasskeys:
    """A page at localhost, since passkeys need a name, and a phone that unlocks."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.address = site.address.replace("127.0.0.1", "localhost")
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        options = {
            **{"protocol": "ctap2", "transport": "internal", "hasPrf": True},
            **{"hasResidentKey": True, "hasUserVerification": True},
            "isUserVerified": True,
        }
        made: dict[str, Any] = self.session.send(
            "WebAuthn.addVirtualAuthenticator", {"options": options}
        )
        self.id = made["authenticatorId"]

    def lose(self) -> None:
        """The phone's list of passkeys is emptied."""
        self.session.send("WebAuthn.clearCredentials", {"authenticatorId": self.id})

    def refuse(self) -> None:
        """The face, the finger or the PIN is the wrong one."""
        params = {"authenticatorId": self.id, "isUserVerified": False}
        self.session.send("WebAuthn.setUserVerified", params)


@pytest.fixture
def phone(new_context: NewContext, site: Site) -> Iterator[WithPasskeys]:
    """A locked part with a passkey, locked."""
    page = new_context().new_page()
    phone = WithPasskeys(page, site)
    page.goto(f"{phone.address}/card/private")
    fill_new_passphrase(page)
    press(page, "Set it up")
    says(page, "Your locked part is set up")
    write_notes(page, "opened")
    press(page, "Add a passkey")
    says(page, "The passkey opens this part now.")
    lock(page)
    yield phone


def test_a_passkey_opens_it(phone: WithPasskeys) -> None:
    press(phone.page, "Open with my passkey")

    expect(notes(phone.page)).to_have_value("opened")


@pytest.mark.parametrize("way", ["lose", "refuse"])
def test_a_passkey_that_is_lost_or_turned_down_loses_nothing(
    phone: WithPasskeys, way: str
) -> None:
    getattr(phone, way)()

    press(phone.page, "Open with my passkey")
    says(phone.page, "The passkey did not answer. Nothing has changed.")
    unlock(phone.page)

    expect(notes(phone.page)).to_have_value("opened")


def test_a_passkey_that_was_taken_away_is_not_offered(phone: WithPasskeys) -> None:
    page = phone.page
    press(page, "Open with my passkey")
    take_passkey_away(page, PHRASE)
    says(page, "The passkey no longer opens this part.")

    lock(page)

    expect(page.get_by_role("button", name="Open with my passkey")).to_be_hidden()
    assert '"passkey"' not in page.evaluate(DISK_JS)
    unlock(page)
    expect(notes(page)).to_have_value("opened")


def take_passkey_away(page: Page, phrase: str) -> None:
    page.get_by_label("Your passphrase").fill(phrase)
    press(page, "Take the passkey away")


def test_a_wrong_passphrase_does_not_take_the_passkey_away(
    phone: WithPasskeys,
) -> None:
    page = phone.page
    press(page, "Open with my passkey")

    take_passkey_away(page, "not the passphrase")

    says(page, "That did not open it.")
    assert '"passkey"' in page.evaluate(DISK_JS)


def test_changing_the_passphrase_takes_the_passkey_away(phone: WithPasskeys) -> None:
    page = phone.page
    press(page, "Open with my passkey")
    page.get_by_text("Change the passphrase").click()
    fill_new_passphrase(page, "quite other words")

    press(page, "Change it")

    says(page, "The passkey no longer opens this part. You can add it again.")
    assert '"passkey"' not in page.evaluate(DISK_JS)


def test_without_passkeys_none_is_offered(page: Page, site: Site) -> None:
    page.add_init_script("delete window.PublicKeyCredential")

    set_up(page, site)

    expect(page.get_by_role("button", name="Add a passkey")).to_be_hidden()
