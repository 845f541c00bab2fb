"""R23: what an import says of its source as a whole."""

from __future__ import annotations

import re
from dataclasses import replace

from pwa.finder.model import Source
from pwa.finder.validation.identity import SOURCE

SHARE_ALIKE = re.compile(r"(?i)odbl|cc[- ]by(-nc)?-sa|share[- ]?alike")
"""Open Database Licence and Creative Commons share-alike: the whole must carry them."""


def check_source(source: Source) -> Source:
    """With `share_alike` set where its licence asks for it.

    Raises:
        ValueError: its key is not lower-case letters, digits and hyphens.
    """
    if not SOURCE.fullmatch(source.key):
        raise ValueError(
            f"{source.key!r} is no key of a source: lower-case letters, digits and "
            "hyphens, 2 to 40 of them"
        )
    return replace(
        source,
        share_alike=source.share_alike or bool(SHARE_ALIKE.search(source.licence)),
    )
