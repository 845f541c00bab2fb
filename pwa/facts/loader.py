"""Read the fact sheet from Markdown files with TOML front matter."""

from __future__ import annotations

import tomllib
from pathlib import Path

from pwa.errors import ContentError
from pwa.facts.markup import read_body
from pwa.facts.model import FactSection, FactSheet
from pwa.sources import SourceRegister

FENCE = "+++"


def load_fact_sheet(root: Path, register: SourceRegister) -> FactSheet:
    """Read every `<root>/<language>/<slug>.md`.

    Raises:
        ContentError: a file is malformed, a key is missing or unknown, or a claim has
            no known source. The service refuses to start rather than show half a
            fact.
    """
    by_language = {}
    for folder in sorted(path for path in root.iterdir() if path.is_dir()):
        sections = [
            read_section(path, folder.name, register)
            for path in sorted(folder.glob("*.md"))
        ]
        by_language[folder.name] = tuple(sorted(sections, key=lambda each: each.order))
    if not by_language.get("en"):
        raise ContentError(
            f"{root / 'en'}: no English section, and English is the original"
        )
    try:
        return FactSheet(by_language)
    except ValueError as error:
        raise ContentError(f"{root}: {error}") from error


def read_section(path: Path, language: str, register: SourceRegister) -> FactSection:
    """Read one section; the file's name is its slug."""
    try:
        head, body = split_front_matter(path)
        meta = tomllib.loads(head)
        read = read_body(body, register, meta["audience"])
        return FactSection(slug=path.stem, language=language, body=read, **meta)
    except (KeyError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error


def split_front_matter(path: Path) -> tuple[str, str]:
    """The TOML and the Markdown. Raises ValueError: no head is set off."""
    opening, _, rest = path.read_text(encoding="utf-8").partition(FENCE)
    head, closing, body = rest.partition(f"\n{FENCE}\n")
    if opening.strip() or not closing:
        raise ValueError(f"expected front matter between two {FENCE} lines")
    return head, body
