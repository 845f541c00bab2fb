"""No word that was typed turns up anywhere but on the phone, whatever is pressed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as NotReady

from tests.browser.conftest import NewContext
from tests.browser.device import wait_until_kept
from tests.browser.journeys import (
    open_form,
    save,
    save_button,
    wait_until_kept_offline,
)
from tests.browser.listening import Listener
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer
from tests.browser.site import Site
from tests.browser.test_privacy import forms_of
from tests.browser.watching import Watch

PAGES = 10
PRESSES_A_PAGE = 25
ENDS_SOMETHING = re.compile(
    r"delete|wipe|erase|remove|forget|throw|discard|leave|close|update now", re.I
)
WORDS = "input:is([type=text], [type=search], :not([type])), textarea"
NUMBERS = "input[type=tel]"
SECRETS = "input[type=password]"
FILES = "input[type=file]"
BROKEN = "broken on purpose"
BREAK_JS = f"() => {{ setTimeout(() => {{ throw new Error('{BROKEN}') }}) }}"
LEAKS = {
    "request": "(word) => fetch('/facts/' + encodeURIComponent(word))",
    "body": "(word) => fetch('/', { method: 'POST', body: JSON.stringify([word]) })",
    "header": "(word) => fetch('/', { headers: { 'X-Word': btoa(word) } })",
    "title": "(word) => { document.title = word }",
    "hash": "(word) => { location.hash = word }",
    "history": "(word) => history.replaceState(word, '')",
    "localStorage": "(word) => localStorage.setItem(word, '')",
    "sessionStorage": "(word) => sessionStorage.setItem(word, '')",
    "cache": """async (word) => (await caches.open('x')).put(
      '/?' + new URLSearchParams({ word }), new Response())""",
    "database": """(word) => new Promise((resolve) => {
      indexedDB.open(word).onsuccess = (event) => resolve(event.target.result.close())
    })""",
    "console": "(word) => console.info(word)",
}


class Canaries:
    """A word of its own for each field, never said before."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def word(self) -> str:
        number = secrets.randbelow(10**9)
        return self._with(f"{secrets.token_hex(3)}<ü>Qx{number:09}canary")

    def phone(self) -> str:
        return self._with(f"07700 {secrets.randbelow(10**3):03} 90{self._digits()}")

    def _digits(self) -> str:
        return f"{secrets.randbelow(10**4):04}"

    def _with(self, canary: str) -> str:
        self.all.append(canary)
        return canary

    def found_in(self, heard: list[str]) -> list[tuple[str, str]]:
        """Each form of a canary that was heard, and where."""
        return [
            (form, each[:500])
            for canary in self.all
            for form in {*forms_of(canary), *forms_in_codes(canary)}
            for each in heard
            if form in each
        ]


def forms_in_codes(text: str) -> Iterator[str]:
    """As JSON and as scripts write it, and a number without its spaces."""
    yield text.encode("unicode_escape").decode().replace("\\xfc", "\\u00fc")
    yield text.replace(" ", "")
    yield text.encode().hex()


@pytest.fixture
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "server.log"


@pytest.fixture
def logged_server(first_release: SourceTree, log: Path) -> Iterator[AppServer]:
    server = AppServer(first_release, log)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    return new_context(accept_downloads=True).new_page()


@pytest.fixture
def watch(watches: list[Watch], page: Page) -> Watch:
    return next(each for each in watches if each.context is page.context)


@pytest.fixture
def listener(page: Page, watch: Watch) -> Listener:
    listener = Listener(page.context, watch)
    listener.follow(page)
    return listener


def take_the_phone_back(page: Page) -> None:
    """Until then every page leads back to the card."""
    button = page.get_by_role("button", name="Hold to close")
    for _ in range(2):
        button.focus()
        page.keyboard.press("Enter")
    page.wait_for_url("**/card/")


