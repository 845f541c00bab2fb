"""A helpline shows the number that was found, and whether somebody rang it."""

from __future__ import annotations

import re

import pytest

from pwa.finder.helplines import Helpline
from tests.content.app_words import helplines
from tests.web.checked_client import CheckedClient
from tests.web.fact_pages import (
    addresses,
    by_id,
    each_tree,
    footnotes,
    message,
    page,
    with_class,
)
from tests.web.page_rules import words_of

LINES = helplines()


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
