"""Everything the app says to a person, gathered from where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from pwa.card.forms import CardForms, load_forms
from pwa.card.routes import CONTENT as CARD_LINES
from pwa.card.routes import FORMS as CARD_FORMS
from pwa.card.wording import CardWording, load_wording
from pwa.config import ROOT
from pwa.facts.editions import load_editions
from pwa.facts.loader import load_fact_sheet
from pwa.facts.model import FactSection, FactSheet
from pwa.facts.routes import CONTENT as FACTS
from pwa.facts.routes import EDITIONS
from pwa.finder.helplines import Helpline, load_helplines
from pwa.finder.routes import DATA as HELPLINES
from pwa.finder.starter import read_starter
from pwa.medicines.loader import load_medicines
from pwa.medicines.model import MedicineList
from pwa.medicines.routes import CONTENT as MEDICINES
from pwa.medicines.routes import short_answer
from pwa.search.documents import URGENT, urgent_words
from pwa.sources import load_register
from pwa.translations.compile import read_catalogue

PACKAGE = ROOT / "pwa"
TRANSLATIONS = PACKAGE / "translations"
CATALOGUES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
REGISTER = load_register()
HEADING = re.compile(r"<(h[1-6]|th)\b[^>]*>(.*?)</\1>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and where they stand."""

    place: str
    words: str


def card_wording() -> CardWording:
    return load_wording(CARD_LINES, REGISTER)


def card_forms() -> CardForms:
    return load_forms(CARD_FORMS, REGISTER)


def fact_sheet() -> FactSheet:
    return load_fact_sheet(FACTS, REGISTER)


def medicine_list() -> MedicineList:
    return load_medicines(MEDICINES, REGISTER)


def helplines() -> tuple[Helpline, ...]:
    return load_helplines(HELPLINES)


def messages() -> dict[str, str]:
    """Every message in our templates and Python, and the first file it stands in."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]
    found: dict[str, str] = {}
    for file, _, message, _, _ in extract_from_dir(
        PACKAGE, methods, options, keywords={"_": None, "gettext": None}
    ):
        assert isinstance(message, str), f"{file}: {message}"
        found.setdefault(message, file)
    return found


def catalogue(language: str) -> Catalog:
    return read_catalogue(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po")


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


def all_said() -> list[Said]:
    """Every card line, claim, medicine, helpline, template and translation."""
    return list(everything())


def everything() -> Iterator[Said]:
    for line in card_wording().lines:
        yield Said("card line", line.text)
    for form in card_forms().forms:
        yield Said("card form", form.label)
        yield Said("card form", form.text)
    for section in fact_sheet():
        yield from of_section(section)
    yield from of_medicines(medicine_list())
    for helpline in helplines():
        yield from of_helpline(helpline)
    yield from of_directory()
    yield from of_search()
    yield from of_editions()
    for template in templates():
        place = f"template {template.relative_to(PACKAGE)}"
        yield Said(place, shown(template.read_text(encoding="utf-8")))
    for english, name in messages().items():
        yield Said(f"message in {name}", english)
    for file in CATALOGUES:
        language = file.parent.parent.name
        for message in catalogue(language):
            if message.id:
                yield Said(f"catalogue {language}", str(message.string))


def of_section(section: FactSection) -> Iterator[Said]:
    """Its title, its summary, its headings and each of its claims."""
    place = f"fact {section.language}/{section.slug}"
    yield Said(place, f"{section.title}. {section.summary}.")
    for _, heading in HEADING.findall(section.body.html):
        yield Said(place, shown(heading))
    for claim in section.claims:
        yield Said(f"{place}#{claim.id}", claim.text)


def of_medicines(listed: MedicineList) -> Iterator[Said]:
    """What is answered, and what is said of each name."""
    for answer in listed.answers.values():
        yield Said(f"answer {answer.code}", f"{answer.title}. {answer.text}")
    for medicine in listed.medicines:
        place = f"medicine {medicine.name}"
        for name in medicine.names:
            yield Said(place, name)
        rest = f"It also has {medicine.rest}." if medicine.rest else ""
        yield Said(place, f"{short_answer(medicine)} {rest}")
        yield Said(place, medicine.note)


def of_helpline(line: Helpline) -> Iterator[Said]:
    place = f"helpline {line.name}"
    for words in (line.name, line.about, line.hours, line.note, line.settled):
        yield Said(place, words)
    if line.text_number:
        yield Said(place, f"Text {line.text_words} to {line.text_number}")


def of_directory() -> Iterator[Said]:
    """What is said of each service that was looked up by hand, and of its pages."""
    starter = read_starter()
    for each in starter.listings:
        place = f"directory {each.record}"
        for words in (each.name, each.organisation, each.summary, each.for_whom):
            yield Said(place, words)
        for words in (each.how_to_refer, each.notes):
            yield Said(place, words)
        for page in starter.found[each.key]:
            yield Said(place, page.place)


def of_search() -> Iterator[Said]:
    """The words that bring up the emergency page and the helplines."""
    for lists in urgent_words(URGENT).values():
        for words in lists.values():
            for each in words:
                yield Said("search word", each)


def of_editions() -> Iterator[Said]:
    """What was said of each edition, and of the newest words in it.

    What was said before a correction stands there as what was wrong, and is left out.
    """
    for edition in load_editions(EDITIONS).newest_first:
        place = f"edition {edition.number}"
        yield Said(place, edition.note)
        for change in edition.changes:
            if change.kind != "removed":
                yield Said(place, change.words)


def shown(template: str) -> str:
    """What stands in a template for a person to see, messages apart."""
    code = r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->"
    without = re.sub(code, " ", template, flags=re.DOTALL)
    return re.sub(r"</?[a-z][^>]*>", " ", without, flags=re.IGNORECASE)
