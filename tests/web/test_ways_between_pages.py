"""Links lead to where they say, and a report names the page and nobody."""

from __future__ import annotations

from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.facts.claims import anchor_of_claim
from pwa.facts.editions import Editions
from pwa.facts.routes import EMERGENCY
from pwa.shell.build import render_pages
from pwa.shell.release import Release
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.fact_pages import SECTIONS, addresses, each_tree, page
from tests.web.page_rules import ids_in, page_faults, parse, words_of

# The card and the search


@each_tree
@pytest.mark.parametrize("path", ["/card/", f"/facts/{EMERGENCY}"])
def test_ambulance_and_hospital_staff_are_led_to_their_page(
    client: CheckedClient, prefix: str, path: str
) -> None:
    (main,) = page(client, f"{prefix}{path}").iter("main")

    assert f"{prefix}/facts/for-professionals" in addresses(main)


@each_tree
def test_checking_a_medicine_is_one_tap_from_the_start(
    client: CheckedClient, prefix: str
) -> None:
    for path in ("/", "/facts/"):
        (main,) = page(client, f"{prefix}{path}").iter("main")
        assert f"{prefix}/medicines/" in addresses(main), path


@each_tree
def test_the_search_has_an_alert_for_emergencies_and_one_for_suicide(
    client: CheckedClient, prefix: str
) -> None:
    root = page(client, f"{prefix}/search/")
    inside = list(next(root.iter("search")).iter())
    alerts = {
        each.get("data-alert"): each for each in inside if "data-alert" in each.attrib
    }
    (box,) = (each for each in inside if each.tag == "input")

    assert list(alerts) == ["urgent", "suicide"]
    for each in alerts.values():
        assert "hidden" in each.attrib
        assert inside.index(each) < inside.index(box)
    assert alerts["urgent"].get("href") == f"{prefix}/facts/{EMERGENCY}"
    more = anchor_of_claim("suicide-999")
    assert addresses(alerts["suicide"]) == [
        *("tel:116123", "tel:999", f"{prefix}/facts/{EMERGENCY}#{more}")
    ]
    assert "116 123" in words_of(alerts["suicide"])


@pytest.mark.parametrize("path", PAGES)
def test_a_link_to_a_place_on_another_page_finds_it(
    client: CheckedClient, path: str
) -> None:
    for address in addresses(page(client, path)):
        there, _, anchor = address.partition("#")
        if there.startswith("/") and anchor:
            assert anchor in ids_in(client.get(there).text), address


# Reports


@pytest.mark.parametrize(
    ("path", "line"),
    [
        *(
            pytest.param(
                f"/facts/{section.slug}",
                f"facts/{section.slug}, revision {section.revision}",
                id=section.slug,
            )
            for section in SECTIONS
        ),
        pytest.param("/medicines/", "medicines, revision {edition}", id="names"),
        pytest.param("/finder/", "finder, revision {edition}", id="helplines"),
    ],
)
@each_tree
def test_a_report_names_page_revision_and_edition_and_nothing_of_the_person(
    client: CheckedClient, app: Flask, prefix: str, path: str, line: str
) -> None:
    editions: Editions = app.extensions["editions"]
    about = line.format(edition=editions.number)

    (report,) = modules(page(client, f"{prefix}{path}"), "report")

    (told,) = (words_of(each) for each in report.iter("code"))
    assert told == f"Carrycard {about}, edition {editions.number}"
    assert not list(report.iter("input")) + list(report.iter("textarea"))
    assert addresses(report) == []


def test_a_report_may_be_sent_by_mail_to_the_operator(release: Release) -> None:
    contact = "us@example.org"
    config = Config(contact=contact)

    pages = render_pages(create_app(config, release=release))

    for path, body in pages.items():
        html = body.decode()
        language = "cy" if path.startswith("/cy/") else "en"
        assert page_faults(html, language, contact) == (), path
    (report,) = modules(parse(pages["/facts/emergency"].decode()), "report")
    (told,) = (words_of(each) for each in report.iter("code"))
    (address,) = addresses(report)
    assert unquote(address) == f"mailto:{contact}?subject={told}"


@pytest.mark.parametrize(
    "contact",
    [
        pytest.param("https://example.org/@us", id="a page"),
        pytest.param("The pharmacy in the High Street", id="a place"),
        pytest.param("us@example.org?bcc=me@example.org", id="more than an address"),
        pytest.param("us@example.org, or call", id="an address and words"),
    ],
)
def test_where_no_mail_is_taken_a_report_says_where_to_send_it(
    release: Release, contact: str
) -> None:
    app = create_app(Config(contact=contact), release=release)

    root = parse(app.test_client().get("/facts/emergency").text)

    (report,) = modules(root, "report")
    assert addresses(report) == []
    assert contact in words_of(report)


def modules(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if each.get("data-module") == name]
