"""The same journey in Firefox and in WebKit: the card is there with no server left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pwa.clock import today
from tests.browser.engines.engine import Engine
from tests.browser.engines.person import Person
from tests.browser.releases import SourceTree
from tests.browser.servers import AppServer

# What the drivers' own libraries still do; nothing of ours.
pytestmark = [
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

TYPED = {
    "Name to use": "Sam Example",
    "Strength": "50 mg",
    "Emergency contact 1: name": "Mum",
    "Emergency contact 1: phone": "07700 900123",
    "Allergies": "Penicillin (rash)",
    "Anything else staff should know": "سليم Zoë <b>&amp;</b>",
}


def keep_card(person: Person) -> None:
    person.open_form()
    person.wait_until_kept_offline()
    for label, words in TYPED.items():
        person.fills(label, words)
    person.presses("Tablets")
    yesterday = today() - timedelta(days=1)
    person.sets_date("Last dose: date", yesterday.isoformat())
    person.sets_date("Last dose: time", "08:00")
    person.presses("Save on this phone")
    person.sees("Saved on this phone.")


def sees_card(person: Person) -> None:
    person.sees("NALTREXONE")
    person.sees("NOT naloxone")
    person.sees("hours ago")
    person.sees_row("Name", TYPED["Name to use"])
    person.sees_row("Allergies", TYPED["Allergies"])
    person.sees_row("Note", TYPED["Anything else staff should know"])
    person.sees_row("Call for me", "Mum 07700 900123")


def test_a_saved_card_outlives_the_server_and_the_browser(
    person: Person, engine: Engine, reporting_server: AppServer
) -> None:
    keep_card(person)
    reporting_server.kill()
    engine.start_again()

    person.open("/card/")
    sees_card(person)
    person.open_form()
    kept = {label: person.value_of(label) for label in TYPED}
    person.open("/card/show")
    sees_card(person)

    assert kept == TYPED


def test_every_page_opens_with_the_server_gone(
    person: Person,
    reporting_server: AppServer,
    reporting_release: SourceTree,
) -> None:
    titles = reporting_release.titles()
    pages = [path for path in titles if path.startswith("/card/")]
    keep_card(person)
    reporting_server.kill()

    # Last of all, since every page leads back to a card that was handed over.
    pages.sort(key=lambda path: path == "/card/show")

    for path in ["/facts/emergency", "/log/", *pages]:
        person.open(path)
        if path not in ("/card/", "/card/show"):
            person.sees_heading(titles[path].removesuffix(" – Carrycard"))

    assert len(pages) > 8


def test_a_card_is_deleted_in_two_presses(person: Person) -> None:
    keep_card(person)

    person.presses("Delete my card")
    person.presses("Yes, delete it now")
    person.sees("Your card is deleted from this phone.")
    person.open("/card/")

    person.sees("Dose and time not known. Assume blocked, assume sensitive.")
    person.engine.find("//article//dl[@hidden]")


@pytest.mark.parametrize("path", ["/card/", "/card/edit"])
def test_three_presses_of_shift_lead_to_the_neutral_page(
    person: Person, engine: Engine, reporting_server: AppServer, path: str
) -> None:
    keep_card(person)
    reporting_server.kill()
    person.open(path)

    engine.press_shift(3)

    engine.find('//title[normalize-space()="Blank page"]')
    assert engine.evaluate("location.pathname") == "/leave"
    assert "naltrexone" not in engine.evaluate("document.documentElement.outerHTML")
