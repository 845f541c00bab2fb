"""What a listing must be to be shown to anybody, by number.

docs/finder-rules.md says the same with reasons; a test holds the two equal. A number is
never used for another rule, since refused rows are kept with it.
"""

from __future__ import annotations

from typing import Literal

RULES: dict[str, str] = {
    "R00": "The row can be read, and is of what its file is read for.",
    "R01": "It has a name: plain text with a letter in it, at most 200 characters.",
    "R02": "Its kind is one the finder knows.",
    "R03": "It is open: its status is active or paused, not closed.",
    "R04": "Its source and its id there are written as ids of that source are.",
    "R05": "It is no sample and not made up: its id can be looked up.",
    "R06": "All its texts are plain and of sensible length.",
    "R07": "Its phone numbers are valid in the United Kingdom and of usual cost.",
    "R08": "Its postcode exists.",
    "R09": "Its coordinates lie in the United Kingdom, and near its postcode.",
    "R10": "It can be found or reached.",
    "R11": "Its web addresses are plain https or http addresses.",
    "R12": "A meeting's link and its texts hold no password.",
    "R13": "Its e-mail address is that of a desk; its texts hold nobody's.",
    "R14": "Its hours make a week that can be.",
    "R15": "Its dates can be.",
    "R16": "An answer about naltrexone has the day it was given.",
    "R17": "Its ages can be.",
    "R18": "A withheld address leaves no trace of where it is.",
    "R19": "It stands in its source once.",
    "R20": "No other source that may be mixed with its own has it already.",
    "R21": "The areas it serves are codes of councils and names of nations.",
    "R22": "Answers and words of fixed lists are of those lists.",
    "R23": "A source whose licence is share-alike is kept apart.",
}

REFUSED_BY = frozenset(RULES) - {"R06", "R12", "R13", "R16", "R22", "R23"}
"""Rules that may refuse a listing; the others mend it and say so."""

Rule = Literal[
    "R00", "R01", "R02", "R03", "R04", "R05", "R06", "R07", "R08", "R09", "R10", "R11",
    "R12", "R13", "R14", "R15", "R16", "R17", "R18", "R19", "R20", "R21", "R22", "R23",
]  # fmt: skip
