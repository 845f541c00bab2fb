"""Get a publisher's file over https, or know that the last one is still the newest.

What was fetched last and could be imported is kept in a folder of its own, with what
its server said of it, so that the next request can ask for it only if it changed.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    import httpx

MAX_BYTES = 200_000_000
TIMEOUT_S = 30.0
"""For each wait: to connect, to send, for the next bytes."""
WHOLE_TIMEOUT_S = 900.0
"""For one file from the first byte to the last."""
RETRIES = 3
BACK_OFF_S = 2.0
"""Before the first retry; doubled for each one after it."""
LONGEST_WAIT_S = 60.0
MAX_REDIRECTS = 5
LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
AGENT = "Carrycard finder"
STEP_BYTES = 1 << 16

Progress = Callable[[int, int | None], None]
"""Told the bytes so far, and of how many where the server says so."""


class FetchError(Exception):
    """It could not be got; what was kept before is untouched. Says what happened."""


class _TryAgainError(Exception):
    """What may go away by itself."""

    def __init__(self, says: str, wait_s: float | None = None) -> None:
        super().__init__(says)
        self.wait_s = wait_s


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of the file that was kept last."""

    url: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file on this disk.

    Attributes:
        path: The new file, or the kept one.
        is_new: False where it is, byte for byte, the one that was kept.
    """

    path: Path
    is_new: bool
    kept: Kept

    def keep(self) -> Path:
        """Make it the last good one, once it was imported. One step: old or new."""
        folder = self.path.parent
        note = folder / "kept.json.part"
        note.write_text(json.dumps(asdict(self.kept)), encoding="utf-8")
        if self.path != folder / "kept":
            self.path.replace(folder / "kept")
        note.replace(folder / "kept.json")
        return folder / "kept"


def kept_in(folder: Path) -> Kept | None:
    """What was kept last, where the file is still the one that was kept."""
    try:
        kept = Kept(**json.loads((folder / "kept.json").read_text(encoding="utf-8")))
        return kept if _sha256(folder / "kept") == kept.sha256 else None
    except (OSError, ValueError, TypeError):
        return None


def fetch(
    url: str,
    folder: Path,
    *,
    timeout_s: float = TIMEOUT_S,
    max_bytes: int = MAX_BYTES,
    retries: int = RETRIES,
    wait: Callable[[float], None] = time.sleep,
    progress: Progress | None = None,
) -> Fetched:
    """Get the file at an https address into a folder of its own.

    Call `keep()` on what comes back once it was imported: until then the next call asks
    for it anew. Plain http is allowed to this machine only.

    Raises FetchError: the kept file, where there is one, is untouched.
    """
    kept = kept_in(folder)
    asked = kept if kept and kept.url == url else None
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "incoming"
    with requester(timeout_s, retries, wait) as ask:
        found = ask.file(url, part, asked, max_bytes, progress)
    if found is None and asked:
        return Fetched(folder / "kept", False, asked)
    if found is None:
        raise FetchError(f"{host(url)} says that nothing changed, but nothing is kept")
    return taken(folder, replace(found, url=url), kept)


def taken(folder: Path, found: Kept, kept: Kept | None) -> Fetched:
    """What came in, or the kept file where what came in is the same."""
    if kept and kept.sha256 == found.sha256:
        (folder / "incoming").unlink(missing_ok=True)
        return Fetched(folder / "kept", False, found)
    return Fetched(folder / "incoming", True, found)


@contextmanager
def requester(
    timeout_s: float, retries: int, wait: Callable[[float], None]
) -> Iterator[Requester]:
    """One connection pool for several requests."""
    import httpx

    with httpx.Client(
        timeout=timeout_s,
        follow_redirects=False,
        headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
    ) as client:
        yield Requester(client, retries, wait)


class Requester:
    """Asks with retries, and never further than https goes."""

    def __init__(
        self, client: httpx.Client, retries: int, wait: Callable[[float], None]
    ) -> None:
        self._client = client
        self._retries = retries
        self._wait = wait

    def file(
        self,
        url: str,
        part: Path,
        asked: Kept | None,
        max_bytes: int,
        progress: Progress | None = None,
    ) -> Kept | None:
        """Write what is at the address to `part`; None where it did not change.

        Raises FetchError.
        """
        headers = {}
        if asked and asked.etag:
            headers["If-None-Match"] = asked.etag
        if asked and asked.last_modified:
            headers["If-Modified-Since"] = asked.last_modified
        for attempt in range(self._retries + 1):
            try:
                return self._once(url, part, headers, max_bytes, progress)
            except _TryAgainError as error:
                part.unlink(missing_ok=True)
                if attempt == self._retries:
                    raise FetchError(str(error)) from error
                back_off = BACK_OFF_S * 2**attempt
                self._wait(min(error.wait_s or back_off, LONGEST_WAIT_S))
            except BaseException:
                part.unlink(missing_ok=True)
                raise
        raise AssertionError("a loop that always returns or raises")

    def text(self, url: str, folder: Path, max_bytes: int) -> bytes:
        """What is at the address, in memory. Raises FetchError."""
        part = folder / "answer"
        self.file(url, part, None, max_bytes)
        held = part.read_bytes()
        part.unlink()
        return held

    def _once(
        self,
        url: str,
        part: Path,
        headers: dict[str, str],
        max_bytes: int,
        progress: Progress | None,
    ) -> Kept | None:
        import httpx

        at = url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                _check(at)
                with self._client.stream("GET", at, headers=headers) as response:
                    if response.has_redirect_location:
                        at = _next(at, response.headers.get("Location", ""))
                        continue
                    return _written(response, part, max_bytes, progress)
        except (httpx.TimeoutException, httpx.NetworkError) as error:
            raise _TryAgainError(f"{host(at)} does not answer") from error
        except httpx.RemoteProtocolError as error:
            raise _TryAgainError(f"{host(at)} broke off") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(f"{host(at)} cannot be asked: {error}") from error
        raise FetchError(f"{host(url)} leads from one address to the next without end")


def _written(
    response: httpx.Response, part: Path, max_bytes: int, progress: Progress | None
) -> Kept | None:
    """Write the answer, counting. Raises FetchError, _TryAgainError."""
    where = response.url.host
    if response.status_code == 304:
        return None
    if response.status_code == 429 or response.status_code >= 500:
        says = f"{where} answers {response.status_code}"
        raise _TryAgainError(says, _seconds(response.headers.get("Retry-After", "")))
    if response.status_code != 200:
        raise FetchError(f"{where} answers {response.status_code}: check the address")
    total = _whole(response.headers.get("Content-Length", ""))
    too_large = FetchError(f"it is larger than {max_bytes // 1_000_000} MB")
    if total and total > max_bytes:
        raise too_large
    started, size, digest = time.monotonic(), 0, hashlib.sha256()
    with part.open("wb") as file:
        for block in response.iter_bytes(STEP_BYTES):
            size += len(block)
            if size > max_bytes:
                raise too_large
            if time.monotonic() - started > WHOLE_TIMEOUT_S:
                raise FetchError(f"{where} sends too slowly")
            digest.update(block)
            file.write(block)
            if progress:
                progress(size, total)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise FetchError(f"{where} sends an empty file")
    return Kept(
        url=str(response.url),
        sha256=digest.hexdigest(),
        etag=response.headers.get("ETag", ""),
        last_modified=response.headers.get("Last-Modified", ""),
    )


def host(url: str) -> str:
    """The host of an address, for a message: never its path, which may hold a key."""
    try:
        return urlsplit(url).hostname or "the address"
    except ValueError:
        return "the address"


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        found = parts.hostname or ""
    except ValueError as error:
        raise FetchError("the address cannot be read") from error
    if parts.username or parts.password:
        raise FetchError("the address has a name or password in it: take it out")
    if parts.scheme == "https" and found:
        return
    if parts.scheme == "http" and found in LOOPBACK:
        return
    raise FetchError(f"{found or 'the address'} is not an https address")


def _next(at: str, location: str) -> str:
    """Where a redirect leads. A page on the public web never leads to this machine."""
    target = urljoin(at, location)
    if host(target) in LOOPBACK and host(at) not in LOOPBACK:
        raise FetchError(f"{host(at)} leads to this machine itself")
    return target


def _seconds(text: str) -> float | None:
    return float(text) if text.isascii() and text.isdecimal() else None


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
