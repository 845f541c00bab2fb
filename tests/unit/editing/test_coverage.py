"""Each claim people meet is answered somewhere, or it is said why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.editing.coverage import Row, answers, coverage_faults, load_rows, table
from pwa.errors import ContentError
from tests.unit.editing.made_up import section, sheet

SHEET = sheet(
    section("One. {one: S1 | 1 C3}\n\nTwo. {two: S1 | 1}\n\nThree. {three: J}"),
)
ROW = """
[[rows]]
code = "1"
says = "It blocks"
verdict = "Supported"
"""


def rows(*made: Row) -> tuple[Row, ...]:
    return made


def test_an_answer_is_found_by_the_row_it_answers() -> None:
    assert answers(SHEET) == {"1": ["a-page#one", "a-page#two"], "C3": ["a-page#one"]}


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        pytest.param([], None, id="all answered"),
        pytest.param(
            [Row("2", "It cures", "Not supported")],
            ("row 2", "nothing answers: It cures"),
            id="a row that nothing answers",
        ),
        pytest.param(
            [Row("2", "It cures", "Not supported", left_out="Too old.")],
            None,
            id="left out, and why",
        ),
        pytest.param(
            [Row("2", "Whom to call", "A topic", elsewhere="The helplines")],
            None,
            id="answered elsewhere",
        ),
    ],
)
def test_a_row_is_answered_left_out_or_a_fault(
    more: list[Row], fault: tuple[str, str] | None
) -> None:
    known = (Row("1", "It blocks", "Supported"), Row("C3", "How long", "They differ"))

    found = [
        (each.place, each.says) for each in coverage_faults(SHEET, (*known, *more))
    ]

    assert found == ([] if fault is None else [fault])


def test_a_row_cannot_be_answered_and_left_out() -> None:
    known = (Row("1", "It blocks", "Supported", left_out="No."), Row("C3", "a", "b"))

    assert [each.says for each in coverage_faults(SHEET, known)] == [
        "is answered, and said to be left out"
    ]


def test_an_answer_to_a_row_that_there_is_not_is_a_fault() -> None:
    known = (Row("1", "It blocks", "Supported"),)

    assert [(each.place, each.says) for each in coverage_faults(SHEET, known)] == [
        ("a-page#one", "answers a row that there is not: C3")
    ]


def test_the_table_says_of_each_row_where_it_is_answered_or_why_not() -> None:
    known = (
        Row("1", "It blocks", "Supported"),
        Row("2", "It cures", "Wrong", left_out="Too old."),
        Row("3", "Whom to call", "A topic", elsewhere="The helplines"),
    )

    lines = table(SHEET, known).splitlines()[-3:]

    page = "../pwa/facts/content/en/a-page.md"
    assert lines == [
        f"| 1 | It blocks | Supported | [a-page#one]({page}), [a-page#two]({page}) |",
        "| 2 | It cures | Wrong | Left out: Too old. |",
        "| 3 | Whom to call | A topic | The helplines |",
    ]


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param('code = "1"', "", "code", id="no code"),
        pytest.param('says = "It blocks"', "", "says", id="no words"),
        pytest.param('verdict = "Supported"', "", "verdict", id="no verdict"),
        pytest.param("verdict", "opinion", "opinion", id="unknown key"),
        pytest.param("[[rows]]", "[[lines]]", "rows", id="no rows"),
        pytest.param("[[rows]]", "[[rows", "", id="not TOML"),
    ],
)
def test_a_malformed_row_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    file = tmp_path / "coverage.toml"
    file.write_text(ROW.replace(good, bad, 1))

    with pytest.raises(ContentError, match=r"coverage\.toml") as raised:
        load_rows(file)

    assert says in str(raised.value)


def test_a_code_that_stands_twice_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "coverage.toml"
    file.write_text(ROW + ROW)

    with pytest.raises(ContentError, match="a code stands twice"):
        load_rows(file)


def test_every_claim_and_conflict_of_the_list_is_there() -> None:
    codes = {row.code for row in load_rows()}

    assert {str(number) for number in range(1, 73)} <= codes
    assert {f"C{number}" for number in range(1, 21)} <= codes
