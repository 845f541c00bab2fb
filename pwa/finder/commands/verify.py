"""`flask --app pwa finder verify`: ring what is due, and write down what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click
from flask.cli import AppGroup, with_appcontext

from pwa.clock import today
from pwa.finder.commands import directory

if TYPE_CHECKING:
    from pwa.finder.model import Listing
    from pwa.finder.store import Due, Store

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
HOW = click.Choice(["rang", "visited", "read on its page", "wrote"])
FOUND = {"a": "as listed", "c": "changed", "x": "closed"}
SCRIPT = """\
  "Hello. I look after a free list of services, for people in treatment and for those
  near them. May I take two minutes to check what it says about you?"
    1. Is your name … ?  Is this the number people should ring?
    2. Where do people come to? May the address be shown?
    3. Which days and times are you open? And on bank holidays?
    4. Can people come or ring themselves, or must somebody refer them?
    5. Which areas do you take people from? Which ages?
    6. Do you prescribe naltrexone? (Not naloxone: that is another medicine.)
  "Thank you. We will show today as the day you were asked." """
"""Asks for nothing about anybody. Question 6 has its own dated answer."""


@click.group("verify", cls=AppGroup, invoke_without_command=True)
@click.option("--source", default="", help="Only of one source.")
@click.option("--kind", default="", help="Only of one kind, such as treatment.")
@click.option("--limit", default=20, show_default=True, help="How many at most.")
@click.option("--by", default="", help="Your name, for the log.")
@click.option("--json", "as_json", is_flag=True, help="List them as JSON; ask nothing.")
@click.pass_context
@with_appcontext
def verify_commands(
    context: click.Context, source: str, kind: str, limit: int, by: str, as_json: bool
) -> None:
    """Go through the services that are due, with what to ask on the phone."""
    if context.invoked_subcommand is not None:
        return
    with directory.opened_store() as store:
        due = [
            each
            for each in store.due(today(), source)
            if not kind or each.listing.kind == kind
        ]
        if as_json:
            click.echo(json.dumps([as_record(each) for each in due[:limit]]))
        elif not due:
            click.echo("Nothing is due.")
        else:
            click.echo(f"{len(due)} are due.")
            ring_round(store, due[:limit], by or click.prompt("Your name"))


@verify_commands.command("done")
@click.argument("key")
@click.option("--by", required=True, help="Who made sure of it; kept in the log only.")
@click.option("--how", type=HOW, required=True)
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Else today.")
@click.option("--found", type=click.Choice([*FOUND.values()]), default="as listed")
@click.option("--naltrexone", type=click.Choice(["yes", "no", "unknown"]), default=None)
@click.option("--note", default="", help="For the log; never shown.")
def done_command(
    key: str,
    by: str,
    how: str,
    day: datetime | None,
    found: Any,
    naltrexone: str | None,
    note: str,
) -> None:
    """Write down that somebody made sure of the service KEY, such as ods/FA002."""
    on = day.date() if day else today()
    if on > today():
        raise click.UsageError("that day has not come yet")
    with directory.opened_store() as store:
        store.verified(
            key, by, how, on, found=found, naltrexone=naltrexone or "", note=note
        )
    click.echo(f"{key}: {how} on {on}, {found}.")


@verify_commands.command("log")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def log_command(key: str, as_json: bool) -> None:
    """Who made sure of the service KEY, how and when."""
    with directory.opened_store() as store:
        found = store.verifications(key)
    rows = [
        {
            "who": each.who,
            "how": each.how,
            "on": each.on.isoformat(),
            "found": each.found,
            "naltrexone": each.naltrexone,
            "note": each.note,
        }
        for each in found
    ]
    if as_json:
        click.echo(json.dumps(rows))
    for row in [] if as_json else rows:
        said = f", naltrexone: {row['naltrexone']}" if row["naltrexone"] else ""
        click.echo(f"{row['on']} {row['how']} by {row['who']}: {row['found']}{said}")
        if row["note"]:
            click.echo(f"  {row['note']}")


def ring_round(store: Store, due: list[Due], who: str) -> None:
    """One service after the other, until there is none left or they stop."""
    click.echo(SCRIPT)
    for number, each in enumerate(due, 1):
        click.echo(f"\n{number} of {len(due)}: {each.why}")
        click.echo("\n".join(told(each.listing)))
        answer = click.prompt(
            "[a]s listed, [c]hanged, closed for good [x], [n]ot reached, [q]uit",
            type=click.Choice(["a", "c", "x", "n", "q"]),
            show_choices=False,
        )
        if answer == "q":
            return
        if answer == "n":
            continue
        naltrexone = ""
        if answer == "a" and each.listing.kind not in ("pharmacy", "mutual-aid"):
            naltrexone = click.prompt(
                "Do they prescribe naltrexone? [yes, no, unknown]",
                type=click.Choice(["yes", "no", "unknown"]),
                default="unknown",
                show_choices=False,
            )
        note = click.prompt("A note for the log", default="", show_default=False)
        asked = "" if naltrexone == "unknown" else naltrexone
        found: Any = FOUND[answer]
        store.verified(
            each.listing.key,
            who,
            "rang",
            today(),
            found=found,
            naltrexone=asked,
            note=note,
        )
        if answer == "c":
            click.echo("Kept as due: mend it at its source, then import again.")


def as_record(due: Due) -> dict[str, object]:
    listing = due.listing
    return {
        "key": listing.key,
        "name": listing.name,
        "kind": listing.kind,
        "why": due.why,
        "phones": [each.number for each in listing.phones],
        "page": listing.page or listing.url,
        "checked_on": iso(listing.checked_on),
        "verify_by": iso(due.verify_by),
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def told(listing: Listing) -> Iterator[str]:
    """What is shown about it now, to be read out."""
    place = listing.location
    yield f"  {listing.name} ({listing.kind})  {listing.key}"
    for phone in listing.phones:
        doubt = "" if phone.is_confirmed else ", not yet confirmed"
        yield f"  {' '.join((phone.number, phone.label)).strip()}{doubt}"
    address = [*place.lines, place.town, place.postcode]
    if any(address) and not place.is_withheld:
        yield f"  {', '.join(each for each in address if each)}"
    if place.is_withheld:
        yield "  The address is withheld: ask nothing about it."
    for row in listing.hours:
        yield f"  {DAYS[row.weekday - 1]} {clock(row.opens)} to {clock(row.closes)}"
    for text in (listing.how_to_refer, listing.url):
        if text:
            yield f"  {text}"
    yield f"  Comes by itself: {listing.self_referral}"
    yield f"  Prescribes naltrexone: {listing.prescribes_naltrexone}"
    yield f"  Checked: {listing.checked_on or 'never'} {listing.checked_how}".rstrip()


def clock(minutes: int) -> str:
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"
