"""What a reader of the facts, the names and the helplines is promised, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.facts.editions import Editions
from pwa.facts.model import FactSection
from pwa.finder.helplines import Helpline
from pwa.medicines.model import ANSWERS
from pwa.medicines.routes import slug
from pwa.shell.build import render_pages
from pwa.shell.release import Release
from tests.content.app_words import fact_sheet, helplines, medicine_list
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import page_faults, parse, words_of

SECTIONS = fact_sheet().sections("en")
MEDICINES = medicine_list().medicines
LINES = helplines()
NOT_REVIEWED = {
    "": "Not yet reviewed by a clinician.",
    "/cy": "Heb ei hadolygu eto gan glinigydd.",
}
WITHOUT_MENU = ("/leave", "/card/show")

each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda each: each.slug)
each_tree = pytest.mark.parametrize("prefix", ["", "/cy"], ids=["English", "Welsh"])


def page(client: CheckedClient, path: str) -> Element:
    return parse(client.get(path).text)


def by_id(root: Element) -> dict[str, Element]:
    return {each.attrib["id"]: each for each in root.iter() if "id" in each.attrib}


def footnotes(element: Element) -> list[Element]:
    """What opens with a tap in it; none of it is hidden and none needs a script."""
    return [each for each in element.iter("details") if each.get("class") == "why"]


def with_class(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if name in each.get("class", "").split()]


# Claims


@pytest.mark.hazard("HZ16-b")
@each_section
def test_each_statement_has_its_sources_behind_a_tap(
    client: CheckedClient, section: FactSection
) -> None:
    places = by_id(page(client, f"/facts/{section.slug}"))

    for claim in section.claims:
        notes = footnotes(places[claim.id])
        assert len(notes) == int(claim.is_statement), claim.id
        for note in notes:
            assert sources_of(note) == [
                f"{each.source.code}, {each.place}" if each.place else each.source.code
                for each in claim.references
            ], claim.id


@each_section
def test_a_statement_that_was_not_confirmed_says_so_before_it_is_opened(
    client: CheckedClient, section: FactSection
) -> None:
    places = by_id(page(client, f"/facts/{section.slug}"))

    for claim in (each for each in section.claims if each.is_statement):
        (note,) = footnotes(places[claim.id])
        label = "Source" if claim.is_confirmed else "Not yet confirmed"
        assert words_of(note[0]) == label, claim.id


@each_section
def test_each_claim_is_on_its_page_word_for_word(
    client: CheckedClient, section: FactSection
) -> None:
    places = by_id(page(client, f"/facts/{section.slug}"))

    for claim in section.claims:
        said = " ".join(texts(places[claim.id]))
        for part in claim.text.split("; "):
            assert plain(part) in plain(said), claim.id


@each_section
@each_tree
def test_a_claim_is_shown_without_a_script(
    client: CheckedClient, section: FactSection, prefix: str
) -> None:
    root = page(client, f"{prefix}/facts/{section.slug}")
    shown = {each.get("id") for each in visible(root)}

    assert {claim.id for claim in section.claims} <= shown


@each_section
def test_no_mark_of_ours_is_left_on_a_page(
    client: CheckedClient, section: FactSection
) -> None:
    html = client.get(f"/facts/{section.slug}").text

    assert "<!--" not in html
    assert "page:" not in html
    assert not re.search(r"\{[a-z0-9-]+:", html)


def test_every_kind_of_statement_is_among_the_facts() -> None:
    claims = [claim for section in SECTIONS for claim in section.claims]

    assert {claim.is_confirmed for claim in claims if claim.is_statement} == {
        *(True, False)
    }
    assert {claim.is_statement for claim in claims} == {True, False}


# Every page


@each_section
@each_tree
def test_a_page_of_facts_nobody_signed_says_so(
    client: CheckedClient, section: FactSection, prefix: str
) -> None:
    said = words_of(page(client, f"{prefix}/facts/{section.slug}"))

    assert (NOT_REVIEWED[prefix] in said) == (not section.reviewed_by)


@pytest.mark.hazard("HZ15-a")
@each_tree
def test_names_and_sources_nobody_signed_say_so(
    client: CheckedClient, prefix: str
) -> None:
    assert not medicine_list().reviewed_by

    for path in ("/medicines/", "/about/sources"):
        assert NOT_REVIEWED[prefix] in words_of(page(client, f"{prefix}{path}"))


@pytest.mark.hazard("HZ15-a")
@pytest.mark.parametrize(
    "path", [path for path in PAGES if not path.endswith(WITHOUT_MENU)]
)
def test_every_page_says_that_it_is_no_advice_and_no_nhs_service(
    client: CheckedClient, path: str
) -> None:
    says = {
        False: "is information, not medical advice. It is not an NHS service.",
        True: "GIG",
    }

    (foot,) = page(client, path).iter("footer")

    assert says[path.startswith("/cy/")] in words_of(foot)


@pytest.mark.parametrize(
    "path", [path for path in PAGES if not path.endswith(WITHOUT_MENU)]
)
def test_the_emergency_page_is_one_tap_away(client: CheckedClient, path: str) -> None:
    root = page(client, path)
    emergency = "/cy/facts/emergency" if path.startswith("/cy/") else "/facts/emergency"

    shown = [each for each in visible(root) if each.get("href") == emergency]

    assert [each for each in shown if words_of(each)]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_at_most_one_door_to_urgent_help(
    client: CheckedClient, path: str
) -> None:
    assert len(with_class(page(client, path), "door--urgent")) <= 1


@pytest.mark.hazard("HZ1-b")
@pytest.mark.hazard("HZ12-a")
@each_tree
def test_the_log_says_that_tolerance_is_low_and_not_to_start_again(
    client: CheckedClient, prefix: str
) -> None:
    said = words_of(page(client, f"{prefix}/log/"))

    assert "Do not rely on the block. Your tolerance is low." in said
    assert "Do not restart if you have used any opioid. Ask your service first." in said


@pytest.mark.hazard("HZ4-b")
@pytest.mark.parametrize("path", ["/card/", "/card/show", "/cy/card/", "/cy/card/show"])
def test_the_card_says_not_naloxone_right_under_the_name(
    client: CheckedClient, path: str
) -> None:
    (face,) = with_class(page(client, path), "face")

    assert [words_of(each) for each in face][:2] == [
        *("I take NALTREXONE", "opioid blocker. NOT naloxone")
    ]


# Names of medicines


@each_tree
def test_every_name_is_in_the_list_with_an_answer(
    client: CheckedClient, prefix: str
) -> None:
    places = by_id(page(client, f"{prefix}/medicines/"))

    for medicine in MEDICINES:
        entry = places[slug(medicine.name)]
        said = words_of(entry)
        assert entry.get("data-names") == "|".join(medicine.names)
        assert entry.get("data-verdict") == medicine.answer
        for name in (medicine.name, *medicine.brands, medicine.note):
            assert plain(name) in plain(said), medicine.name
        if medicine.answer == "opioid":
            assert f"Contains an opioid: {medicine.contains}." in said
        if medicine.answer == "ask":
            assert "Ask a pharmacist." in said


def test_no_two_names_stand_at_the_same_place() -> None:
    places = [slug(medicine.name) for medicine in MEDICINES]

    assert len(set(places)) == len(places)


def test_every_name_has_its_sources_behind_a_tap(client: CheckedClient) -> None:
    places = by_id(page(client, "/medicines/"))

    for medicine in MEDICINES:
        (note,) = footnotes(places[slug(medicine.name)])
        label = "Source" if medicine.is_confirmed else "Not yet confirmed"
        assert words_of(note[0]) == label, medicine.name


@pytest.mark.hazard("HZ1-a")
@each_tree
def test_no_name_is_said_to_be_fine(client: CheckedClient, prefix: str) -> None:
    (main,) = page(client, f"{prefix}/medicines/").iter("main")
    said = words_of(main)

    shown = {each.get("data-answer") for each in main.iter()} - {None}
    assert shown == {*ANSWERS, "not-listed", "did-you-mean"}
    assert {each.get("data-verdict") for each in main.iter()} <= {*ANSWERS, None}
    assert not re.search(
        r"\b(fine|ok(ay)?|all right|harmless|no problem|does not contain an opioid"
        r"|contains no opioid|has no opioid in it|you can take)\b",
        without_footnotes(said, main),
        re.IGNORECASE,
    )


@pytest.mark.hazard("HZ4-c")
@pytest.mark.parametrize("name", ["Naltrexone", "Naloxone"])
def test_either_name_of_the_pair_asks_which_one(name: str) -> None:
    (medicine,) = (each for each in MEDICINES if name in each.names)

    assert (medicine.kind, medicine.answer) == ("look-alike", "which-one")


def test_the_list_is_read_without_a_script(client: CheckedClient) -> None:
    root = page(client, "/medicines/")
    shown = {id(each) for each in visible(root)}

    entries = [each for each in root.iter("li") if "data-names" in each.attrib]
    assert len(entries) == len(MEDICINES)
    assert all(id(each) in shown for each in entries)


# Helplines


@pytest.mark.hazard("HZ8-a")
@pytest.mark.parametrize("number", range(1, len(LINES) + 1))
def test_a_helpline_shows_the_number_that_was_found_and_no_other(
    client: CheckedClient, number: int
) -> None:
    line = LINES[number - 1]

    entry = by_id(page(client, "/finder/"))[f"line-{number}"]

    calls = [each for each in addresses(entry) if each.startswith(("tel:", "sms:"))]
    assert calls == [
        *([f"tel:{line.tel}"] if line.number else []),
        *([f"sms:{line.sms}"] if line.text_number else []),
    ]
    assert line.name in words_of(entry)


@pytest.mark.parametrize(
    "line", [each for each in LINES if each.status == "being-checked"], ids=str
)
def test_a_helpline_that_is_being_checked_shows_no_number(
    client: CheckedClient, line: Helpline
) -> None:
    number = LINES.index(line) + 1

    entry = by_id(page(client, "/finder/"))[f"line-{number}"]

    assert "Number being checked." in words_of(entry)
    assert not re.search(r"\d[\d ]{4,}", words_of(entry))
    assert addresses(entry) == [line.web]


def test_some_helpline_is_being_checked_and_some_are_not() -> None:
    assert {line.status for line in LINES} == {"published", "being-checked"}


def test_a_number_says_whether_somebody_rang_it(client: CheckedClient) -> None:
    places = by_id(page(client, "/finder/"))

    for number, line in enumerate(LINES, 1):
        if line.status != "published" or line.number == "999":
            continue
        (note,) = footnotes(places[f"line-{number}"])
        called = "Called and confirmed on" if line.called_on else "Not yet confirmed by"
        assert called in words_of(note[0]), line.name


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
    pages = render_pages(create_app(Config(contact=contact), release=release))

    root = parse(pages["/facts/emergency"].decode())
    (report,) = modules(root, "report")
    assert addresses(report) == []
    assert contact in words_of(report)


def sources_of(note: Element) -> list[str]:
    """Each line's code and place, such as "S1, 4.2"."""
    return [words_of(each).partition(": ")[0] for each in note.iter("li")]


def texts(element: Element) -> Iterator[str]:
    """Its words, but for those of its footnotes."""
    if element.get("class") != "why":
        yield element.text or ""
        for child in element:
            yield from texts(child)
            yield child.tail or ""


def plain(words: str) -> str:
    return "".join(words.split())


def without_footnotes(said: str, element: Element) -> str:
    for note in footnotes(element):
        said = said.replace(words_of(note), " ")
    return said


def visible(root: Element) -> Iterator[Element]:
    """What a page shows before any script has run, folded parts too."""
    if "hidden" in root.attrib or root.tag in ("template", "noscript"):
        return
    yield root
    for child in root:
        yield from visible(child)


def modules(root: Element, name: str) -> list[Element]:
    return [each for each in root.iter() if each.get("data-module") == name]


def addresses(element: Element) -> list[str]:
    return [each.attrib["href"] for each in element.iter("a")]
