"""Made-up sections, helplines and medicines, and the faults the rules find in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pwa.editing.check import Fault
from pwa.editing.documents import Document
from pwa.facts.markup import read_body
from pwa.facts.model import FactSection, FactSheet
from pwa.finder.helplines import Helpline
from pwa.medicines.model import ANSWERS, Answer, Medicine, MedicineList
from tests.unit.small_register import FOUND, REGISTER

CHECKED_ON = date(2026, 11, 22)
DUE_ON = date(2027, 5, 22)
GOOD_CLAIM = "- It blocks opioids. {blocks: S1 4.2}"


def section(
    markdown: str = GOOD_CLAIM,
    *,
    slug: str = "a-page",
    language: str = "en",
    title: str = "A page",
    summary: str = "What is on it",
    audience: str = "everyone",
    revision: int = 1,
    checked_on: date = CHECKED_ON,
    review_due_on: date = DUE_ON,
    reviewed_by: str = "",
    reviewed_on: date | None = None,
) -> FactSection:
    return FactSection(
        slug=slug,
        language=language,
        title=title,
        summary=summary,
        group="start",
        order=0,
        audience=audience,
        revision=revision,
        checked_on=checked_on,
        review_due_on=review_due_on,
        reviewed_by=reviewed_by,
        reviewed_on=reviewed_on,
        body=read_body(markdown, REGISTER, audience),
    )


def sheet(*sections: FactSection) -> FactSheet:
    languages = dict.fromkeys(each.language for each in sections)
    return FactSheet(
        {
            language: tuple(each for each in sections if each.language == language)
            for language in languages
        }
    )


def helpline(**changes: object) -> Helpline:
    line = Helpline(
        name="A line",
        group="now",
        about="For anybody.",
        nations=("england",),
        languages=("English",),
        number="",
        text_number="",
        text_words="",
        hours="",
        web="https://example.org/",
        status="published",
        checked_on=CHECKED_ON,
        found=(),
    )
    return replace(line, **changes)  # type: ignore[arg-type]


def medicine(name: str = "Codeine", **changes: object) -> Medicine:
    made = Medicine(
        name=name,
        kind="painkiller",
        answer="opioid",
        contains="codeine",
        rest="",
        brands=(),
        also=(),
        note="",
        sources=(FOUND,),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def medicine_list(*medicines: Medicine, words: str = "Ask.") -> MedicineList:
    answers = {
        code: Answer(code, "A title", (words,), (FOUND,))
        for code in (*ANSWERS, "not-listed")
    }
    return MedicineList(CHECKED_ON, DUE_ON, "", answers, medicines)


def document(
    key: str = "facts/a-page",
    *,
    title: str = "A page",
    revision: int = 1,
    checked_on: date = CHECKED_ON,
    signed: str = "",
    **statements: str,
) -> Document:
    said = statements or {"blocks": "It blocks."}
    return Document(key, title, revision, checked_on, said, signed=signed)


def says(faults: Iterable[Fault]) -> list[str]:
    """Each fault on a line: where it is, and what."""
    return [f"{each.place}: {each.says}" for each in faults]
