"""A new release comes when the person says so, and never over an open card."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.device import wait_until_kept
from tests.browser.journeys import (
    expect_card_of,
    fill_in,
    keep_card,
    wait_until_kept_offline,
)
from tests.browser.profiles import Profile
from tests.browser.releases import SourceTree
from tests.browser.site import Site
from tests.browser.watching import Watch

NEW_WORKER_WAITS_JS = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  await registration.update()
  const worker = registration.installing ?? registration.waiting
  while (worker && worker.state === 'installing') {
    await new Promise((next) => worker.addEventListener('statechange', next))
  }
  return worker?.state
}"""


def deploy_and_notice(page: Page, site: Site, release: SourceTree) -> None:
    """The release is on the server, and the worker of the open page has kept it."""
    site.deploy(release)
    assert page.evaluate(NEW_WORKER_WAITS_JS) == "installed"


def notice(page: Page) -> Locator:
    return page.get_by_text("A new version is ready.")


def release_of(page: Page) -> str | None:
    return page.locator("html").get_attribute("data-release")


def test_a_new_release_is_offered_and_not_forced(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    page.evaluate("() => { window.isUntouched = true }")

    deploy_and_notice(page, site, second_release)

    expect(notice(page)).to_be_visible()
    expect(page.get_by_role("button", name="Update now")).to_be_visible()
    assert page.evaluate("() => window.isUntouched") is True
    page.reload()
    assert release_of(page) is None
    expect(notice(page)).to_be_visible()


@pytest.mark.parametrize("path", ["/card/", "/card/show", "/card/edit", "/log/"])
def test_nothing_is_offered_over_a_card_or_a_form(
    page: Page, site: Site, second_release: SourceTree, path: str
) -> None:
    keep_card(page, site.address)
    page.goto(site.address + path)

    deploy_and_notice(page, site, second_release)
    expect(notice(page)).not_to_be_visible()
    page.goto(site.address + path)
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("heading", level=1)).to_be_attached()
    expect(notice(page)).not_to_be_visible()
    assert release_of(page) is None


def test_updating_gives_the_new_release_with_the_card_kept(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    keep_card(page, site.address)
    page.goto(site.address)
    deploy_and_notice(page, site, second_release)

    page.get_by_role("button", name="Update now").click()

    expect(page.locator("html")).to_have_attribute("data-release", "2")
    expect(notice(page)).to_be_hidden()
    site.stop()
    page.goto(f"{site.address}/card/")
    expect_card_of(page, "Sam Example")
    assert release_of(page) == "2"


def test_updating_in_one_tab_leaves_a_form_in_another_as_it_is(
    page: Page, context: BrowserContext, site: Site, second_release: SourceTree
) -> None:
    keep_card(page, site.address)
    fill_in(page, "Half done")
    other = context.new_page()
    other.goto(site.address)
    deploy_and_notice(other, site, second_release)

    other.get_by_role("button", name="Update now").click()
    expect(other.locator("html")).to_have_attribute("data-release", "2")

    expect(page.get_by_label("Name to use")).to_have_value("Half done")
    assert release_of(page) is None
    page.get_by_role("button", name="Save on this phone").click()
    wait_until_kept(page, IndexedDB="Half done")


def test_a_launch_after_everything_was_closed_gives_the_new_release(
    profile: Profile, site: Site, second_release: SourceTree
) -> None:
    page = profile.launch().new_page()
    keep_card(page, site.address)
    deploy_and_notice(page, site, second_release)
    profile.close()
    site.stop()

    page = profile.launch().new_page()
    page.goto(f"{site.address}/card/")

    expect(page.locator("html")).to_have_attribute("data-release", "2")
    expect_card_of(page, "Sam Example")


def test_an_old_tab_keeps_working_after_a_deploy(
    page: Page, site: Site, second_release: SourceTree, watch: Watch
) -> None:
    keep_card(page, site.address)
    page.goto(site.address)
    deploy_and_notice(page, site, second_release)
    failed: list[str] = []
    page.context.on("requestfailed", lambda request: failed.append(request.url))
    site.asked.clear()

    for name in ("Card", "Facts", "Find help", "Log"):
        page.goto(site.address)
        link = page.get_by_role("navigation").get_by_role("link", name=name, exact=True)
        link.click()
        expect(page.get_by_role("heading", level=1)).to_be_attached()
        page.wait_for_load_state("networkidle")
        assert release_of(page) is None
    page.goto(f"{site.address}/card/show")
    expect_card_of(page, "Sam Example")

    assert failed == []
    # This site has no packs, and says so.
    asked = [each for each in site.asked if not each.path.startswith("/packs/")]
    assert [each for each in asked if each.status >= 400] == []


def test_a_tab_that_comes_to_the_front_looks_for_a_new_release(
    page: Page, site: Site
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    page.wait_for_load_state("networkidle")
    site.asked.clear()

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    site.wait_until_asked("/service-worker.js")


def test_coming_to_the_front_with_a_new_release_out_offers_it(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    site.deploy(second_release)

    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    expect(notice(page)).to_be_visible()


def test_an_update_fetches_only_what_has_changed(
    page: Page, site: Site, second_release: SourceTree
) -> None:
    page.goto(site.address)
    wait_until_kept_offline(page)
    site.asked.clear()

    deploy_and_notice(page, site, second_release)

    asked = {each.path for each in site.asked}
    old, new = site.first.assets(), second_release.assets()
    packs = {second_release.pack(name) for name in ("core", "code", "pages")}
    data = {name for name in new if name.endswith(".json")}
    assert packs <= asked
    assert data
    assert [new[name] for name in data if new[name] != old[name]] == []
    assert {new[name] for name in new} & asked == set()
