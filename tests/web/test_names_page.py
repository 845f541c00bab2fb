"""Every name of a medicine has an answer, and none is said to be fine."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest

from pwa.medicines.model import ANSWERS, Medicine
from tests.content.app_words import medicine_list
from tests.web.checked_client import CheckedClient
from tests.web.fact_pages import by_id, each_tree, footnotes, page, plain, visible
from tests.web.page_rules import words_of

MEDICINES = medicine_list().medicines


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


def anchor_of(medicine: Medicine) -> str:
    return f"n-{MEDICINES.index(medicine) + 1}"


def without_footnotes(said: str, element: Element) -> str:
    for note in footnotes(element):
        said = said.replace(words_of(note), " ")
    return said
