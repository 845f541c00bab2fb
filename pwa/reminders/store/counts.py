"""Write down what is counted, and what is forgiven, of rows that are settled."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, select, text, update

from pwa.reminders.store.tables import queue


def forgive(connection: Connection, subscriptions: Collection[int]) -> None:
    """Earlier refusals, of all rows of these; locked in the order of their numbers."""
    whose = queue.c.subscription_id.in_(sorted(subscriptions))
    refused = select(queue.c.id).where(whose & (queue.c.refused > 0))
    refused = refused.order_by(queue.c.id).with_for_update()
    found = connection.execute(refused).scalars().all()
    if found:
        mine = queue.c.id.in_(found)
        connection.execute(update(queue).where(mine).values(refused=0))


def count(connection: Connection, figures: Mapping[str, int]) -> None:
    """Add to what was counted before."""
    added = sorted((name, value) for name, value in figures.items() if value)
    if not added:
        return
    places = ", ".join(f"(:name{at}, :value{at})" for at in range(len(added)))
    given: dict[str, str | int] = {}
    for at, (name, value) in enumerate(added):
        given |= {f"name{at}": name, f"value{at}": value}
    connection.execute(
        text(
            f"INSERT INTO reminders_figure (name, value) VALUES {places} "  # noqa: S608
            "ON CONFLICT (name) DO UPDATE "
            "SET value = reminders_figure.value + excluded.value"
        ),
        given,
    )