@pytest.mark.hazard("HZ10-a")
def test_nothing_typed_is_heard_on_any_journey(
    page: Page,
    watch: Watch,
    listener: Listener,
    canaries: Canaries,
    logged_server: AppServer,
    log: Path,
) -> None:
    address = logged_server.address
    pages = [path for path in logged_server.tree.pages() if path.startswith("/card/")]
    name = fill_in_everything(page, address, canaries)
    wait_until_kept(page, draft=name)
    listener.look(page)
    save(page)
    for path in [*pages, "/log/"]:
        page.goto(address + path)
        explore(page, listener, canaries)
        if path == "/card/show":
            take_the_phone_back(page)
    break_down(page, watch)
    listener.look(page)

    said = log.read_text("utf-8", "replace")
    logged_server.kill()
    for path in [*pages, "/facts/nowhere", "/log/"]:
        page.goto(address + path)
        explore(page, listener, canaries)
        if path == "/card/show":
            take_the_phone_back(page)
    page.goto(f"{address}/card/")
    expect(page.get_by_role("article")).to_contain_text(re.compile(r"Qx\d+canary"))
    page.get_by_role("link", name="Leave").click()
    expect(page).to_have_title("Blank page")
    listener.look(page)

    assert len(pages) >= PAGES
    assert len(canaries.all) > 15
    assert len(listener.everything()) > 50
    assert canaries.found_in([*listener.everything(), said]) == []


@pytest.mark.parametrize("leak", LEAKS)
def test_a_word_that_got_out_would_be_heard(
    page: Page, site: Site, listener: Listener, canaries: Canaries, leak: str
) -> None:
    page.goto(f"{site.address}/about/")
    word = "Qx123456789canary" if leak == "header" else canaries.word()
    canaries.all = [word]
    listener.look(page)
    before = canaries.found_in(listener.everything())

    page.evaluate(LEAKS[leak], word)
    listener.look(page)

    assert before == []
    assert canaries.found_in(listener.everything())


def fill_in_everything(page: Page, address: str, canaries: Canaries) -> str:
    """A canary in every field of the form; the name on the card."""
    open_form(page, address)
    wait_until_kept_offline(page)
    page.get_by_label("Show the reason on my card").check()
    page.get_by_label("Tablets", exact=True).check()
    type_canaries(page.locator("form"), canaries)
    return page.get_by_label("Name to use").input_value()


def type_canaries(place: Locator, canaries: Canaries) -> None:
    for field in ready(place.locator(NUMBERS)):
        type_into(field, canaries.phone())
    for field in ready(place.locator(WORDS)):
        type_into(field, canaries.word())
    # A passphrase is typed twice where it is new.
    passphrase = canaries.word()
    for field in ready(place.locator(SECRETS)):
        type_into(field, passphrase)


def type_into(field: Locator, text: str) -> None:
    """Unless the page has put the field away meanwhile: what was pressed takes time."""
    try:
        field.fill(text, timeout=5000)
    except NotReady:
        if field.is_visible():
            raise


def ready(fields: Locator) -> list[Locator]:
    """Those that can be typed into now."""
    return [
        field for field in fields.all() if field.is_visible() and field.is_editable()
    ]


def explore(page: Page, listener: Listener, canaries: Canaries) -> None:
    """Press what there is, once each, with a canary in every field; end nothing."""
    address = page.url
    pressed: set[str] = set()
    main = page.locator("main")
    page.wait_for_load_state("networkidle")
    listener.look(page)
    while len(pressed) < PRESSES_A_PAGE:
        type_canaries(main, canaries)
        give_back_last_download(main, listener)
        button = next_button(main, pressed)
        if button is None:
            break
        button.click()
        listener.look(page)
        if page.url != address:
            page.goto(address)
    if save_button(page).is_visible():
        wait_until_kept_again(page)


def next_button(main: Locator, pressed: set[str]) -> Locator | None:
    for button in main.get_by_role("button").all():
        words = words_on(button)
        if words in pressed or ENDS_SOMETHING.search(words):
            continue
        if button.is_visible() and button.is_enabled():
            pressed.add(words)
            return button
    return None


def words_on(button: Locator) -> str:
    """None of them where the page has put the button away meanwhile."""
    try:
        return button.inner_text(timeout=5000).strip()
    except NotReady:
        if button.is_visible():
            raise
        return ""


def give_back_last_download(main: Locator, listener: Listener) -> None:
    """A file that the app made is the one it can read."""
    for field in main.locator(FILES).all():
        if listener.downloads and field.is_enabled():
            field.set_input_files(listener.downloads[-1].path())


def wait_until_kept_again(page: Page) -> None:
    status = page.locator("form").get_by_role("status")
    expect(status).to_contain_text("Saved on this phone.")


def break_down(page: Page, watch: Watch) -> None:
    """A script's error, which the watch would hold against the page."""
    with page.expect_event("pageerror"):
        page.evaluate(BREAK_JS)
    mine = [fault for fault in watch.faults if BROKEN in fault]
    watch.faults[:] = [fault for fault in watch.faults if BROKEN not in fault]
    assert mine
