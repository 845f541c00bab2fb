"""Everything that is published, as plain statements that can be compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask import Flask

from pwa.card.forms import CardForms
from pwa.card.wording import CardWording
from pwa.facts.model import FactSection, FactSheet
from pwa.finder.helplines import Helpline
from pwa.medicines.model import Medicine, MedicineList
from pwa.sources import Reference, Source


@dataclass(frozen=True, slots=True)
class Document:
    """One page's statements, by id.

    Attributes:
        key: Such as "facts/stopping", "card", "medicines" or "helplines".
        revision: 0 where the document has none of its own.
        statements: What each says.
        signed: Who has signed these words and when; empty while nobody has.
        rest: What else a reader gets, such as headings, links and sources.
    """

    key: str
    title: str
    revision: int
    checked_on: date
    statements: dict[str, str]
    rest: tuple[str, ...] = ()
    signed: str = ""

    @property
    def digest(self) -> str:
        """A hash over the title, every statement in its order, and the rest."""
        told = json.dumps([self.title, list(self.statements.items()), self.rest])
        return hashlib.sha256(told.encode()).hexdigest()[:20]


def documents(app: Flask) -> list[Document]:
    """All documents of the original language."""
    sheet: FactSheet = app.extensions["facts"]
    return [
        *(of_section(section) for section in sheet.sections("en")),
        of_card(app.extensions["card_wording"], app.extensions["card_forms"]),
        of_medicines(app.extensions["medicines"]),
        of_helplines(app.extensions["helplines"]),
    ]


def of_section(section: FactSection) -> Document:
    return Document(
        key=f"facts/{section.slug}",
        title=section.title,
        revision=section.revision,
        checked_on=section.checked_on,
        statements={claim.id: claim.text for claim in section.claims},
        signed=f"{section.reviewed_by} {section.reviewed_on or ''}".strip(),
        rest=(
            section.summary,
            section.body.html,
            *(named(claim.references) for claim in section.claims),
        ),
    )


def named(rests_on: Iterable[Reference | Source]) -> str:
    return "; ".join(
        f"{each.source.code} {each.place}".strip()
        if isinstance(each, Reference)
        else each.code
        for each in rests_on
    )


def of_card(wording: CardWording, forms: CardForms) -> Document:
    # A line of the card has no id: another wording is another line.
    statements = {line.text: line.text for line in wording.lines}
    # Each of these has an id: its code.
    statements |= {form.code: f"{form.label}. {form.text}" for form in forms.forms}
    rest = (
        *(f"{line.place} {named(line.sources)}" for line in wording.lines),
        *(f"{form.code} {named(form.sources)}" for form in forms.forms),
        *("; ".join(row.cells) for row in forms.durations),
    )
    signed = wording.reviewed_by
    return Document("card", "Card", 0, wording.checked_on, statements, rest, signed)


def of_medicines(listed: MedicineList) -> Document:
    statements = {
        f"answer {each.code}": f"{each.title}: {each.text}"
        for each in listed.answers.values()
    }
    statements |= {each.name: of_medicine(each) for each in listed.medicines}
    rest = (
        *(named(each.sources) for each in listed.answers.values()),
        *(" | ".join((each.kind, *each.names)) for each in listed.medicines),
        *(named(each.sources) for each in listed.medicines),
    )
    title = "Look up a name"
    day, signed = listed.checked_on, listed.reviewed_by
    return Document("medicines", title, 0, day, statements, rest, signed)


def of_medicine(medicine: Medicine) -> str:
    answers = {
        "opioid": f"Contains an opioid: {medicine.contains}.",
        "ask": "Ask a pharmacist.",
        "which-one": "Which one?",
    }
    rest = f"It also has {medicine.rest}." if medicine.rest else ""
    parts = (answers[medicine.answer], rest, medicine.note)
    names = ", ".join((medicine.name, *medicine.brands))
    return f"{names}: {' '.join(part for part in parts if part)}"


def of_helplines(lines: tuple[Helpline, ...]) -> Document:
    statements = {
        line.name: " ".join(
            part
            for part in (
                f"{line.name}:",
                line.about,
                line.number,
                line.text_number and f"text {line.text_words} to {line.text_number}",
                line.hours,
                "number being checked" if line.status == "being-checked" else "",
                line.web,
                line.note,
                line.settled,
            )
            if part
        )
        for line in lines
    }
    newest = max(line.checked_on for line in lines)
    rest = tuple(
        " | ".join((line.group, *line.nations, *line.languages, *found(line)))
        for line in lines
    )
    return Document("helplines", "Find help", 0, newest, statements, rest)


def found(line: Helpline) -> Iterator[str]:
    for each in line.found:
        yield f"{each.place}, {each.on}: {each.number}"
