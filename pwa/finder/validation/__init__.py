"""The numbered rules a record must pass to be shown to anybody."""

from pwa.finder.validation.check import Checked, check
from pwa.finder.validation.context import Context, KnownPostcode, Postcodes
from pwa.finder.validation.duplicates import Seen
from pwa.finder.validation.rules import REFUSED_BY, RULES
from pwa.finder.validation.sources import check_source

__all__ = [
    "REFUSED_BY",
    "RULES",
    "Checked",
    "Context",
    "KnownPostcode",
    "Postcodes",
    "Seen",
    "check",
    "check_source",
]
