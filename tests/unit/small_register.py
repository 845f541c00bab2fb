"""A register with one source of each kind, for texts that are made up."""

from __future__ import annotations

from datetime import date

from pwa.sources import Source, SourceRegister

READ_ON = date(2026, 11, 20)


def source(code: str, mark: str, *, edition: str = "") -> Source:
    return Source(
        code=code,
        title=f"Title of {code}",
        publisher=f"Publisher of {code}",
        edition=edition,
        read="All of it",
        read_on=READ_ON,
        mark=mark,
    )


FOUND = source("S1", "found", edition="May 2020")
PART = source("P1", "part")
JUDGEMENT = source("J", "judgement")
UNCONFIRMED = source("OK", "unconfirmed")
OURS = source("APP", "ours")

REGISTER = SourceRegister(
    {each.code: each for each in (FOUND, PART, JUDGEMENT, UNCONFIRMED, OURS)}
)
