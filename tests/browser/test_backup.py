"""A copy of the card goes out as a file and comes back, and nothing is lost by it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Download, Page, expect

from tests.browser.backup_page import (
    DONE,
    DONE_FIRST,
    choose,
    file_of,
    newer_file,
    open_backup,
    save_file,
    saved_file,
    status,
    use,
    use_button,
)
from tests.browser.device import wait_until_copies_agree
from tests.browser.journeys import (
    expect_card_of,
    expect_general_card,
    keep_card,
    wait_until_at_rest,
    wait_until_kept_offline,
)
from tests.browser.site import Site
from tests.browser.two_cards import NEW, OLD
from tests.browser.watching import Watch

FOUR_WORDS = "four words nobody guesses"


def with_checksum(content: dict[str, Any]) -> str:
    """As anybody can who knows how."""
    rest = {key: value for key, value in content.items() if key != "checksum"}
    text = json.dumps(rest, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(rest | {"checksum": f"{zlib.crc32(text.encode()):08x}"})


def clear_everything(page: Page, origin: str) -> None:
    """As a browser does that is short of space."""
    session = page.context.new_cdp_session(page)
    session.send(
        "Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"}
    )
    session.detach()


@pytest.mark.hazard("HZ17-c")
@pytest.mark.parametrize("passphrase", ["", FOUR_WORDS], ids=["open", "locked"])
def test_a_card_lost_with_all_storage_comes_back_from_its_file(
    page: Page, site: Site, tmp_path: Path, passphrase: str
) -> None:
    keep_card(page, site.address)
    site.stop()
    open_backup(page, site.address)
    if passphrase:
        page.get_by_text("Lock the file with a passphrase").click()
        page.get_by_label("Passphrase", exact=True).fill(passphrase)
        page.get_by_label("The same passphrase again").fill(passphrase)
    path = saved_file(page, tmp_path)
    page.goto("about:blank")
    clear_everything(page, site.address)

    site.start()
    page.goto(f"{site.address}/card/")
    expect_general_card(page)
    wait_until_kept_offline(page)
    site.stop()
    open_backup(page, site.address)
    expect(page.get_by_text("There is no card on this phone yet, so")).to_be_visible()
    choose(page, path)
    if passphrase:
        page.get_by_label("Passphrase of the file").fill(passphrase)
        page.get_by_role("button", name="Open the file").click()
    use(page)

    expect(status(page, DONE_FIRST)).to_be_visible()
    page.get_by_role("link", name="Show my card").click()
    expect_card_of(page, "Sam Example")
    assert wait_until_copies_agree(page) == "Sam Example"
    assert (b"Sam" in path.read_bytes()) == (passphrase == "")


def test_the_file_has_a_neutral_name_with_the_day_on_this_phone(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)
    open_backup(page, site.address)

    name = save_file(page).suggested_filename

    today = page.evaluate("() => new Date().toLocaleDateString('sv-SE')")
    assert name == f"carrycard-{today}.json"
    expect(status(page, f"The file {name} is on its way.")).to_be_visible()


def test_keeping_a_copy_and_bringing_it_back_asks_nothing_of_the_network(
    page: Page, site: Site, watch: Watch, tmp_path: Path
) -> None:
    keep_card(page, site.address, OLD)
    open_backup(page, site.address)
    wait_until_at_rest(page)
    site.stop()
    watch.requests.clear()

    path = saved_file(page, tmp_path)
    content = json.loads(path.read_text())
    content["card"]["name"] = NEW
    path.write_text(with_checksum(content))
    choose(page, path)
    use(page)
    expect(status(page, DONE)).to_be_visible()

    asked = [each.url for each in watch.requests if not each.url.startswith("blob:")]
    assert asked == []


Spoil = Callable[[bytes], bytes]


def changed(**fields: object) -> Spoil:
    return lambda whole: with_checksum(json.loads(whole) | fields).encode()


def with_hidden_key(whole: bytes) -> bytes:
    return whole.replace(b'"card": {', b'"card": {"__proto__": {"name": "x"},')


TOO_BIG = "This is too big to be a card. Nothing was changed."
NOT_OURS = "This is no card from this app. Nothing was changed."
DAMAGED = "This file is damaged, so it was not used. Nothing was changed."
NEWER = "This file was made by a newer version of this app. Nothing was changed."
BAD_FILES: dict[str, tuple[Spoil, str]] = {
    "too big": (lambda whole: whole + b" " * 100_000, TOO_BIG),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n\x00\xff\xfe", NOT_OURS),
    "empty": (lambda _: b"", NOT_OURS),
    "another program's": (lambda _: b'{"kind": "contacts"}', NOT_OURS),
    "cut short": (lambda whole: whole[:-40], DAMAGED),
    "one letter changed": (lambda whole: whole.replace(b"Old", b"Odd", 1), DAMAGED),
    "with a hidden key": (with_hidden_key, DAMAGED),
    "nested deep": (changed(private=json.loads("[" * 50 + "]" * 50)), DAMAGED),
    "of a later form": (changed(version=3), NEWER),
    "of a later release": (changed(schema=3), NEWER),
}


@pytest.mark.hazard("HZ18-a")
@pytest.mark.parametrize(("spoil", "says"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_says_what_is_wrong_and_changes_nothing(
    page: Page, site: Site, tmp_path: Path, spoil: Spoil, says: str
) -> None:
    path = file_of(page, site.address, OLD, tmp_path)
    path.write_bytes(spoil(path.read_bytes()))

    choose(page, path)

    expect(status(page, says)).to_be_visible()
    expect(use_button(page)).to_have_count(0)
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)


def test_hostile_text_in_a_file_is_shown_as_text(
    page: Page, site: Site, tmp_path: Path
) -> None:
    path = file_of(page, site.address, OLD, tmp_path)
    content = json.loads(path.read_text())
    hostile = '<img src=x onerror="window.ran=1"><b>bold</b>'
    content["card"] |= {"name": hostile, "allergies": hostile, "note": hostile}
    path.write_text(with_checksum(content))

    choose(page, path)
    expect(page.get_by_role("listitem").filter(has_text=hostile)).to_have_count(3)
    use(page)
    expect(status(page, DONE)).to_be_visible()

    page.goto(f"{site.address}/card/")
    expect_card_of(page, hostile)
    assert page.evaluate("() => window.ran") is None


def test_a_file_pasted_as_text_is_read_too(
    page: Page, site: Site, tmp_path: Path
) -> None:
    path = newer_file(page, site.address, tmp_path)

    page.get_by_text("Paste it as text instead").click()
    page.get_by_label("All of the text in the file").fill(f"\n {path.read_text()}\n")
    page.get_by_role("button", name="Look at it").click()
    use(page)

    expect(status(page, DONE)).to_be_visible()
    assert wait_until_copies_agree(page) == NEW


def test_a_wrong_passphrase_opens_nothing_and_can_be_typed_again(
    page: Page, site: Site, tmp_path: Path
) -> None:
    keep_card(page, site.address, OLD)
    open_backup(page, site.address)
    page.get_by_text("Lock the file with a passphrase").click()
    page.get_by_label("Passphrase", exact=True).fill(FOUR_WORDS)
    page.get_by_label("The same passphrase again").fill(FOUR_WORDS)
    path = saved_file(page, tmp_path)

    choose(page, path)
    page.get_by_label("Passphrase of the file").fill("not this one")
    page.get_by_label("Passphrase of the file").press("Enter")
    expect(status(page, "It did not open.")).to_be_visible()
    page.get_by_label("Passphrase of the file").fill(FOUR_WORDS)
    page.get_by_label("Passphrase of the file").press("Enter")

    expect(status(page, "It is the same as the card on this phone.")).to_be_visible()


@pytest.mark.parametrize(
    ("passphrase", "again", "says"),
    [
        pytest.param("short", "short", "needs at least 8 characters", id="short"),
        pytest.param(FOUR_WORDS, "another one", "are not the same", id="differs"),
        pytest.param(FOUR_WORDS, "", "are not the same", id="typed once"),
    ],
)
def test_a_passphrase_typed_wrong_makes_no_file(
    page: Page, site: Site, passphrase: str, again: str, says: str
) -> None:
    keep_card(page, site.address)
    open_backup(page, site.address)
    downloads: list[Download] = []
    page.on("download", lambda download: downloads.append(download))

    page.get_by_text("Lock the file with a passphrase").click()
    page.get_by_label("Passphrase", exact=True).fill(passphrase)
    page.get_by_label("The same passphrase again").fill(again)
    page.get_by_role("button", name="Save a file").click()

    expect(status(page, says)).to_be_visible()
    assert downloads == []
