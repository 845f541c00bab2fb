"""Each statement has its sources, and says where nothing was confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from pwa.facts.claims import Claim
from pwa.facts.model import FactSection
from pwa.facts.routes import EMERGENCY
from tests.web.checked_client import CheckedClient
from tests.web.fact_pages import (
    SECTIONS,
    addresses,
    by_id,
    each_section,
    each_tree,
    emergency,
    footnotes,
    message,
    page,
    plain,
    visible,
    with_class,
)
from tests.web.page_rules import words_of

WHERE_FROM = {
    "": "Where each line comes from",
    "/cy": message("cy", "Where each line comes from"),
}


FOOTED = [section for section in SECTIONS if section.slug != EMERGENCY]
"""The sections with their sources after each claim."""


each_footed = pytest.mark.parametrize("section", FOOTED, ids=lambda each: each.slug)


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


def named(claim: Claim) -> list[str]:
    """What a claim rests on, as its footnote names it."""
    return [
        f"{each.source.code}, {each.place}" if each.place else each.source.code
        for each in claim.references
    ]


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
