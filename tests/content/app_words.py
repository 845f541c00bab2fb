"""Everything the app says to a person, gathered from where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from pwa.card.routes import CONTENT as CARD_LINES
from pwa.card.routes import FORMS
from pwa.card.wording import CardWording, load_wording
from pwa.config import ROOT
from pwa.facts.loader import load_fact_sheet, split_front_matter
from pwa.facts.model import FactSection, FactSheet
from pwa.facts.routes import CONTENT as FACTS
from pwa.finder.helplines import load_helplines
from pwa.finder.routes import DATA as HELPLINES
from pwa.sources import load_register
from pwa.translations.compile import read_catalogue

PACKAGE = ROOT / "pwa"
TRANSLATIONS = PACKAGE / "translations"
CATALOGUES = sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))
REGISTER = load_register()


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and where they stand."""

    place: str
    words: str


def card_wording() -> CardWording:
    return load_wording(CARD_LINES, REGISTER)


def fact_sheet() -> FactSheet:
    return load_fact_sheet(FACTS, REGISTER)


def markdown_of(section: FactSection) -> str:
    """The section's text as it was written, without its front matter."""
    _, body = split_front_matter(FACTS / section.language / f"{section.slug}.md")
    return body


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
    """Every card line, fact, helpline, template and translation."""
    return list(everything())


def everything() -> Iterator[Said]:
    for line in card_wording().lines:
        yield Said("card line", line.text)
    for words in FORMS.values():
        yield Said("card form", words)
    for section in fact_sheet():
        place = f"fact {section.language}/{section.slug}"
        yield Said(place, f"{section.title}. {section.summary}.")
        yield Said(place, plain(markdown_of(section)))
    for helpline in load_helplines(HELPLINES):
        yield Said(f"helpline {helpline.name}", f"{helpline.about} {helpline.text_to}")
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


def plain(markdown: str) -> str:
    """Markdown without its marks; of a link its words."""
    return re.sub(r"[*_#`]", "", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown))


def shown(template: str) -> str:
    """What stands in a template for a person to see, messages apart."""
    code = r"{#.*?#}|{%.*?%}|{{.*?}}|<!--.*?-->"
    without = re.sub(code, " ", template, flags=re.DOTALL)
    return re.sub(r"</?[a-z][^>]*>", " ", without, flags=re.IGNORECASE)
