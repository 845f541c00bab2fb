"""A name leads to one of three answers, and never to another."""

from __future__ import annotations

from pathlib import Path

import pytest

from pwa.errors import ContentError
from pwa.medicines.loader import load_medicines
from pwa.medicines.model import ANSWERS, MedicineList
from tests.unit.small_register import REGISTER

HEAD = """
checked_on = 2026-11-22
review_due_on = 2027-05-22
reviewed_by = ""
"""
CODEINE = """
[[medicines]]
name = "Codeine"
kind = "painkiller"
answer = "opioid"
contains = "codeine"
rest = ""
brands = ["A brand"]
also = ["codiene"]
note = ""
sources = ["S1"]
"""
ASK = """
[[medicines]]
name = "Nurofen"
kind = "painkiller"
answer = "ask"
contains = ""
rest = ""
brands = []
also = []
note = "One kind has an opioid in it, another has none."
sources = ["J"]
"""
ANSWER_WORDS = "\n".join(
    f"""
[[answers]]
code = "{code}"
title = "Title of {code}"
lines = ["Text of {code}.", "More of it."]
sources = ["S1"]
"""
    for code in (*ANSWERS, "not-listed")
)
ASK_LINES = '["Text of ask.", "More of it."]'


def load(
    folder: Path, medicines: str = HEAD + CODEINE, answers: str = ANSWER_WORDS
) -> MedicineList:
    (folder / "medicines.toml").write_text(medicines, encoding="utf-8")
    (folder / "answers.toml").write_text(answers, encoding="utf-8")
    return load_medicines(folder, REGISTER)


def test_a_good_list_is_read(tmp_path: Path) -> None:
    read = load(tmp_path, HEAD + CODEINE + ASK)

    assert [each.name for each in read.medicines] == ["Codeine", "Nurofen"]
    assert read.medicines[0].names == ("Codeine", "A brand", "codiene")
    assert [each.is_confirmed for each in read.medicines] == [True, False]


def test_an_answer_is_read_line_by_line(tmp_path: Path) -> None:
    answer = load(tmp_path).answers["ask"]

    assert answer.lines == ("Text of ask.", "More of it.")
    assert answer.text == "Text of ask. More of it."


def test_a_medicine_has_the_number_it_has_in_the_file(tmp_path: Path) -> None:
    read = load(tmp_path, HEAD + ASK + CODEINE)

    assert [read.number_of(each) for each in read.medicines] == [1, 2]
    assert [each.name for each in read.medicines] == ["Nurofen", "Codeine"]


def test_there_are_three_answers_and_one_for_what_is_not_listed() -> None:
    assert ANSWERS == ("opioid", "ask", "which-one")


@pytest.mark.parametrize("answer", ["no", "none", "fine", "no-opioid", "ok", "", "yes"])
def test_no_medicine_has_another_answer(tmp_path: Path, answer: str) -> None:
    text = HEAD + ASK.replace('"ask"', f'"{answer}"')

    with pytest.raises(ContentError, match="Nurofen: answer must be one of opioid,"):
        load(tmp_path, text)


