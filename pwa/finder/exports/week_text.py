"""Rows of a week as OpenStreetMap writes them: "Mo-Fr 09:00-17:00; PH off".

https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification
"""

from __future__ import annotations

from collections.abc import Iterable

from pwa.finder.model import Hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

Group = tuple[tuple[int, ...], tuple[tuple[int, int], ...]]
"""Weeks of the month, and times."""


def is_plain(row: Hours) -> bool:
    """Whether it can be written so: not every other week, nor for a season only."""
    return row.every_weeks == 1 and not row.valid_from and not row.valid_to


def week_text(rows: Iterable[Hours]) -> str:
    """The rows that can be written so, as one text; "" for none.

    A day open at several times or in several weeks has them all in rules that add to
    each other (", "), since a later rule after ";" would take the place of an earlier.
    """
    kept = [row for row in rows if is_plain(row)]
    holidays = {row.bank_holiday for row in kept}
    with_holidays = ",PH" if holidays == {"open"} else ""
    days: dict[int, list[Group]] = {}
    for weekday in sorted({row.weekday for row in kept}):
        days[weekday] = groups([row for row in kept if row.weekday == weekday])
    rules = [
        f"{span(weekdays, weeks)}{with_holidays} {clock_times(times)}"
        for weekdays, found in same_days(days)
        for weeks, times in found
    ]
    text = ", ".join(rules)
    return f"{text}; PH off" if text and holidays == {"closed"} else text


def groups(rows: list[Hours]) -> list[Group]:
    """The times of one day, by the weeks of the month they are in."""
    times: dict[tuple[int, ...], list[tuple[int, int]]] = {}
    for row in rows:
        times.setdefault(row.weeks, []).append((row.opens, row.closes))
    return [(weeks, tuple(sorted(set(found)))) for weeks, found in times.items()]


def same_days(days: dict[int, list[Group]]) -> list[tuple[list[int], list[Group]]]:
    """Days with the same times, together."""
    found: list[tuple[list[int], list[Group]]] = []
    for weekday, times in days.items():
        same = next((each for each, other in found if other == times), None)
        if same is None:
            found.append(([weekday], times))
        else:
            same.append(weekday)
    return found


def span(weekdays: list[int], weeks: tuple[int, ...]) -> str:
    """ "Mo-Fr", "Mo,We" or "Tu[1,-1]"."""
    names = [DAYS[each - 1] for each in weekdays]
    if weeks:
        which = ",".join(str(each) for each in weeks)
        return ",".join(f"{name}[{which}]" for name in names)
    if len(names) > 2 and weekdays[-1] - weekdays[0] == len(names) - 1:
        return f"{names[0]}-{names[-1]}"
    return ",".join(names)


def clock_times(times: Iterable[tuple[int, int]]) -> str:
    return ",".join(
        f"{clock_time(opens)}-{clock_time(closes)}" for opens, closes in times
    )


def clock_time(minutes: int) -> str:
    """After midnight it goes on to count: "26:00"."""
    return f"{minutes // 60:02}:{minutes % 60:02}"
