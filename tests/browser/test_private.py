"""The locked part: set up, opened, changed, locked, forgotten. The card needs none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NewContext
from tests.browser.device import kept_names, wait_until
from tests.browser.journeys import (
    expect_card_of,
    face,
    form_status,
    open_form,
    row,
    save_button,
    save_card,
    take_back,
)
from tests.browser.site import Site

pytestmark = pytest.mark.worker("off")

PHRASE = "four plain words here"
CANARY = "Zephyr-canary"
MINUTE_MS = 60_000

DISK_JS = """async () => {
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('carrycard')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const store = database.transaction('records').objectStore('records')
  const answer = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const [keys, values] = await Promise.all(
    [answer(store.getAllKeys()), answer(store.getAll())])
  database.close()
  const cached = await caches.match('/card/kept-copy', { cacheName: 'carrycard-card' })
  return JSON.stringify([keys, values, { ...localStorage }, await cached?.text()])
}"""
HIDE_JS = """(state) => {
  Object.defineProperty(document, 'visibilityState',
    { configurable: true, get: () => state })
  document.dispatchEvent(new Event('visibilitychange'))
}"""
REFUSE_WRITES_JS = """(keys) => {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (value, key) {
    const request = put.call(this, value, key)
    if (new RegExp(keys).test(key)) this.transaction.abort()
    return request
  }
}"""
ANY_KEY = "."
KEYS_OF_THE_CARD = "^card\\.[ab]$"


def open_page(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/card/private")


def says(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill_new_passphrase(page: Page, phrase: str = PHRASE, again: str = "") -> None:
    page.get_by_label("New passphrase").locator("visible=true").fill(phrase)
    page.get_by_label("The same again").locator("visible=true").fill(again or phrase)


def set_up(page: Page, site: Site, *moved: str) -> None:
    open_page(page, site)
    fill_new_passphrase(page)
    for label in moved:
        page.get_by_role("group", name="Move here").get_by_label(label).check()
    press(page, "Set it up")
    says(page, "Your locked part is set up")


def unlock(page: Page, phrase: str = PHRASE) -> None:
    page.get_by_label("Passphrase", exact=True).fill(phrase)
    press(page, "Open")


def notes(page: Page) -> Locator:
    return page.get_by_label("Notes")


def write_notes(page: Page, text: str) -> None:
    notes(page).fill(text)
    press(page, "Save")
    says(page, "Saved and locked")


def lock(page: Page) -> None:
    press(page, "Lock now")
    says(page, "Locked.")


def card_with_reason(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Name to use").fill("Sam Example")
    page.get_by_label("Reason", exact=True).fill(CANARY)
    page.get_by_label("Show the reason on my card").check()
    page.get_by_label("Anything else staff should know").fill("Afraid of needles")
    save_button(page).click()
    expect(form_status(page)).to_contain_text("Saved on this phone.")


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


def test_a_moved_reason_is_off_the_card_and_nowhere_readable(
    page: Page, site: Site
) -> None:
    card_with_reason(page, site)

    set_up(page, site, "Reason")

    says(page, "What you moved is off your card.")
    expect(page.get_by_label("Reason").locator("visible=true")).to_have_value(CANARY)
    assert CANARY not in page.evaluate(DISK_JS)
    page.goto(f"{site.address}/card/")
    expect(row(page, "Note")).to_have_text("Afraid of needles")
    expect(face(page)).not_to_contain_text(CANARY)


def test_only_what_the_card_has_is_offered_for_moving(page: Page, site: Site) -> None:
    card_with_reason(page, site)

    open_page(page, site)

    offered = page.get_by_role("group", name="Move here").get_by_role("checkbox")
    expect(offered).to_have_count(2)
    expect(offered.and_(page.get_by_label("Other conditions"))).to_have_count(0)


def test_a_card_that_cannot_be_changed_keeps_what_was_moved(
    page: Page, site: Site
) -> None:
    card_with_reason(page, site)
    open_page(page, site)
    fill_new_passphrase(page)
    page.get_by_role("group", name="Move here").get_by_label("Reason").check()
    page.evaluate(REFUSE_WRITES_JS, KEYS_OF_THE_CARD)

    press(page, "Set it up")

    says(page, "What you moved is in both.")
    page.goto(f"{site.address}/card/")
    expect(row(page, "Why I take it")).to_have_text(CANARY)
    open_page(page, site)
    unlock(page)
    expect(page.get_by_label("Reason").locator("visible=true")).to_have_value(CANARY)


def test_a_phone_that_keeps_nothing_says_so_and_the_card_stays(
    page: Page, site: Site
) -> None:
    card_with_reason(page, site)
    open_page(page, site)
    fill_new_passphrase(page)
    page.get_by_role("group", name="Move here").get_by_label("Reason").check()
    page.evaluate(REFUSE_WRITES_JS, ANY_KEY)

    press(page, "Set it up")

    says(page, "Not saved. This browser would not keep it.")
    page.goto(f"{site.address}/card/")
    expect(row(page, "Why I take it")).to_have_text(CANARY)


def test_a_text_goes_back_on_the_card(page: Page, site: Site) -> None:
    card_with_reason(page, site)
    set_up(page, site)
    write_notes(page, "Diabetic")

    press(page, "Put back: notes")

    says(page, "It is on your card now, and no longer here.")
    expect(notes(page)).to_have_value("")
    page.goto(f"{site.address}/card/")
    expect(row(page, "Note")).to_have_text("Afraid of needles\nDiabetic")


def test_a_text_the_card_has_no_room_for_stays(page: Page, site: Site) -> None:
    open_form(page, site.address)
    page.get_by_label("Anything else staff should know").fill("x" * 480)
    save_button(page).click()
    expect(form_status(page)).to_contain_text("Saved on this phone.")
    set_up(page, site)
    write_notes(page, "y" * 40)

    press(page, "Put back: notes")

    says(page, "Your card has no room for it there. It is still here.")
    expect(notes(page)).to_have_value("y" * 40)


def test_the_passphrase_before_opens_nothing_any_more(page: Page, site: Site) -> None:
    set_up(page, site)
    write_notes(page, "still here")
    page.get_by_text("Change the passphrase").click()
    fill_new_passphrase(page, "quite other words")
    press(page, "Change it")
    says(page, "Only the new one opens this part.")
    lock(page)

    unlock(page)
    says(page, "That did not open it.")
    unlock(page, "quite other words")

    expect(notes(page)).to_have_value("still here")


def test_what_is_typed_is_kept_without_pressing_save(page: Page, site: Site) -> None:
    set_up(page, site)
    notes(page).fill("not saved by hand")

    lock(page)
    unlock(page)

    expect(notes(page)).to_have_value("not saved by hand")


def test_typed_words_that_cannot_be_kept_are_not_thrown_away_by_one_press(
    page: Page, site: Site
) -> None:
    set_up(page, site)
    page.evaluate(REFUSE_WRITES_JS, ANY_KEY)
    notes(page).fill("only in the page")

    press(page, "Lock now")
    says(page, "could not be kept. Press Lock now again")
    expect(notes(page)).to_have_value("only in the page")
    lock(page)

    expect(notes(page)).to_be_hidden()


@pytest.fixture
def clocked(page: Page) -> Page:
    page.clock.install()
    return page


def test_after_a_minute_out_of_sight_it_is_locked(clocked: Page, site: Site) -> None:
    page = clocked
    set_up(page, site)
    write_notes(page, CANARY)

    page.evaluate(HIDE_JS, "hidden")
    page.clock.run_for(MINUTE_MS + 1000)
    page.evaluate(HIDE_JS, "visible")

    says(page, "Locked.")
    fields = page.locator("input, textarea").evaluate_all(
        "(all) => all.map((each) => each.value)"
    )
    assert CANARY not in fields


SLOW_OPENING_JS = """() => {
  const derive = SubtleCrypto.prototype.deriveKey
  const wait = new Promise((resolve) => { window.goOn = resolve })
  SubtleCrypto.prototype.deriveKey = async function (...all) {
    await wait
    window.hasGoneOn = true
    return derive.apply(this, all)
  }
}"""


def test_what_opens_only_after_a_minute_out_of_sight_is_locked_at_once(
    clocked: Page, site: Site
) -> None:
    page = clocked
    set_up(page, site)
    write_notes(page, CANARY)
    lock(page)
    page.evaluate(SLOW_OPENING_JS)
    unlock(page)

    page.evaluate(HIDE_JS, "hidden")
    page.clock.run_for(MINUTE_MS + 1000)
    page.evaluate("() => window.goOn()")
    page.wait_for_function("() => window.hasGoneOn")
    page.evaluate(HIDE_JS, "visible")

    says(page, "Locked.")
    expect(notes(page)).to_be_hidden()
    page.reload()
    unlock(page)
    expect(notes(page)).to_have_value(CANARY)


def test_an_open_part_is_covered_out_of_sight_though_nobody_chose_it(
    page: Page, site: Site
) -> None:
    set_up(page, site)
    write_notes(page, CANARY)

    page.evaluate(HIDE_JS, "hidden")
    expect(notes(page)).to_be_hidden()
    page.evaluate(HIDE_JS, "visible")
    expect(notes(page)).to_have_value(CANARY)
    expect(notes(page)).to_be_visible()
    lock(page)
    page.evaluate(HIDE_JS, "hidden")

    expect(page.get_by_role("button", name="Open", exact=True)).to_be_visible()


def test_a_short_look_elsewhere_leaves_it_open(clocked: Page, site: Site) -> None:
    page = clocked
    set_up(page, site)
    write_notes(page, "still open")

    page.evaluate(HIDE_JS, "hidden")
    page.clock.run_for(MINUTE_MS // 2)
    page.evaluate(HIDE_JS, "visible")
    page.clock.run_for(MINUTE_MS)

    expect(notes(page)).to_have_value("still open")


def test_going_to_another_page_and_back_finds_it_locked(page: Page, site: Site) -> None:
    set_up(page, site)
    write_notes(page, CANARY)

    page.get_by_role("link", name="Log").click()
    page.wait_for_url("**/log/")
    page.go_back()

    expect(page.get_by_label("Passphrase", exact=True)).to_be_visible()
    expect(notes(page)).to_be_hidden()
    expect(notes(page)).to_have_value("")


def test_of_two_windows_the_one_behind_is_refused(
    page: Page, context: BrowserContext, site: Site
) -> None:
    set_up(page, site)
    other = context.new_page()
    open_page(other, site)
    unlock(other)
    expect(notes(other)).to_be_visible()
    write_notes(page, "from the first window")

    notes(other).fill("from the second window")
    press(other, "Save")

    says(other, "This part was changed in another window.")
    open_page(other, site)
    unlock(other)
    expect(notes(other)).to_have_value("from the first window")


def test_forgetting_asks_first_and_deletes_only_that_part(
    page: Page, site: Site
) -> None:
    save_card(page, site.address)
    set_up(page, site)
    write_notes(page, CANARY)
    lock(page)

    press(page, "Forget this part")
    press(page, "Yes, forget it now")

    says(page, "The locked part is deleted. Your card is as it was.")
    assert "card.private" not in page.evaluate(DISK_JS)
    assert kept_names(page)["IndexedDB"] == "Sam Example"


def test_a_damaged_part_is_said_and_can_be_forgotten(page: Page, site: Site) -> None:
    set_up(page, site)
    page.evaluate(
        """() => new Promise((resolve) => {
          const request = indexedDB.open('carrycard')
          request.onsuccess = () => {
            const transaction = request.result.transaction('records', 'readwrite')
            const store = transaction.objectStore('records')
            store.put({ version: 1 }, 'card.private.a')
            store.put('rubbish', 'card.private.b')
            transaction.oncomplete = () => resolve(request.result.close())
          }
        })"""
    )
    page.reload()
    says(page, "can no longer be read. Your card is not touched by this.")

    press(page, "Forget this part")
    press(page, "Yes, forget it now")

    says(page, "The locked part is deleted.")
    expect(page.get_by_role("button", name="Set it up")).to_be_visible()


@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/"])
def test_the_card_needs_no_passphrase_and_tells_nobody_of_the_part(
    page: Page, site: Site, path: str
) -> None:
    save_card(page, site.address)
    page.goto(site.address + path)
    before = face(page).inner_text()
    take_back(page)
    set_up(page, site)
    write_notes(page, CANARY)

    page.goto(site.address + path)

    expect_card_of(page, "Sam Example")
    assert face(page).inner_text() == before
    assert CANARY not in page.content()


def test_where_the_browser_has_no_cryptography_it_says_so(
    page: Page, site: Site
) -> None:
    page.add_init_script(
        "Object.defineProperty(crypto, 'subtle', { value: undefined })"
    )

    open_page(page, site)

    expect(page.get_by_text("This browser cannot lock anything")).to_be_visible()
    expect(page.get_by_role("button", name="Set it up")).to_be_hidden()


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


def test_deleting_the_card_takes_the_private_part_with_it(
    page: Page, site: Site
) -> None:
    save_card(page, site.address)
    set_up(page, site)
    open_form(page, site.address)
    press(page, "Delete my card")
    press(page, "Yes, delete it now")

    says(page, "Your card is deleted from this phone.")

    wait_until(page, f"async () => !(await ({DISK_JS})()).includes('card.private')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_state_meets_wcag_and_fits_a_small_phone(
    new_context: NewContext, site: Site, scheme: Any
) -> None:
    small = {"width": 320, "height": 568}
    page = new_context(viewport=small, color_scheme=scheme).new_page()
    card_with_reason(page, site)
    found: dict[str, object] = {}

    def look(state: str) -> None:
        found[state] = violations(page)
        wide = "() => document.scrollingElement.scrollWidth > innerWidth"
        found[f"{state}: wide"] = page.evaluate(wide)

    open_page(page, site)
    fill_new_passphrase(page, "1234")
    look("not set up")
    press(page, "Set it up")
    says(page, "Not set.")
    look("too short")
    set_up(page, site, "Reason")
    page.get_by_text("Change the passphrase").click()
    look("open")
    lock(page)
    unlock(page, "wrong")
    says(page, "That did not open it.")
    look("locked")
    press(page, "Forget this part")
    expect(page.get_by_role("button", name="Yes, forget it now")).to_be_enabled()
    look("asked before forgetting")

    assert {state: wrong for state, wrong in found.items() if wrong} == {}
