"""Who publishes what, under which licence: what an import need not be told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pwa.finder.model import Source

OGL = "OGL-3.0"
OGL_WORDS = (
    "Contains public sector information licensed under the Open Government Licence "
    "v3.0."
)
# https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
NOT_SAID = "not stated"

REGISTERS = {
    "ods": Source(
        "ods",
        "Organisation codes: pharmacies",
        "NHS England",
        "https://digital.nhs.uk/services/organisation-data-service",
        OGL,
        OGL_WORDS,
    ),
    "nhsbsa": Source(
        "nhsbsa",
        "Consolidated pharmaceutical list",
        "NHS Business Services Authority",
        "https://opendata.nhsbsa.net/dataset/consolidated-pharmaceutical-list",
        OGL,
        OGL_WORDS,
    ),
    "cqc": Source(
        "cqc",
        "Care directory",
        "Care Quality Commission",
        "https://www.cqc.org.uk/about-us/transparency/using-cqc-data",
        OGL,
        OGL_WORDS,
    ),
}
"""By the importer's key. Other formats are used by many publishers."""


def source_of(
    format_key: str, key: str, known: Source | None, told: dict[str, str]
) -> Source:
    """What is told now, else what was told before, else what its format tells."""
    source = known or REGISTERS.get(format_key)
    if source is None or (known is None and key not in ("", source.key)):
        source = Source(key or format_key, key or format_key, licence=NOT_SAID)
    said: dict[str, Any] = {name: text for name, text in told.items() if text}
    return replace(source, **said)
