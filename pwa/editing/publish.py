"""Publish an edition: what changed is written down, and the words are locked."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from pwa.editing.check import Fault
from pwa.editing.documents import Document
from pwa.errors import ContentError
from pwa.facts.editions import Change, Edition, load_editions

EDITION = "edition"
"""The key under which the lock names the edition it was written with."""

Lock = dict[str, dict[str, Any]]
"""By document: revision, checked_on, digest and statements, as last published."""


def read_lock(path: Path) -> Lock:
    """What was published last; empty before the first edition.

    Raises:
        ContentError: the file cannot be read.
    """
    if not path.exists():
        return {}
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return {str(key): dict(value) for key, value in read.items()}
    except (AttributeError, TypeError, ValueError) as error:
        raise ContentError(f"{path}: {error}") from error


def lock_of(documents: Iterable[Document]) -> Lock:
    return {
        each.key: {
            "revision": each.revision,
            "signed": each.signed,
            "checked_on": each.checked_on.isoformat(),
            "digest": each.digest,
            "statements": each.statements,
        }
        for each in documents
    }


def lock_faults(documents: list[Document], lock: Lock) -> Iterator[Fault]:
    """Words that are not as published, and how to publish them."""
    known = {each.key for each in documents} | {EDITION}
    for each in documents:
        old = lock.get(each.key)
        if old is None:
            yield Fault(each.key, "not published yet: flask --app pwa content publish")
        elif not is_as_published(each, old):
            yield Fault(
                each.key,
                "its words or signature changed since the last edition: "
                "flask --app pwa content publish",
            )
    for key in sorted(lock.keys() - known):
        yield Fault(key, "was published and is gone: flask --app pwa content publish")


def is_as_published(document: Document, old: dict[str, Any]) -> bool:
    is_signed_as_then = old.get("signed", "") == document.signed
    return bool(old["digest"] == document.digest and is_signed_as_then)


def edition_faults(number: int, lock: Lock) -> Iterator[Fault]:
    """The editions and the lock are written together and must agree."""
    locked = lock.get(EDITION, {}).get("number", 0)
    if locked != number:
        yield Fault("editions.toml", f"ends at edition {number}, the lock at {locked}")


def unready_faults(documents: list[Document], lock: Lock) -> Iterator[Fault]:
    """What forbids publishing: words that changed under the same revision or day."""
    for each in documents:
        old = lock.get(each.key)
        if old is None or old["digest"] == each.digest:
            continue
        if each.revision and each.revision <= old["revision"]:
            yield Fault(
                each.key, f"its words changed: raise its revision of {each.revision}"
            )
        if each.signed and each.signed == old.get("signed"):
            yield Fault(
                each.key,
                f"its words changed after {each.signed} signed them: take reviewed_by "
                "out until the new words are signed",
            )
        if each.checked_on < date.fromisoformat(old["checked_on"]):
            yield Fault(each.key, "checked_on lies before that of the last edition")


def changes(documents: list[Document], lock: Lock) -> list[Change]:
    """What is new, says something else or is gone since the last edition.

    A page that is new is one change, not one for each of its statements. So is a page
    whose statements are the same, and only the rest of it is not.
    """
    found: list[Change] = []
    for each in documents:
        old = lock.get(each.key)
        if old is None:
            found.append(Change(each.key, "", "new", f"{each.title}: a new page."))
            continue
        own = list(changed_statements(each, old["statements"]))
        if not own and not is_as_published(each, old):
            words = f"{each.title}: other headings, links, order, sources or signature."
            own.append(Change(each.key, "", "changed", words))
        found += own
    gone = lock.keys() - {each.key for each in documents} - {EDITION}
    return found + [Change(key, "", "removed", "The page.") for key in sorted(gone)]


def changed_statements(each: Document, before: dict[str, str]) -> Iterator[Change]:
    now = each.statements
    for name, words in now.items():
        if name not in before:
            yield Change(each.key, name, "new", words)
    for name, words in now.items():
        if name in before and before[name] != words:
            yield Change(each.key, name, "changed", words, before[name])
    for name, words in before.items():
        if name not in now:
            yield Change(each.key, name, "removed", words)


def as_toml(edition: Edition) -> str:
    """One edition as it is appended to editions.toml."""
    lines = [
        "[[editions]]",
        f"number = {edition.number}",
        f"published_on = {edition.published_on.isoformat()}",
        f"level = {quoted(edition.level)}",
        f"note = {quoted(edition.note)}",
    ]
    for change in edition.changes:
        lines += [
            "",
            "[[editions.changes]]",
            f"page = {quoted(change.page)}",
            f"claim = {quoted(change.claim)}",
            f"kind = {quoted(change.kind)}",
            f"words = {quoted(change.words)}",
        ]
        if change.before:
            lines.append(f"before = {quoted(change.before)}")
    return "\n".join(lines) + "\n"


def quoted(words: str) -> str:
    """A TOML basic string; JSON writes one that TOML reads the same, but for DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def write_edition(
    edition: Edition, documents: list[Document], editions: Path, lock: Path
) -> None:
    """Append the edition and lock the words.

    The lock is written last, and names the edition: a crash between the two is seen by
    the check, and mended by taking the edition out again.

    Raises:
        ContentError: the edition could not be read back; nothing was written.
    """
    told = editions.read_text(encoding="utf-8") if editions.exists() else ""
    gap = "\n" if told else ""
    put(editions, f"{told}{gap}{as_toml(edition)}", load_editions)
    locked = {EDITION: {"number": edition.number}} | lock_of(documents)
    put(lock, json.dumps(locked, ensure_ascii=False, indent=1) + "\n", read_lock)


def put(file: Path, text: str, read: Callable[[Path], object]) -> None:
    """Write a file whole or not at all, and only what can be read again."""
    made = file.with_name(f".{file.name}.new")
    try:
        made.write_bytes(text.encode("utf-8"))
        read(made)
        made.replace(file)
    except UnicodeEncodeError as error:
        raise ContentError(f"these words cannot be written: {error}") from error
    finally:
        made.unlink(missing_ok=True)
