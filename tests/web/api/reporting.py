"""A report as our own pages send it."""

from __future__ import annotations

from tests.unit.finder.oruk.made_up import TREATMENT

PATH = "/api/finder/reports"
GOOD = {"key": TREATMENT.key, "what": "closed", "words": "The door is locked."}
