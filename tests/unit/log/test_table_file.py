"""The table of the log as Python reads it: every cell comes back, and none is run."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pwa.config import ROOT
from pwa.finder.formula_guard import STARTS, unguarded
from pwa.shell.bundles import run_node_script

PRINT = str(ROOT / "tests/js/log/support/print-table.js")
Rows = list[list[str]]


def printed(tables: list[Rows]) -> list[str]:
    """The files as the phone's own code makes them."""
    return list(json.loads(run_node_script(PRINT, json.dumps(tables))))


def read(text: str) -> Rows:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def rows_of(cells: list[str]) -> Rows:
    return [["Day", "Note"], *(["2026-11-23", cell] for cell in cells)]


HOSTILE = [
    *("=1+1", "+44 113", "-", "@SUM(A1)", "\tx", "\rx", "\uff1d1", "'=1", "''", "'"),
    *('a "quoted" word', 'say "', ",", ";", "two\nlines", "two\r\nlines", " x ", ""),
    *('=HYPERLINK("https://example.org","x")', "=cmd|' /C calc'!A0", "\u200f=1"),
]


def test_a_cell_that_could_be_run_is_text() -> None:
    [text] = printed([rows_of(HOSTILE)])

    cells = [cell for row in read(text) for cell in row]
    assert [cell for cell in cells if cell.startswith(tuple(STARTS))] == []


def test_the_file_says_its_letters_and_ends_its_lines_as_the_format_asks() -> None:
    [text] = printed([[["Day", "Note"], ["2026-11-23", "Zo\u00eb, \u0175"]]])

    assert text == '\ufeffDay,Note\r\n2026-11-23,"Zo\u00eb, \u0175"\r\n'


@pytest.mark.filterwarnings("error")
@settings(max_examples=5)
@example(HOSTILE)
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"])), min_size=40, max_size=40
    )
)
def test_every_cell_comes_back_as_it_was(cells: list[str]) -> None:
    [text] = printed([rows_of(cells)])

    back = [[unguarded(cell) for cell in row] for row in read(text)]
    assert back == rows_of(cells)
