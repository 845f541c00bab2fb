"""All services of a paged Open Referral interface, gathered into one file."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from pwa import clock
from pwa.finder.commands.fetching import (
    RETRIES,
    TIMEOUT_S,
    Fetched,
    FetchError,
    Kept,
    Progress,
    Requester,
    kept_in,
    requester,
    taken,
)
from pwa.finder.importers.json_files import Json, json_of, object_in
from pwa.finder.importers.oruk import services_in
from pwa.finder.importers.plain_text import line
from pwa.finder.importers.rows import ImportFileError

PER_PAGE = 100
MAX_PAGES = 1_000
MAX_SERVICES = 20_000
MAX_PAGE_BYTES = 20_000_000
MAX_BYTES = 500_000_000
"""Of all pages and services together: a register of the whole country has 50 MB."""
MAX_S = 2 * 3600.0
"""For all of it. To ask for each of 20,000 services takes an hour."""
DETAILS = ("service_at_locations", "schedules", "phones", "contacts", "languages")
"""A service with none of these is a summary: the whole is asked for by its id."""


class Within:
    """Asks, as long as all answers together stay within the limits of size and time."""

    def __init__(
        self, ask: Requester, folder: Path, passed_s: Callable[[], float]
    ) -> None:
        self.ask = ask
        self.folder = folder
        self.passed_s = passed_s
        self.until_s = passed_s() + MAX_S
        self.left = MAX_BYTES

    def held(self, url: str) -> Json:
        """What that address answers. Raises FetchError, ImportFileError."""
        if self.passed_s() > self.until_s:
            raise FetchError(f"it takes over {MAX_S / 3600:.0f} hours: narrow it")
        text = self.ask.text(url, self.folder, min(MAX_PAGE_BYTES, self.left))
        self.left -= len(text)
        if self.left <= 0:
            raise FetchError(f"it is over {MAX_BYTES // 1_000_000} MB: narrow it")
        return json_of(text)


def fetch_pages(
    url: str,
    folder: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    retries: int = RETRIES,
    wait: Callable[[float], None] = time.sleep,
    passed_s: Callable[[], float] = clock.passed_s,
    progress: Progress | None = None,
) -> Fetched:
    """Get every page of `/services`, and each service that a page only sums up.

    `url` is the address of `/services`, with what narrows it after "?", or of the
    interface above it.

    Raises FetchError: what was kept is untouched; a half of the pages is never used.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with requester(timeout_s, retries, wait) as ask:
        try:
            within = Within(ask, folder, passed_s)
            services = _whole(within, _services(url), progress)
        except ImportFileError as error:
            raise FetchError(str(error)) from error
    held = json.dumps({"contents": services}).encode()
    (folder / "incoming").write_bytes(held)
    found = Kept(url, hashlib.sha256(held).hexdigest())
    return taken(folder, found, kept_in(folder))


def _services(url: str) -> str:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    path = path if path.endswith("services") else f"{path}/services"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def _whole(within: Within, url: str, progress: Progress | None) -> list[Json]:
    found: list[Json] = []
    for at, service in enumerate(_pages(within, url), 1):
        fields = object_in(service)
        if not any(name in fields for name in DETAILS) and line(fields.get("id")):
            parts = urlsplit(url)
            path = f"{parts.path}/{quote(line(fields.get('id')), safe='')}"
            one = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
            service = within.held(one)
        found.append(service)
        if progress:
            progress(at, None)
    return found


def _pages(within: Within, url: str) -> list[Json]:
    parts = urlsplit(url)
    query = [
        (name, text)
        for name, text in parse_qsl(parts.query, keep_blank_values=True)
        if name not in ("page", "per_page")
    ]
    found: dict[str, Json] = {}
    for page in range(1, MAX_PAGES + 1):
        pairs = [*query, ("page", str(page)), ("per_page", str(PER_PAGE))]
        at = urlunsplit((*parts[:3], urlencode(pairs), ""))
        held = within.held(at)
        before = len(found)
        for number, service in enumerate(services_in(held)):
            key = line(object_in(service).get("id")) or f"{page}:{number}"
            found.setdefault(key, service)
        if len(found) > MAX_SERVICES:
            raise FetchError(f"there are more than {MAX_SERVICES} services: narrow it")
        if _is_last(object_in(held), page) or len(found) == before:
            return list(found.values())
    raise FetchError(f"there are more than {MAX_PAGES} pages: narrow it")


def _is_last(held: dict[str, Json], page: int) -> bool:
    total = line(held.get("total_pages"))
    if total.isascii() and total.isdecimal():
        return page >= int(total)
    return held.get("last_page") is True or "contents" not in held
