"""docs/finder-formats.md names every format, column and property that is read."""

from __future__ import annotations

from pwa.config import ROOT
from pwa.finder.importers import FORMATS
from pwa.finder.importers.geojson import NAMES
from pwa.finder.importers.template_columns import COLUMNS, OTHER_NAMES

DOCUMENT = (ROOT / "docs" / "finder-formats.md").read_text(encoding="utf-8")


def test_every_format_has_its_section() -> None:
    sections = [line[3:] for line in DOCUMENT.splitlines() if line.startswith("## ")]

    assert sorted(sections[1:]) == sorted(FORMATS)


def test_every_column_and_property_is_said_as_it_is_read() -> None:
    rows = [
        *(f"| `{name}` | {says} |" for name, says in COLUMNS.items()),
        *(
            f"| {ours} | {', '.join(f'`{each}`' for each in theirs)} |"
            for ours, theirs in NAMES.items()
        ),
    ]

    document = DOCUMENT.replace("\\|", "|")
    assert [row for row in rows if row not in document] == []
    assert [name for name in OTHER_NAMES if f"`{name}` for `" not in document] == []
