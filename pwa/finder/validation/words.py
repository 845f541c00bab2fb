"""R16, R17, R21, R22: answers, ages, areas and the words of fixed lists."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from pwa.finder.model import (
    OFFERS,
    Answer,
    Cost,
    Fellowship,
    Listing,
    Nation,
    Precision,
)
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

COUNCIL = re.compile(r"[ENSW][0-9]{8}")
OLDEST = 120
NATIONS = tuple(each for each in get_args(Nation) if each)
WHEELCHAIR = ("yes", "limited", "no", "unknown")


def check(listing: Listing, context: Context, notes: Notes) -> Listing:
    """Mends answers to "unknown"; refuses ages and areas that cannot be."""
    listing = _answers(listing, notes)
    listing = _meeting(listing, notes)
    listing = _naltrexone(listing, context.today, notes)
    _ages(listing, notes)
    return _areas(listing, context, notes)


def _answers(listing: Listing, notes: Notes) -> Listing:
    known = _Known(notes)
    answers, place = get_args(Answer), listing.location
    offers = tuple(dict.fromkeys(each for each in listing.offers if each in OFFERS))
    if offers != listing.offers:
        notes.mended("R22", "offers", "What the finder has no word for was left out.")
    return replace(
        listing,
        self_referral=known("self_referral", listing.self_referral, answers),
        residents_only=known("residents_only", listing.residents_only, answers),
        prescribes_naltrexone=known(
            "prescribes_naltrexone", listing.prescribes_naltrexone, answers
        ),
        gender=known("gender", listing.gender, ("", "women", "men"), ""),
        cost=known("cost", listing.cost, get_args(Cost)),
        offers=offers,
        location=replace(
            place,
            wheelchair=known("wheelchair", place.wheelchair, WHEELCHAIR),
            precision=known("precision", place.precision, get_args(Precision), "none"),
            nation=known("location.nation", place.nation, get_args(Nation), ""),
        ),
    )


class _Known:
    """Takes a word of a list as it is, and any other as not known."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def __call__(
        self, field: str, word: str, words: tuple[str, ...], unknown: str = "unknown"
    ) -> Any:
        if word in words:
            return word
        self._notes.mended("R22", field, f"Not one of its words: now {unknown!r}.")
        return unknown


def _meeting(listing: Listing, notes: Notes) -> Listing:
    meeting, known = listing.meeting, _Known(notes)
    if meeting is None:
        return listing
    return replace(
        listing,
        meeting=replace(
            meeting,
            fellowship=known(
                "fellowship", meeting.fellowship, get_args(Fellowship), "other"
            ),
            venue=known(
                "venue", meeting.venue, ("in-person", "online", "hybrid"), "in-person"
            ),
            open_to=known("open_to", meeting.open_to, ("anyone", "members", "unknown")),
        ),
    )


def _naltrexone(listing: Listing, today: date, notes: Notes) -> Listing:
    """Nobody is ever told a service gives it unless somebody was told so on a day."""
    on, answer = listing.naltrexone_checked_on, listing.prescribes_naltrexone
    is_dated = on is not None and on <= today
    field = "prescribes_naltrexone"
    if answer != "unknown" and not is_dated:
        notes.mended("R16", field, "It has no day it was given: now unknown.")
        answer = "unknown"
    if on is not None and (answer == "unknown" or not is_dated):
        notes.mended("R16", "naltrexone_checked_on", "A day without an answer.")
        on = None
    offers = listing.offers
    if "naltrexone" in offers and answer != "yes":
        notes.mended("R16", "offers", "Naltrexone was left out: nobody confirmed it.")
        offers = tuple(each for each in offers if each != "naltrexone")
    return replace(
        listing,
        prescribes_naltrexone=answer,
        naltrexone_checked_on=on,
        offers=offers,
    )


def _ages(listing: Listing, notes: Notes) -> None:
    least, most = listing.minimum_age, listing.maximum_age
    for field, age in (("minimum_age", least), ("maximum_age", most)):
        if age is not None and not 0 <= age <= OLDEST:
            notes.refuse("R17", field, f"An age is not 0 to {OLDEST}.")
    if least is not None and most is not None and least > most:
        notes.refuse("R17", "minimum_age", "The youngest is older than the oldest.")


def _areas(listing: Listing, context: Context, notes: Notes) -> Listing:
    """An area left out would make it a service for anybody anywhere: refused."""
    for code in listing.councils:
        if not COUNCIL.fullmatch(code):
            notes.refuse("R21", "councils", "An area is no code such as E08000035.")
        elif context.councils and code not in context.councils:
            notes.refuse("R21", "councils", f"There is no council {code} any more.")
    for nation in listing.nations:
        if nation not in NATIONS:
            notes.refuse("R21", "nations", "A nation is not one of the four.")
    return replace(
        listing,
        councils=tuple(dict.fromkeys(listing.councils)),
        nations=tuple(dict.fromkeys(listing.nations)),
    )
