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
from pwa.facts.claims import Claim, anchor_of_claim
from pwa.facts.editions import Editions
from pwa.facts.model import FactSection
from pwa.facts.routes import EMERGENCY
from pwa.finder.helplines import Helpline
from pwa.medicines.model import ANSWERS, Medicine
from pwa.shell.build import render_pages
from pwa.shell.release import Release
from tests.content.app_words import catalogue, fact_sheet, helplines, medicine_list
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import ids_in, page_faults, parse, words_of

SECTIONS = fact_sheet().sections("en")
MEDICINES = medicine_list().medicines
LINES = helplines()


def message(language: str, english: str) -> str:
    """How our own words read in another language."""
    found = catalogue(language).get(english)
    assert found, english
    return str(found.string)


NOT_REVIEWED = {
    "": "Not yet reviewed by a clinician.",
    "/cy": "Heb ei hadolygu eto gan glinigydd.",
}
WHERE_FROM = {
    "": "Where each line comes from",
    "/cy": message("cy", "Where each line comes from"),
}
WITHOUT_MENU = ("/leave", "/card/show")

FOOTED = [section for section in SECTIONS if section.slug != EMERGENCY]
"""The sections with their sources after each claim."""

each_section = pytest.mark.parametrize("section", SECTIONS, ids=lambda each: each.slug)
each_footed = pytest.mark.parametrize("section", FOOTED, ids=lambda each: each.slug)
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
@each_footed
def test_each_statement_has_its_sources_behind_a_tap(
    client: CheckedClient, section: FactSection
) -> None:
    places = by_id(page(client, f"/facts/{section.slug}"))

    for claim in section.claims:
        notes = footnotes(places[claim.anchor])
        assert len(notes) == int(claim.is_statement), claim.id
        for note in notes:
            assert sources_of(note) == named(claim), claim.id


@each_footed
def test_a_statement_that_was_not_confirmed_says_so_before_it_is_opened(
    client: CheckedClient, section: FactSection
) -> None:
    places = by_id(page(client, f"/facts/{section.slug}"))

    for claim in (each for each in section.claims if each.is_statement):
        (note,) = footnotes(places[claim.anchor])
        label = "Source" if claim.is_confirmed else "Not yet confirmed"
        assert words_of(note[0]) == label, claim.id


@each_section
def test_each_claim_is_on_its_page_word_for_word(
    client: CheckedClient, section: FactSection
) -> None:
    places = by_id(page(client, f"/facts/{section.slug}"))

    for claim in section.claims:
        said = " ".join(texts(places[claim.anchor]))
        for part in claim.text.split("; "):
            assert plain(part) in plain(said), claim.id


@each_section
@each_tree
def test_a_claim_is_shown_without_a_script(
    client: CheckedClient, section: FactSection, prefix: str
) -> None:
    root = page(client, f"{prefix}/facts/{section.slug}")
    shown = {each.get("id") for each in visible(root)}

    assert {claim.anchor for claim in section.claims} <= shown


@each_section
def test_no_mark_of_ours_is_left_on_a_page(
    client: CheckedClient, section: FactSection
) -> None:
    html = client.get(f"/facts/{section.slug}").text

    assert "<!--" not in html
    assert "page:" not in html
    assert not re.search(r"\{[a-z0-9-]+:", html)


@pytest.mark.hazard("HZ16-b")
@each_tree
def test_the_sources_of_the_emergency_page_stand_folded_away_below_it(
    client: CheckedClient, prefix: str
) -> None:
    (main,) = page(client, f"{prefix}/facts/{EMERGENCY}").iter("main")
    claims = [each for each in emergency().claims if each.is_statement]

    (fold,) = (
        each
        for each in with_class(main, "fold")
        if words_of(each[0]) == WHERE_FROM[prefix]
    )
    assert (fold.tag, fold.get("open")) == ("details", None)
    lines = [each for each in fold.iter("li") if footnotes(each)]
    assert len(lines) == len(claims)
    for line, claim in zip(lines, claims, strict=True):
        (note,) = footnotes(line)
        assert plain("".join(texts(line))) == plain(claim.text), claim.id
        assert sources_of(note) == named(claim), claim.id
    # Every footnote of the page is in there: none is between what is to be done.
    assert len(footnotes(main)) == len(lines)


def test_a_line_of_the_emergency_page_says_there_that_it_was_not_confirmed(
    client: CheckedClient,
) -> None:
    (main,) = page(client, f"/facts/{EMERGENCY}").iter("main")
    claims = [each for each in emergency().claims if each.is_statement]

    assert [words_of(note[0]) for note in footnotes(main)] == [
        "Source" if claim.is_confirmed else "Not yet confirmed" for claim in claims
    ]


@each_tree
def test_in_an_emergency_nothing_but_calls_and_pages_can_be_tapped(
    client: CheckedClient, prefix: str
) -> None:
    parts = with_class(page(client, f"{prefix}/facts/{EMERGENCY}"), "prose")

    tags = {each.tag for part in parts for each in part.iter()}
    assert len(parts) == 2
    assert tags & {"details", "summary", "button"} == set()
    tapped = [address for part in parts for address in addresses(part)]
    assert [each for each in tapped if not each.startswith(("tel:", "sms:", "/"))] == []


