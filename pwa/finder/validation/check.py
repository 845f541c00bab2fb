"""Check one listing against the rules: mend what can be mended, refuse the rest."""

from __future__ import annotations

from dataclasses import dataclass

from pwa.finder.importers.rows import Problem
from pwa.finder.model import Listing
from pwa.finder.validation import (
    duplicates,
    hours,
    identity,
    links,
    mail,
    phones,
    places,
    plainness,
    times,
    words,
)
from pwa.finder.validation.context import Context
from pwa.finder.validation.notes import Notes

STEPS = (
    identity.check,
    plainness.check,
    words.check,
    phones.check,
    links.check,
    mail.check,
    places.check,
    hours.check,
    times.check,
    places.check_reach,
    duplicates.check,
)
"""In this order: each takes the texts as the steps before it left them."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A listing as it may be shown, if it has no problems.

    Attributes:
        repairs: What was mended in it.
        problems: Why it must not be shown.
    """

    listing: Listing
    repairs: tuple[Problem, ...]
    problems: tuple[Problem, ...]

    @property
    def is_accepted(self) -> bool:
        return not self.problems


def check(listing: Listing, context: Context) -> Checked:
    """Never raises, whatever the listing holds.

    An accepted listing, checked again, is accepted as it is. The caller then adds it to
    `context.seen`.
    """
    notes = Notes()
    for step in STEPS:
        listing = step(listing, context, notes)
        if listing.status == "closed" and step is identity.check:
            break  # a register's old rows are many, and nobody mends them
    return Checked(listing, tuple(notes.repairs), tuple(notes.problems))
