"""Wiping takes everything, proves it, and no other window brings anything back."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.device import stored, wait_until_kept
from tests.browser.journeys import fill_in, keep_card, open_form
from tests.browser.servers import AppServer
from tests.browser.site import Site

LONGEST_MS = 15_000
"""What never answers is waited for 3 seconds, a few times over."""
SETTLE_MS = 1500
"""Longer than any pause after which a page keeps what was typed."""


def wipe(page: Page, address: str) -> None:
    page.goto(f"{address}/about/privacy")
    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()


def expect_wiped(page: Page) -> None:
    status = page.get_by_role("status").filter(has_text="Wiped. Your card and all")
    expect(status).to_be_visible()
    expect(status).to_contain_text("Close the app now.")


def everything(page: Page) -> dict[str, list[str]]:
    return {kind: names for kind, names in stored(page).items() if names}


def keep_everything(page: Page, address: str) -> None:
    """A card, a draft, a private part, the card before, each choice and each mark."""
    keep_card(page, address)
    page.goto(f"{address}/card/private")
    page.get_by_label("New passphrase").locator("visible=true").fill("four plain words")
    page.get_by_label("The same again").locator("visible=true").fill("four plain words")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_label("Notes")).to_be_visible()
    page.goto(f"{address}/about/privacy")
    page.get_by_label("Hide what is on screen").check()
    page.goto(f"{address}/facts/key-facts")
    page.evaluate(
        """() => new Promise((resolve) => {
          sessionStorage.setItem('carrycard.handed', '1')
          localStorage.setItem('carrycard.of-a-later-release', '1')
          const request = indexedDB.open('carrycard')
          request.onsuccess = () => {
            const transaction = request.result.transaction('records', 'readwrite')
            transaction.objectStore('records').put({ any: 1 }, 'card.before')
            transaction.oncomplete = () => resolve(request.result.close())
          }
        })"""
    )


@pytest.mark.hazard("HZ10-d")
def test_whatever_the_app_kept_is_wiped(page: Page, site: Site) -> None:
    keep_everything(page, site.address)

    wipe(page, site.address)

    expect_wiped(page)
    assert everything(page) == {}


@pytest.mark.hazard("HZ10-d")
def test_other_windows_go_blank_and_write_nothing_back(
    page: Page, context: BrowserContext, server: AppServer
) -> None:
    keep_everything(page, server.address)
    form, card, private = (context.new_page() for _ in range(3))
    open_form(form, server.address)
    card.goto(f"{server.address}/card/")
    private.goto(f"{server.address}/card/private")
    page.goto(f"{server.address}/about/privacy")
    server.kill()
    fill_in(form, "Typed as it was wiped")

    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()

    expect_wiped(page)
    for other in (form, card, private):
        expect(other).to_have_url("about:blank")
        expect(other.locator("body")).to_have_text("")
    page.bring_to_front()
    page.evaluate(
        "(ms) => new Promise((resolve) => setTimeout(resolve, ms))", SETTLE_MS
    )
    assert everything(page) == {}


def test_the_page_that_wiped_keeps_nothing_more(page: Page, site: Site) -> None:
    keep_everything(page, site.address)
    wipe(page, site.address)
    expect_wiped(page)

    page.get_by_label("Hide what is on screen").click()
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    status = page.get_by_role("status").filter(has_text="Not changed. This browser")
    expect(status).to_be_visible()
    assert everything(page) == {}


@pytest.mark.hazard("HZ10-d")
@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        pytest.param(
            "caches.delete = async () => { throw new Error('no') }",
            "files of the app",
            id="caches",
        ),
        pytest.param(
            "ServiceWorkerRegistration.prototype.unregister = async () => false",
            "the part that keeps the app offline",
            id="worker",
        ),
        pytest.param(
            "Storage.prototype.removeItem = () => {}", "a setting", id="settings"
        ),
        pytest.param(
            "indexedDB.deleteDatabase = () => { throw new Error('no') }",
            "an empty store that another window holds open",
            id="database",
        ),
        pytest.param(
            "indexedDB.deleteDatabase = () => ({})",
            "an empty store that another window holds open",
            id="a database that never answers",
        ),
        pytest.param(
            "ServiceWorkerRegistration.prototype.unregister ="
            " () => new Promise(() => {})",
            "the part that keeps the app offline",
            id="a worker that never answers",
        ),
    ],
)
def test_what_is_left_is_named_and_never_called_wiped(
    page: Page, site: Site, spoil: str, named: str
) -> None:
    keep_everything(page, site.address)
    page.goto(f"{site.address}/about/privacy")
    page.evaluate(f"() => {{ {spoil} }}")

    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()

    status = page.get_by_role("status").filter(has_text="Not everything could be wiped")
    expect(status).to_contain_text(named, timeout=LONGEST_MS)
    expect(status).to_contain_text("Close all windows of the app.")
    expect(status).not_to_contain_text("Wiped.")


def test_nothing_is_wiped_by_one_press(page: Page, site: Site) -> None:
    keep_card(page, site.address)
    page.goto(f"{site.address}/about/privacy")

    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="No, keep it").click()

    wait_until_kept(page, IndexedDB="Sam Example", localStorage="Sam Example")


def test_where_the_phone_may_send_notices_it_is_told_to_stop(
    page: Page, site: Site
) -> None:
    keep_card(page, site.address)
    page.goto(f"{site.address}/about/privacy")
    page.evaluate(
        """() => {
          PushManager.prototype.getSubscription = async () =>
            ({ unsubscribe: async () => { window.hasUnsubscribed = true } })
        }"""
    )

    page.get_by_role("button", name="Wipe everything").click()
    page.get_by_role("button", name="Yes, wipe it now").click()

    expect_wiped(page)
    assert page.evaluate("() => window.hasUnsubscribed")
