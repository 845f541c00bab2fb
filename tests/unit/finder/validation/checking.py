"""Hold a listing, or one changed in some places, against the rules."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pwa.finder.model import Listing, Location
from pwa.finder.validation import Checked, Context, Seen, check
from tests.unit.finder.made_up import TODAY, FewPostcodes, service


def checked(listing: Listing, *others: Listing, form: str = "template") -> Checked:
    return check(listing, Context(FewPostcodes(), TODAY, Seen(others), (), form))


def rules(problems: Any) -> list[str]:
    return sorted({each.rule for each in problems})


def place(**changes: Any) -> dict[str, Any]:
    return {"location": replace(service().location, **changes)}


def nowhere(**changes: Any) -> dict[str, Any]:
    return {"location": Location(**changes)}
