"""Every item of OWASP ASVS 5.0, levels 1 and 2, has an answer and tests that are there.

The items' own words are at https://github.com/OWASP/ASVS/tree/v5.0.0 (CC BY-SA 4.0) and
are not repeated in docs/asvs.csv.
"""

from __future__ import annotations

import ast
import csv
from collections import Counter
from functools import cache

import pytest

from pwa.config import ROOT

TABLE = ROOT / "docs" / "asvs.csv"
ITEMS_OF_LEVEL = {"1": 70, "2": 183}
SECTIONS = 75
VERDICTS = {"met", "part", "operator", "exception"}
LEAST_TESTED = 0.7

with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
APPLYING = [row for row in ROWS if row["applies"] == "yes"]
NAMED = sorted({test for row in ROWS for test in row["test"].split("; ") if test})


@cache
def names_in(place: str) -> frozenset[str]:
    tree = ast.parse((ROOT / place).read_text(encoding="utf-8"))
    return frozenset(
        each.name
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def test_every_item_is_there_once() -> None:
    items = [row["item"] for row in ROWS]

    assert Counter(row["level"] for row in ROWS) == ITEMS_OF_LEVEL
    assert len(items) == len(set(items))
    assert len({item.rpartition(".")[0] for item in items}) == SECTIONS


def test_no_item_is_without_an_answer() -> None:
    assert not [row["item"] for row in ROWS if not row["answer"].strip()]
    assert {row["applies"] for row in ROWS} == {"yes", "no"}
    assert {row["verdict"] for row in APPLYING} == VERDICTS


def test_what_is_not_tested_or_not_met_says_why() -> None:
    silent = [
        row["item"]
        for row in APPLYING
        if not row["note"] and (not row["test"] or row["verdict"] != "met")
    ]

    assert silent == []


def test_most_items_are_answered_by_a_test() -> None:
    tested = [row for row in APPLYING if row["test"]]

    assert len(tested) / len(APPLYING) >= LEAST_TESTED


@pytest.mark.parametrize("test", NAMED)
def test_a_test_that_is_named_is_there(test: str) -> None:
    place, _, name = test.partition("::")

    if place.endswith(".py"):
        assert name in names_in(place)
    else:
        assert name in (ROOT / place).read_text(encoding="utf-8")
        assert name
