"""A save cut short, a copy lost or a broken database: a whole card, and no lie."""

from __future__ import annotations

import os
import signal
from itertools import combinations

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.browser.device import (
    COPIES,
    drop,
    kept_names,
    set_quota,
    wait_until_copies_agree,
    wait_until_kept,
)
from tests.browser.journeys import (
    TROUBLE,
    expect_card_of,
    fill_in,
    form_status,
    keep_card,
    open_form,
    save_button,
)
from tests.browser.profiles import Profile, browser_session
from tests.browser.servers import AppServer
from tests.browser.site import Site
from tests.browser.two_cards import NEW, OLD

# The page stops dead at one named moment, so that the kill lands exactly there.
STOP_AT_JS = """
const stopAt = (moment) => {
  if (window.diesAt !== moment) return
  console.info('stopped')
  for (const end = Date.now() + 20_000; Date.now() < end;);
}
const around = (prototype, name, moment) => {
  const original = prototype[name]
  prototype[name] = function (...given) {
    stopAt(`before ${moment}`)
    const result = original.apply(this, given)
    stopAt(`after ${moment}`)
    return result
  }
}
around(IDBObjectStore.prototype, 'put', 'database put')
around(IDBObjectStore.prototype, 'get', 'database get')
around(Storage.prototype, 'setItem', 'mirror write')
if ('Cache' in window) around(Cache.prototype, 'put', 'cache put')
around(IDBDatabase.prototype, 'transaction', 'transaction')
const begin = IDBDatabase.prototype.transaction
IDBDatabase.prototype.transaction = function (...given) {
  const transaction = begin.apply(this, given)
  if (transaction.mode === 'readwrite') {
    transaction.addEventListener('complete', () => stopAt('complete'))
  }
  return transaction
}
"""
BUSY_S = 0.2
MOMENTS = {
    "before transaction": {OLD},
    "after transaction": {OLD},
    "before database get": {OLD},
    "after database get": {OLD},
    "before database put": {OLD},
    "after database put": {OLD, NEW},
    "complete": {NEW},
    "before mirror write": {NEW},
    "after mirror write": {NEW},
    "before cache put": {NEW},
    "after cache put": {NEW},
}

BROKEN_DATABASE = {
    "throws": """Object.defineProperty(window, 'indexedDB', {
      get() { throw new DOMException('not here', 'SecurityError') } })""",
    "refuses to open": """IDBFactory.prototype.open = () => {
      throw new DOMException('lost', 'UnknownError') }""",
    "hangs": "IDBFactory.prototype.open = () => new EventTarget()",
    "has lost its connection": """IDBDatabase.prototype.transaction = () => {
      throw new DOMException('connection lost', 'InvalidStateError') }""",
}


def test_full_storage_is_said_and_the_old_card_is_intact(
    profile: Profile, site: Site
) -> None:
    keep_card(profile.launch().new_page(), site.address, OLD)
    page = profile.launch().new_page()
    set_quota(page, site.address, 1)
    open_form(page, site.address)

    fill_in(page, NEW)
    save_button(page).click()

    expect(form_status(page)).to_have_text(
        "Not saved. This browser would not keep it. "
        "The card you had before is still there."
    )
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)
    assert wait_until_copies_agree(page) == OLD


@pytest.mark.hazard("HZ17-a")
def test_a_tab_that_dies_in_the_middle_of_a_save_leaves_a_whole_card(
    profile: Profile, server: AppServer
) -> None:
    context = profile.launch()
    context.add_init_script(STOP_AT_JS)
    page = context.new_page()
    found = {}

    for moment in MOMENTS:
        keep_card(page, server.address, OLD)
        wait_until_kept(page, IndexedDB=OLD, localStorage=OLD, Cache=OLD, draft=None)
        page.get_by_label("Allergies").fill(NEW)
        page.get_by_label("Anything else staff should know").fill(NEW)
        page.get_by_label("Name to use").fill(NEW)
        wait_until_kept(page, draft=NEW)
        page.evaluate("(moment) => { window.diesAt = moment }", moment)
        with page.expect_console_message(lambda message: message.text == "stopped"):
            save_button(page).click(no_wait_after=True)
        with page.expect_event("crash"):
            kill_busy_renderer(context)
        page = context.new_page()
        page.goto(f"{server.address}/card/")
        found[moment] = wait_until_copies_agree(page)
        page.reload()
        expect_card_of(page, found[moment])

    assert all(found[moment] in allowed for moment, allowed in MOMENTS.items())


