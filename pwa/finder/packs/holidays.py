"""Bank holidays by nation: the official dates of gov.uk (OGL v3)."""

from __future__ import annotations

from datetime import date

DIVISIONS = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "scotland": "scotland",
    "northern-ireland": "northern-ireland",
}
ALWAYS = ((1, 1), (12, 25), (12, 26))
"""Where such a day is a Saturday or Sunday, only its substitute is official; yet that
day too is not one on which to trust the usual hours."""


def bank_holidays(first_year: int) -> dict[str, list[str]]:
    """Dates in order, of whole years from the first one on."""
    from govuk_bank_holidays.bank_holidays import BankHolidays

    # The dates that came with the package: a build asks nobody on the network.
    official = BankHolidays(use_cached_holidays=True)
    found = {}
    for nation, division in DIVISIONS.items():
        days = {
            each["date"]
            for each in official.get_holidays(division=division)
            if each["date"].year >= first_year
        }
        years = {each.year for each in days}
        days |= {date(year, *day) for year in years for day in ALWAYS}
        found[nation] = sorted(each.isoformat() for each in days)
    return found
