"""It installs, and the installed app opens with the server dead."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.journeys import expect_card_of, keep_card, wait_until_kept_offline
from tests.browser.profiles import Profile, browser_session, needs_full_chromium
from tests.browser.servers import AppServer


@needs_full_chromium
def test_the_browser_finds_nothing_that_keeps_it_from_being_installed(
    profile: Profile, server: AppServer
) -> None:
    page = profile.launch().new_page()
    page.goto(server.address)
    wait_until_kept_offline(page)
    session = page.context.new_cdp_session(page)

    errors = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    manifest = session.send("Page.getAppManifest")

    assert errors == []
    assert manifest["errors"] == []
    assert manifest["url"] == f"{server.address}/manifest.json"


@needs_full_chromium
def test_the_installed_app_shows_the_card_with_the_server_dead(
    profile: Profile, server: AppServer
) -> None:
    app = {"manifestId": f"{server.address}/"}
    context = profile.launch()
    page = context.new_page()
    keep_card(page, server.address)
    session = context.new_cdp_session(page)
    session.send("PWA.install", app)
    session.send("PWA.changeAppUserSettings", {**app, "displayMode": "standalone"})
    profile.close()
    server.kill()

    context = profile.launch()
    with context.expect_page() as opened:
        browser_session(context).send("PWA.launch", app)
    window = opened.value

    expect(window.get_by_role("heading", level=1)).to_have_text("Carrycard")
    assert window.evaluate("() => matchMedia('(display-mode: standalone)').matches")
    window.get_by_role("link", name="Show my card").click()
    expect_card_of(window, "Sam Example")


@needs_full_chromium
def test_after_installing_the_browser_is_asked_to_keep_it_and_its_answer_is_said(
    profile: Profile, server: AppServer
) -> None:
    context = profile.launch()
    page = context.new_page()
    page.goto(f"{server.address}/about/install")
    answers = [
        page.get_by_text("This browser has not promised to keep your card"),
        page.get_by_text("This browser has promised to keep your card"),
    ]
    for each in answers:
        expect(each).to_be_hidden()

    session = context.new_cdp_session(page)
    grant = {"permissions": ["durableStorage"], "origin": server.address}
    page.evaluate("() => dispatchEvent(new Event('appinstalled'))")
    expect(answers[0]).to_be_visible()
    session.send("Browser.grantPermissions", grant)
    page.evaluate("() => dispatchEvent(new Event('appinstalled'))")

    expect(answers[1]).to_be_visible()
    expect(answers[0]).to_be_hidden()