@each_tree
def test_each_part_of_the_emergency_page_is_one_tap_away(
    client: CheckedClient, prefix: str
) -> None:
    root = page(client, f"{prefix}/facts/{EMERGENCY}")
    parts = [each for each in root.iter("h2") if each.get("id", "").startswith("part-")]

    (jump,) = with_class(root, "jump")

    # The first stands right at the top; of each other one its first words do.
    assert [(each.get("href"), words_of(each)) for each in jump.iter("a")] == [
        (f"#{each.attrib['id']}", words_of(each).split(",")[0]) for each in parts[1:]
    ]
    assert len(parts) > 2
    (first,) = [each for each in root.iter("a") if each.get("href") == "#others"]
    assert words_of(first)
    assert jump.get("id") == "others"


@each_section
def test_the_parts_of_a_page_are_numbered(
    client: CheckedClient, section: FactSection
) -> None:
    parts = with_class(page(client, f"/facts/{section.slug}"), "prose")

    ids = [each.get("id") for part in parts for each in part.iter("h2")]

    assert ids == [f"part-{number}" for number in range(1, len(ids) + 1)]
    assert ids == [anchor for anchor, _ in section.body.parts]


@each_section
def test_each_cell_says_its_column(client: CheckedClient, section: FactSection) -> None:
    parts = with_class(page(client, f"/facts/{section.slug}"), "prose")

    for table in (each for part in parts for each in part.iter("table")):
        columns = [words_of(each) for each in table.iter("th")]
        for row in table.iter("tr"):
            cells = [each.get("data-label") for each in row.iter("td")]
            assert cells in ([], columns)


def test_some_page_of_facts_has_a_table() -> None:
    assert any("<td data-label=" in section.body.html for section in SECTIONS)


def test_no_two_claims_of_a_page_have_one_anchor() -> None:
    for section in SECTIONS:
        anchors = [claim.anchor for claim in section.claims]
        assert len(set(anchors)) == len(anchors), section.slug


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
        entry = places[anchor_of(medicine)]
        said = words_of(entry)
        assert entry.get("data-names") == "|".join(medicine.names)
        assert entry.get("data-verdict") == medicine.answer
        for name in (medicine.name, *medicine.brands, medicine.note):
            assert plain(name) in plain(said), medicine.name
        if medicine.answer == "opioid":
            assert f"Contains an opioid: {medicine.contains}." in said
        if medicine.answer == "ask":
            assert "Ask a pharmacist." in said


@each_tree
def test_names_have_the_numbers_they_have_in_the_file(
    client: CheckedClient, prefix: str
) -> None:
    root = page(client, f"{prefix}/medicines/")

    ids = {each.get("id", "") for each in root.iter("li") if each.get("data-names")}

    assert ids == {f"n-{number}" for number in range(1, len(MEDICINES) + 1)}


@each_tree
@pytest.mark.parametrize("code", [*ANSWERS, "not-listed"])
def test_an_answer_says_what_to_do_line_by_line(
    client: CheckedClient, prefix: str, code: str
) -> None:
    answer = medicine_list().answers[code]
    root = page(client, f"{prefix}/medicines/")

    (shown,) = (each for each in root.iter() if each.get("data-answer") == code)

    lines = next(each for each in shown.iter("ul"))
    assert [words_of(each) for each in lines] == list(answer.lines)
    assert answer.title in words_of(shown)


def test_every_name_has_its_sources_behind_a_tap(client: CheckedClient) -> None:
    places = by_id(page(client, "/medicines/"))

    for medicine in MEDICINES:
        (note,) = footnotes(places[anchor_of(medicine)])
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
        label = words_of(note[0])
        if line.called_on:
            assert label.startswith("Called and confirmed on "), line.name
        else:
            assert label == "Source", line.name


@each_tree
def test_the_helplines_say_that_we_have_not_rung_them(
    client: CheckedClient, prefix: str
) -> None:
    assert not any(line.called_on for line in LINES)
    told = "We have not rung them yet. Each number is as it was published."
    said = told if not prefix else message("cy", told)

    assert said in words_of(page(client, f"{prefix}/finder/"))


@each_tree
def test_each_group_of_helplines_is_one_tap_away(
    client: CheckedClient, prefix: str
) -> None:
    root = page(client, f"{prefix}/finder/")
    groups = [
        each for each in root.iter("h2") if each.get("id", "").startswith("group-")
    ]

    (jump,) = with_class(root, "jump")

    assert [(each.get("href"), words_of(each)) for each in jump.iter("a")] == [
        (f"#{each.attrib['id']}", words_of(each)) for each in groups
    ]
    assert len(groups) == len({line.group for line in LINES})


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


def emergency() -> FactSection:
    return next(section for section in SECTIONS if section.slug == EMERGENCY)


def named(claim: Claim) -> list[str]:
    """What a claim rests on, as its footnote names it."""
    return [
        f"{each.source.code}, {each.place}" if each.place else each.source.code
        for each in claim.references
    ]


def anchor_of(medicine: Medicine) -> str:
    return f"n-{MEDICINES.index(medicine) + 1}"


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
    return [each.attrib["href"] for each in element.iter("a") if "href" in each.attrib]
