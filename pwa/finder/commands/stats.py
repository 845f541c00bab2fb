"""`flask --app pwa finder stats`: what is in the directory, and how old it is."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click
from flask.cli import with_appcontext

from pwa.clock import today
from pwa.finder.commands import directory

if TYPE_CHECKING:
    from pwa.finder.model import Source
    from pwa.finder.store import SourceState, Store


@click.command("stats")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@with_appcontext
def stats_command(as_json: bool) -> None:
    """Count services by source, kind and nation, and what waits for a person."""
    with directory.opened_store() as store:
        figures = figures_of(store)
    click.echo(json.dumps(figures) if as_json else "\n".join(told(figures)))


def figures_of(store: Store) -> dict[str, object]:
    """Counts of the whole directory and of each source, as `--json` prints them."""
    listings = list(store.listings())
    sources = {each.key: each for each in store.sources()}
    return {
        "listings": len(listings),
        "kinds": dict(sorted(Counter(each.kind for each in listings).items())),
        "nations": dict(
            sorted(Counter(each.location.nation or "" for each in listings).items())
        ),
        "councils": len({code for each in listings for code in each.councils}),
        "without_coordinates": sum(each.location.latitude is None for each in listings),
        "with_hours": sum(bool(each.hours) for each in listings),
        "never_checked": sum(each.checked_on is None for each in listings),
        "due": len(store.due(today())),
        "reports": len(store.reports()),
        "sources": [of_source(sources[each.key], each) for each in store.states()],
    }


def of_source(source: Source, state: SourceState) -> dict[str, object]:
    figures, at = state.figures, source.retrieved_at
    return {
        "key": source.key,
        "format": figures.format,
        "licence": source.licence,
        "share_alike": source.share_alike,
        "retrieved_at": at.isoformat() if at else None,
        "rows": figures.rows,
        "accepted": figures.accepted,
        "quarantined": figures.quarantined,
        "rules": dict(figures.rules),
        "listed": state.listed,
        "closed": state.closed,
        "verified": state.verified,
    }


def told(figures: dict[str, object]) -> list[str]:
    """The same for people."""
    lines = [f"{figures['listings']} services are listed."]
    for name in ("kinds", "nations"):
        counts = figures[name]
        if isinstance(counts, dict):
            lines += [
                f"  {count:>6}  {key or 'unknown'}" for key, count in counts.items()
            ]
    lines.append(
        f"{figures['due']} are due to be rung, {figures['never_checked']} were never "
        f"checked, {figures['reports']} reports wait."
    )
    sources = figures["sources"]
    for each in sources if isinstance(sources, list) else ():
        lines.append(
            f"{each['key']} ({each['licence']}): {each['listed']} listed, "
            f"{each['closed']} closed, {each['verified']} checked by a person; "
            f"last file: {each['rows']} rows, {each['quarantined']} refused"
        )
    return lines
