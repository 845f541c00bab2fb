"""Read a publisher's file, check every row, keep what passes: all or nothing."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pwa.finder.importers import FORMATS
from pwa.finder.importers.rows import ImportFileError, Problem, Row
from pwa.finder.model import Listing, Source
from pwa.finder.store import HOURS_FOR, Figures, Outcome, Reject, Store
from pwa.finder.validation import Context, Postcodes, Seen, check, check_source
from pwa.finder.validation.identity import MADE_UP

FROM_THE_REGISTER = "from the register"
"""How a row was checked that is in a register: good as of the register's own day."""


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read and checked; nothing is kept yet.

    Attributes:
        repairs: How many rows each rule mended.
    """

    source: Source
    listings: tuple[Listing, ...]
    rejects: tuple[Reject, ...]
    figures: Figures
    repairs: Mapping[str, int]


def read_file(
    format_key: str,
    path: Path,
    source: Source,
    *,
    postcodes: Postcodes,
    today: date,
    others: Iterable[Listing] = (),
    councils: Collection[str] = (),
    as_of: date | None = None,
    progress: Callable[[Iterator[Row]], Iterable[Row]] = iter,
) -> Read:
    """Read and check every row.

    Args:
        others: Listings of other sources that the source may be mixed with.
        as_of: The day the register was published; its rows count as checked on it.
        progress: Told of each row as it is read.

    Raises:
        ImportFileError: the file is missing, empty, or not of that format.
        ValueError: the source's key cannot be one.
    """
    source = check_source(source)
    _look_at(path)
    context = Context(postcodes, today, Seen(tuple(others)), councils, format_key)
    sorter = _Sorter(context, as_of)
    try:
        for row in progress(iter(FORMATS[format_key](path, source))):
            sorter.take(row)
        sorter.finish()
    except (OSError, UnicodeError) as error:
        raise ImportFileError(f"{path.name} cannot be read: {error}") from error
    if not sorter.count:
        raise ImportFileError(f"There is not one row in {path.name}.")
    figures = Figures(
        sorter.count,
        len(sorter.accepted),
        sorter.count - len(sorter.accepted),
        today,
        dict(sorted(sorter.rules.items())),
        file_mark(path),
        format_key,
    )
    listings = tuple(listing for _, listing in sorted(sorter.accepted, key=_by_row))
    return Read(source, listings, tuple(sorter.rejects), figures, sorter.repairs)


class _Sorter:
    """Checks rows and sorts them into accepted and refused.

    Rows that are not open come last, so that of two that are the same the open one
    stays.
    """

    def __init__(self, context: Context, as_of: date | None) -> None:
        self.accepted: list[tuple[int, Listing]] = []
        self.rejects: list[Reject] = []
        self.rules = Counter[str]()
        self.repairs = Counter[str]()
        self.count = 0
        self._context, self._as_of = context, as_of
        self._later: list[Row] = []

    def take(self, row: Row) -> None:
        self.count += 1
        if row.listing is not None and row.listing.status == "paused":
            self._later.append(row)
        else:
            self._sort(row)

    def finish(self) -> None:
        for row in self._later:
            self._sort(row)
        self.rejects.sort(key=lambda each: (each.row, each.rule))

    def _sort(self, row: Row) -> None:
        problems: tuple[Problem, ...] = row.problems
        if MADE_UP.fullmatch(row.raw.get("id", "")):
            problems += (Problem("R05", "id", "It was made up by a script."),)
        listing = _dated(row.listing, self._as_of)
        if listing is not None:
            checked = check(listing, self._context)
            problems += checked.problems
            listing = checked.listing
            if not problems:
                self.repairs.update({each.rule for each in checked.repairs})
        if problems or listing is None:
            self.rules.update({each.rule for each in problems})
            self.rejects += _rejects(row, problems)
        else:
            self._context.seen.add(listing)
            self.accepted.append((row.number, listing))


def _by_row(numbered: tuple[int, Listing]) -> int:
    return numbered[0]


def keep(store: Store, read: Read, *, may_shrink: bool = False) -> Outcome:
    """Put it in the directory, in one transaction.

    Raises:
        StoreError: nothing was changed.
    """
    return store.replace_source(
        read.source, read.listings, read.rejects, read.figures, may_shrink=may_shrink
    )


def others_of(store: Store, source: Source, format_key: str) -> Iterator[Listing]:
    """What the source may be mixed with: share-alike sources only with their like.

    Sources that lend hours to another's services are left out on both sides: they name
    the same services, by design.
    """
    source = check_source(source)
    formats = {each.key: each.figures.format for each in store.states()}
    for other in store.sources():
        pair = {format_key, formats[other.key]}
        lends = any({lender, to} == pair for lender, to in HOURS_FOR.items())
        if (
            other.key != source.key
            and other.share_alike == source.share_alike
            and not lends
        ):
            yield from store.listings(source=other.key)


def file_mark(path: Path) -> str:
    """SHA-256 of a file, or of all files in a folder with their names."""
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    marks = [
        f"{each.relative_to(path)} {file_mark(each)}"
        for each in sorted(path.rglob("*"))
        if each.is_file()
    ]
    return hashlib.sha256("\n".join(marks).encode()).hexdigest()


def _look_at(path: Path) -> None:
    try:
        is_empty = path.is_file() and path.stat().st_size == 0
        if not path.exists():
            raise ImportFileError(f"There is no file {path}.")
    except OSError as error:
        raise ImportFileError(f"{path} cannot be read: {error.strerror}") from error
    if is_empty:
        raise ImportFileError(f"{path.name} is empty.")


def _dated(listing: Listing | None, as_of: date | None) -> Listing | None:
    if listing is None or as_of is None or listing.checked_on is not None:
        return listing
    if listing.checked_how != FROM_THE_REGISTER:
        return listing
    return replace(listing, checked_on=as_of)


def _rejects(row: Row, problems: Iterable[Problem]) -> Iterator[Reject]:
    for each in problems:
        yield Reject(row.number, each.rule, each.field, each.says, row.raw)
