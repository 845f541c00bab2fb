"""Open Referral UK 3.0 as one file: a page with every service, whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from pwa.finder import oruk
from pwa.finder.model import Listing, Source


def services(
    pairs: Iterable[tuple[Listing, Source]],
    count: int,
    councils: Mapping[str, str],
    day: date,
) -> Iterator[str]:
    """The parts of the file. `count` is how many there are, `day` is today."""
    page = {
        "total_items": count,
        "total_pages": 1,
        "page_number": 1,
        "size": count,
        "first_page": True,
        "last_page": True,
        "empty": count == 0,
    }
    yield f'{json.dumps(page)[:-1]}, "contents": ['
    is_first = True
    for listing, source in pairs:
        found = oruk.service(listing, source, councils, day)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        yield f"\n{text}" if is_first else f",\n{text}"
        is_first = False
    yield "\n]}\n"
