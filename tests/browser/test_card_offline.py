"""The card and every kept page open with the server dead."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import NewContext
from tests.browser.device import stop_workers
from tests.browser.journeys import (
    expect_card_of,
    expect_general_card,
    face,
    keep_card,
    wait_until_kept_offline,
)
from tests.browser.profiles import Profile
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer

EMPTY_BUT_VISIBLE_JS = """(face) => [...face.querySelectorAll('*')]
  .filter((part) => part.checkVisibility() && part.getBoundingClientRect().height > 0)
  .filter((part) => part.innerText.trim() === '')
  .map((part) => part.outerHTML)"""


def test_a_saved_card_opens_with_the_server_dead(page: Page, server: AppServer) -> None:
    keep_card(page, server.address)

    server.kill()
    page.goto(f"{server.address}/card/")
    expect_card_of(page, "Sam Example")
    page.reload()

    expect_card_of(page, "Sam Example")


def test_a_saved_card_opens_in_a_new_tab_with_the_server_dead(
    page: Page, context: BrowserContext, server: AppServer
) -> None:
    keep_card(page, server.address)

    server.kill()
    stop_workers(page)
    page.close()
    new_tab = context.new_page()
    new_tab.goto(f"{server.address}/card/show")

    expect_card_of(new_tab, "Sam Example")


@pytest.mark.hazard("HZ14-a")
def test_a_saved_card_opens_after_a_browser_restart_with_the_server_dead(
    profile: Profile, server: AppServer
) -> None:
    keep_card(profile.launch().new_page(), server.address)
    profile.close()
    server.kill()

    page = profile.launch().new_page()
    page.goto(f"{server.address}/card/")

    expect_card_of(page, "Sam Example")


@pytest.mark.hazard("HZ14-a")
def test_every_kept_page_opens_in_a_new_tab_with_the_server_dead(
    page: Page, context: BrowserContext, server: AppServer, first_release: SourceTree
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)
    titles = first_release.titles()

    server.kill()
    stop_workers(page)
    page.close()
    opened = {}
    for path in titles:
        tab = context.new_page()
        answer = tab.goto(server.address + path)
        assert answer, path
        assert answer.from_service_worker, path
        expect(tab.get_by_role("heading", level=1)).to_be_attached()
        language = "cy" if path.startswith("/cy/") else "en"
        expect(tab.locator("html")).to_have_attribute("lang", language)
        opened[path] = tab.title()
        tab.close()

    assert len(titles) > 20
    assert opened == titles


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/card", id="without its slash"),
        pytest.param("/card/?from=home", id="with a query"),
        pytest.param("/cy/card", id="in Welsh, without its slash"),
        pytest.param("/card/show?from=shortcut", id="hand-over view with a query"),
    ],
)
def test_an_address_that_is_nearly_the_kept_one_opens_offline(
    page: Page, server: AppServer, path: str
) -> None:
    keep_card(page, server.address)

    server.kill()
    page.goto(server.address + path)

    expect_card_of(page, "Sam Example")


@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/", "/cy/card/show"])
@pytest.mark.parametrize(
    "scripts", [pytest.param(True, id="fresh"), pytest.param(False, id="no JavaScript")]
)
def test_before_set_up_the_card_is_general_and_has_no_blank_label(
    new_context: NewContext, server: AppServer, path: str, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()

    page.goto(server.address + path)

    expect_general_card(page)
    assert face(page).evaluate(EMPTY_BUT_VISIBLE_JS) == []


def test_the_general_card_opens_offline_before_set_up(
    page: Page, server: AppServer
) -> None:
    page.goto(server.address)
    wait_until_kept_offline(page)

    server.kill()
    page.goto(f"{server.address}/card/")

    expect_general_card(page)
    assert face(page).evaluate(EMPTY_BUT_VISIBLE_JS) == []


def test_a_card_filled_in_in_part_has_no_blank_label(
    page: Page, server: AppServer
) -> None:
    page.goto(f"{server.address}/card/edit")
    page.get_by_label("Name to use").fill("Sam Example")
    page.get_by_role("button", name="Save on this phone").click()
    page.get_by_role("link", name="Show my card").click()

    expect(face(page)).to_contain_text("Sam Example")
    assert face(page).evaluate(EMPTY_BUT_VISIBLE_JS) == []
