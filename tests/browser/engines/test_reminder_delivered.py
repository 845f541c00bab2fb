"""A reminder on its whole way: subscribed, encrypted, carried, decrypted and shown."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.engines.autopush import Autopush, running_autopush
from tests.browser.engines.conftest import FIREFOX, leave_out
from tests.browser.engines.engine import Engine
from tests.browser.engines.person import Person
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer

pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

PAGE = "/log/reminders"
AGREE = "I have read this page. Keep these times on the server and send me notes."
OWN_WORDS = "Feed the canary"
# A headless Firefox may show nothing; that its worker came so far is told to pages.
HEAR_JS = """(() => {
  window.heard = new Promise((resolve) => {
    new BroadcastChannel('carrycard').onmessage = ({ data }) => {
      if (data.type === 'reminder-shown') resolve(data.kind)
    }
  })
})()"""


@pytest.fixture
def autopush() -> Iterator[Autopush]:
    with running_autopush() as service:
        yield service


@pytest.fixture
def settings(autopush: Autopush) -> dict[str, str]:
    return {
        "CARRYCARD_ENV": "test",
        "CARRYCARD_PUSH_TEST_ORIGIN": autopush.origin,
    }


@pytest.fixture
def pushing_server(
    first_release: SourceTree, settings: dict[str, str]
) -> Iterator[AppServer]:
    server = AppServer(first_release, more=settings)
    server.start()
    yield server
    server.kill()


@pytest.fixture
def engine(autopush: Autopush, tmp_path: Path) -> Iterator[Engine]:
    program = next(filter(None, map(shutil.which, FIREFOX)), None)
    if program is None:
        leave_out("Firefox is not installed (Debian: firefox-esr)")
    from tests.browser.engines.firefox import Firefox

    browser = Firefox(program, tmp_path, autopush.preferences())
    yield browser
    browser.close()


def test_a_message_reaches_the_worker_of_a_browser_that_asked_for_it(
    engine: Engine,
    autopush: Autopush,
    pushing_server: AppServer,
    settings: dict[str, str],
) -> None:
    person = Person(engine, pushing_server.address)
    person.open(PAGE)
    person.wait_until_kept_offline()
    person.presses("My own words")
    person.fills("Your own words", OWN_WORDS)
    person.presses(AGREE)
    person.presses("Turn on reminders")
    person.sees("Done. Reminders are on.")
    engine.evaluate(HEAR_JS)

    person.presses("Send a test")
    person.sees("The test is on its way.")
    send(pushing_server.tree, settings)

    assert engine.evaluate("window.heard") == "test"
    person.sees("The test came up.")
    (posted,) = autopush.posted
    assert posted["Content-Encoding"] == "aes128gcm"
    assert b"Carrycard".hex() not in posted["body"]
    assert OWN_WORDS.encode().hex() not in posted["body"]


def send(tree: SourceTree, settings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "pwa", "reminders", "send"],
        cwd=tree.folder,
        env=os.environ
        | settings
        | {
            "PYTHONPATH": str(tree.folder),
            "CARRYCARD_INSTANCE": str(tree.instance),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