def test_no_medicine_is_given_the_answer_for_what_is_not_listed(tmp_path: Path) -> None:
    text = HEAD + ASK.replace('"ask"', '"not-listed"')

    with pytest.raises(ContentError, match="Nurofen: answer must be one of"):
        load(tmp_path, text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(CODEINE + CODEINE, id="a name"),
        pytest.param(CODEINE + ASK.replace("Nurofen", "CODEINE"), id="in capitals"),
        pytest.param(
            CODEINE + ASK.replace("also = []", 'also = ["Codiene"]'), id="also"
        ),
        pytest.param(
            CODEINE + ASK.replace("brands = []", 'brands = ["codeine"]'), id="a brand"
        ),
        pytest.param(CODEINE.replace('"codiene"', '"Codeine"'), id="within one row"),
        # The look-up on the phone compares letters and digits only.
        pytest.param(CODEINE + ASK.replace("Nurofen", "Codeine "), id="a space more"),
        pytest.param(CODEINE + ASK.replace("Nurofen", "Cod-eine"), id="with a dash"),
        pytest.param(CODEINE + ASK.replace("Nurofen", "Codéine"), id="with an accent"),
    ],
)
def test_a_name_that_leads_to_two_answers_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ContentError, match="a name leads to two answers"):
        load(tmp_path, HEAD + text)


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        pytest.param(
            'contains = "codeine"',
            'contains = ""',
            "Codeine: contains names the opioid",
            id="an opioid that is not named",
        ),
        pytest.param(
            'answer = "opioid"',
            'answer = "ask"',
            "Codeine: contains names the opioid",
            id="an opioid in what is only to be asked about",
        ),
        pytest.param('name = "Codeine"', 'name = " "', "needs a name", id="no name"),
        pytest.param('"painkiller"', '"sweet"', "Codeine: kind must be", id="a kind"),
        pytest.param('["S1"]', "[]", "Codeine: no source", id="no source"),
        pytest.param('["S1"]', '["S9"]', "S9", id="an unknown source"),
        pytest.param(
            'sources = ["S1"]', "", "Codeine: 'sources'", id="no sources line"
        ),
        pytest.param('note = ""', "", "note", id="no note line"),
        pytest.param("also =", "other =", "other", id="unknown key"),
        pytest.param('["codiene"]', '"codien"', "also", id="a name, not a list"),
        pytest.param('["A brand"]', '"Brand"', "brands", id="a brand, not a list"),
        pytest.param("[[medicines]]", "[[names]]", "medicines", id="no list"),
        pytest.param("2026-11-22", '"now"', "checked_on must be", id="a day in words"),
        pytest.param("2027-05-22", "2026-11-22", "must be after", id="due at once"),
        pytest.param('reviewed_by = ""', "", "reviewed_by", id="no reviewer line"),
        pytest.param("[[medicines]]", "[[medicines", "", id="not TOML"),
    ],
)
def test_a_malformed_medicine_is_refused(
    tmp_path: Path, good: str, bad: str, says: str
) -> None:
    with pytest.raises(ContentError, match=str(tmp_path)) as raised:
        load(tmp_path, (HEAD + CODEINE).replace(good, bad, 1))

    assert says in str(raised.value)


@pytest.mark.parametrize("answer", ["ask", "which-one"])
@pytest.mark.parametrize("note", ["", " "])
def test_an_answer_to_ask_says_why(tmp_path: Path, answer: str, note: str) -> None:
    row = ASK.replace('"ask"', f'"{answer}"').replace(
        "One kind has an opioid in it, another has none.", note
    )

    with pytest.raises(ContentError, match="Nurofen: the note must say why"):
        load(tmp_path, HEAD + row)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(ANSWER_WORDS.replace('"ask"', '"fine"'), id="another"),
        pytest.param(ANSWER_WORDS.partition('[[answers]]\ncode = "ask"')[0], id="few"),
        pytest.param(
            ANSWER_WORDS + ANSWER_WORDS.partition('[[answers]]\ncode = "ask"')[0],
            id="one twice",
        ),
        pytest.param(ANSWER_WORDS.replace('["S1"]', "[]", 1), id="no source"),
        pytest.param(ANSWER_WORDS.replace("lines =", "words =", 1), id="unknown key"),
        pytest.param(ANSWER_WORDS.replace(ASK_LINES, "[]"), id="no line"),
        pytest.param(ANSWER_WORDS.replace(ASK_LINES, '["", "So."]'), id="empty line"),
        pytest.param(ANSWER_WORDS.replace(ASK_LINES, '"So."'), id="words, not lines"),
        pytest.param(
            ANSWER_WORDS.replace(f"lines = {ASK_LINES}", ""), id="no lines at all"
        ),
        pytest.param("answers = 1", id="no list"),
        pytest.param("", id="nothing"),
    ],
)
def test_answers_that_are_not_those_four_are_refused(
    tmp_path: Path, answers: str
) -> None:
    with pytest.raises(ContentError, match=str(tmp_path)):
        load(tmp_path, answers=answers)


def test_spellings_of_one_medicine_may_be_near_each_other(tmp_path: Path) -> None:
    text = CODEINE.replace('"codiene"', '"co-deine", "co deine"')

    assert load(tmp_path, HEAD + text).medicines[0].also == ("co-deine", "co deine")


def test_names_of_a_kind_stand_in_the_order_of_the_alphabet(tmp_path: Path) -> None:
    text = ASK + CODEINE + ASK.replace("Nurofen", "aspirin")

    read = load(tmp_path, HEAD + text)

    assert [each.name for each in read.of_kind("painkiller")] == [
        *("aspirin", "Codeine", "Nurofen")
    ]
    assert read.of_kind("cough") == ()