def kill_busy_renderer(context: BrowserContext) -> None:
    """Kill the process of the page that has stopped, which keeps a processor busy.

    Killing the idle ones too would leave Chromium without a process for a new page.
    """
    session = browser_session(context)
    before = processor_times_s(session)
    while True:
        for process, time_s in processor_times_s(session).items():
            if time_s - before.get(process, time_s) > BUSY_S:
                session.detach()
                os.kill(process, signal.SIGKILL)
                return


def processor_times_s(session: CDPSession) -> dict[int, float]:
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return {
        process["id"]: process["cpuTime"]
        for process in processes
        if process["type"] == "renderer"
    }


@pytest.mark.hazard("HZ17-a")
@pytest.mark.parametrize(
    "lost",
    [
        pytest.param(lost, id=" and ".join(lost))
        for lost in [
            *combinations(COPIES, 1),
            *combinations(COPIES, 2),
        ]
    ],
)
def test_the_card_outlives_the_loss_of_copies_and_makes_them_anew(
    page: Page, site: Site, lost: tuple[str, ...]
) -> None:
    keep_card(page, site.address)
    page.goto(f"{site.address}/about/")
    for kind in lost:
        drop(page, kind)
    assert [kind for kind in COPIES if kept_names(page)[kind] is None] == list(lost)

    page.goto(f"{site.address}/card/")

    expect_card_of(page, "Sam Example")
    wait_until_kept(page, **dict.fromkeys(COPIES, "Sam Example"))


def test_the_card_outlives_a_database_overwritten_with_garbage(
    profile: Profile, server: AppServer
) -> None:
    keep_card(profile.launch().new_page(), server.address)
    profile.close()
    server.kill()
    files = [
        file
        for file in (profile.folder / "Default" / "IndexedDB").rglob("*")
        if file.is_file()
    ]
    for file in files:
        file.write_bytes(b"\xa5\x00garbage" * max(1, file.stat().st_size // 9))

    page = profile.launch().new_page()
    page.goto(f"{server.address}/card/")

    assert len(files) >= 3
    expect_card_of(page, "Sam Example")


@pytest.mark.parametrize("fault", BROKEN_DATABASE)
def test_a_database_that_fails_is_said_and_the_card_is_shown_from_a_copy(
    page: Page, context: BrowserContext, site: Site, fault: str
) -> None:
    keep_card(page, site.address)
    page.close()
    tab = context.new_page()
    tab.add_init_script(BROKEN_DATABASE[fault])

    tab.goto(f"{site.address}/card/")

    expect_card_of(tab, "Sam Example")
    status = tab.get_by_role("status").filter(has_text=TROUBLE)
    expect(status).to_be_visible(timeout=15_000)
    expect_card_of(tab, "Sam Example")


@pytest.mark.parametrize("fault", BROKEN_DATABASE)
def test_a_save_that_a_failing_database_refuses_is_never_called_saved(
    page: Page, context: BrowserContext, site: Site, fault: str
) -> None:
    keep_card(page, site.address, OLD)
    tab = context.new_page()
    tab.add_init_script(BROKEN_DATABASE[fault])
    tab.goto(f"{site.address}/card/edit")
    expect(tab.get_by_label("Name to use")).to_be_enabled(timeout=15_000)

    fill_in(tab, NEW)
    save_button(tab).click()

    expect(form_status(tab)).to_contain_text("Not saved.", timeout=20_000)
    page.goto(f"{site.address}/card/")
    expect_card_of(page, OLD)
