"""The queue as the test moves it: reminders are let go, and looked for at the end."""

from __future__ import annotations

import time

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from pwa.clock import now
from pwa.database import writing

TRIES = 100


class QueueSeen:
    """A connection of its own, which outlives the database's crashes."""

    def __init__(self, address: str) -> None:
        driver = address.replace("postgresql:", "postgresql+psycopg:")
        self.engine: Engine = create_engine(driver, pool_pre_ping=True)

    def let_go(self, endpoints: list[str]) -> None:
        """Have the reminders of these phones due now."""
        let = text(
            "UPDATE reminders_queue SET due_at = :at, try_at = :at FROM "
            "reminders_subscription AS who WHERE who.id = subscription_id "
            "AND kind = 'reminder' AND who.endpoint = ANY(:endpoints)"
        )
        given = {"at": int(now().timestamp()), "endpoints": endpoints}
        for _ in range(TRIES):
            try:
                with writing(self.engine) as connection:
                    connection.execute(let, given)
                return
            except DBAPIError:
                time.sleep(0.1)
        raise TimeoutError("the database does not come back")

    def waiting(self) -> int:
        """Rows that are due, or in somebody's hands; so too those in dead hands."""
        query = "SELECT count(*) FROM reminders_queue WHERE due_at <= :at"
        return self.count(query, at=int(now().timestamp()))

    def known(self) -> set[str]:
        with self.engine.connect() as connection:
            query = text("SELECT endpoint FROM reminders_subscription")
            return set(connection.execute(query).scalars())

    def count(self, query: str, **given: object) -> int:
        with self.engine.connect() as connection:
            return int(connection.execute(text(query), given).scalar_one())
