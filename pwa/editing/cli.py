"""`flask --app pwa content …`: check the words, publish an edition, show coverage."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from pwa.clock import today
from pwa.config import ROOT
from pwa.editing import coverage, publish
from pwa.editing.check import (
    Fault,
    directory_faults,
    helpline_faults,
    list_faults,
    review_faults,
    section_faults,
    translation_faults,
)
from pwa.editing.documents import documents
from pwa.errors import ContentError
from pwa.facts.editions import LEVELS, Edition
from pwa.facts.routes import CONTENT, EDITIONS
from pwa.finder.starter import read_starter

LOCK = CONTENT / "lock.json"
COVERAGE = ROOT / "docs" / "coverage.md"

content = AppGroup("content", help="Check and publish the words.")


@content.command("check")
@click.option("--only", default="", help="One page of facts, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def check_command(only: str, as_json: bool) -> None:
    """List what is wrong with the words, and fail where anything is."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    faults = list(faults_of_page(app, only) if only else all_faults(app))
    if as_json:
        sheet = app.extensions["facts"]
        claims = [claim for section in sheet.sections("en") for claim in section.claims]
        figures = {
            "pages": len(sheet.sections("en")),
            "claims": len(claims),
            "not_confirmed": sum(not claim.is_confirmed for claim in claims),
            "faults": [asdict(each) for each in faults],
        }
        click.echo(json.dumps(figures))
    else:
        for fault in faults:
            click.echo(f"{fault.place}: {fault.says}")
    if faults:
        raise click.exceptions.Exit(1)
    if not as_json:
        click.echo("The words are in order.")


def faults_of_page(app: Flask, slug: str) -> Iterator[Fault]:
    found = app.extensions["facts"].find("en", slug)
    if found is None:
        raise click.UsageError(f"there is no page {slug!r}")
    return section_faults(found)


def all_faults(app: Flask) -> Iterator[Fault]:
    """Faults of every kind; those of dates go by today's date in London."""
    day = today()
    sheet, lines = app.extensions["facts"], app.extensions["helplines"]
    card, medicines = app.extensions["card_wording"], app.extensions["medicines"]
    for section in sheet:
        yield from section_faults(section)
        place = f"facts/{section.language}/{section.slug}"
        yield from review_faults(place, section.checked_on, section.review_due_on, day)
    yield from translation_faults(sheet)
    yield from review_faults("card", card.checked_on, card.review_due_on, day)
    yield from review_faults(
        "medicines", medicines.checked_on, medicines.review_due_on, day
    )
    yield from list_faults(medicines)
    yield from helpline_faults(lines, day)
    yield from directory_faults(read_starter(), day)
    lock = publish.read_lock(LOCK)
    yield from publish.lock_faults(documents(app), lock)
    yield from publish.edition_faults(app.extensions["editions"].number, lock)
    rows = coverage.load_rows()
    yield from coverage.coverage_faults(sheet, rows)
    if not is_written(COVERAGE, coverage.table(sheet, rows)):
        yield Fault("docs/coverage.md", "is old: flask --app pwa content coverage")


@content.command("publish")
@click.option("--level", type=click.Choice(LEVELS), default="routine")
@click.option("--note", required=True, help="What changed and why, for readers.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def publish_command(level: str, note: str, as_json: bool) -> None:
    """Write down what changed since the last edition, and lock the words.

    "safety" makes every open app show the correction at once; it is for words that
    could have harmed somebody.
    """
    if not note.strip():
        raise click.UsageError("the note must say what changed and why")
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    now, lock = documents(app), publish.read_lock(LOCK)
    unready = list(publish.unready_faults(now, lock))
    if unready:
        told = "\n".join(f"{each.place}: {each.says}" for each in unready)
        raise click.ClickException(f"nothing was published.\n{told}")
    found = publish.changes(now, lock)
    if not found:
        raise click.ClickException("nothing has changed since the last edition")
    number = app.extensions["editions"].number + 1
    edition = Edition(number, today(), level, note.strip(), tuple(found))
    try:
        publish.write_edition(edition, now, EDITIONS, LOCK)
    except ContentError as error:
        raise click.ClickException(f"nothing was published: {error}") from error
    kinds = Counter(change.kind for change in found)
    figures = {"edition": number, "level": level, **dict(sorted(kinds.items()))}
    click.echo(json.dumps(figures) if as_json else f"Published: {figures}")


@content.command("coverage")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def coverage_command(as_json: bool) -> None:
    """Write docs/coverage.md: which claim is answered where."""
    sheet = current_app.extensions["facts"]
    rows = coverage.load_rows()
    COVERAGE.write_text(coverage.table(sheet, rows), encoding="utf-8")
    left = sum(bool(row.left_out) for row in rows)
    figures = {"rows": len(rows), "left_out": left, "answered": len(rows) - left}
    click.echo(json.dumps(figures) if as_json else f"Written: {figures}")


def is_written(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text
