"""A database, keys, and push services on loopback, with reminders due in them."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from pwa import clock
from pwa.config import Config
from pwa.database import writing
from pwa.reminders.dispatch import Dispatcher
from pwa.reminders.keys import Keys
from pwa.reminders.model import Subscription
from pwa.reminders.sending import Sender
from pwa.reminders.store.queue import Queue
from pwa.reminders.store.store import ReminderStore
from pwa.reminders.store.tables import queue, subscription
from tests.push_service import Browser, PushService


@dataclass
class Site:
    """What one server has; the time is as the test says.

    Attributes:
        says: What the dispatcher would have written to its log.
    """

    store: ReminderStore
    keys: Keys
    config: Config
    at: datetime = field(default_factory=clock.now)
    says: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.queue = Queue(self.store.engine)

    def now(self) -> datetime:
        return self.at

    def add(
        self,
        browser: Browser,
        *,
        minutes: tuple[int, ...] = (480,),
        days: tuple[int, ...] = (1, 2, 3, 4, 5, 6, 7),
        wants_safety: bool = False,
    ) -> None:
        """Somebody asks for reminders, as the API would have it."""
        today = self.at.date()
        kept = Subscription(
            browser.endpoint,
            browser.p256dh,
            browser.auth,
            self.keys.current().id,
            minutes,
            days,
            wants_safety,
            created_on=today,
            renewed_on=today,
        )
        self.store.put(kept, self.at)

    def go_to(self, browser: Browser, kind: str = "reminder", late_s: int = 0) -> None:
        """Move the clock to when the next of these is due, and some seconds on."""
        row = min(self.rows(browser, kind), key=lambda each: int(each["due_at"]))
        due_at = max(row["due_at"], row["try_at"]) if not late_s else row["due_at"]
        self.at = datetime.fromtimestamp(due_at, UTC) + timedelta(seconds=late_s)

    def rows(self, browser: Browser, kind: str = "reminder") -> list[dict[str, Any]]:
        whose = queue.c.subscription_id == subscription.c.id
        query = select(queue).join(subscription, whose)
        query = query.where(subscription.c.endpoint == browser.endpoint)
        query = query.where(queue.c.kind == kind)
        with self.store.engine.connect() as connection:
            return [dict(each) for each in connection.execute(query).mappings()]

    def change(self, browser: Browser, **values: Any) -> None:
        """Write into all rows of the queue of somebody."""
        number = select(subscription.c.id)
        number = number.where(subscription.c.endpoint == browser.endpoint)
        mine = queue.c.subscription_id.in_(number)
        with writing(self.store.engine) as connection:
            connection.execute(update(queue).where(mine).values(**values))

    def is_known(self, browser: Browser) -> bool:
        return self.store.find(browser.endpoint) is not None

    def send(self, **options: Any) -> Counter[str]:
        """One pass over all that is due."""
        return asyncio.run(self.sent(**options))

    async def sent(self, **options: Any) -> Counter[str]:
        async with self.sender(**options) as sender:
            return await self.dispatcher(sender).once()

    def sender(self, **options: Any) -> Sender:
        return Sender(self.config, self.keys, now=self.now, **options)

    def dispatcher(self, sender: Sender, **options: Any) -> Dispatcher:
        return Dispatcher(
            self.queue, sender, now=self.now, say=self.says.append, **options
        )


@contextmanager
def made_site(address: str, folder: Path, origin: str) -> Iterator[Site]:
    """A server whose only push service is the one at that origin."""
    config = Config(
        instance=folder,
        origin="https://card.example.org",
        environment="test",
        push_test_origin=origin,
    )
    with ReminderStore.open(address) as store:
        yield Site(store, Keys(config.keys), config)


@contextmanager
def with_service(address: str, folder: Path) -> Iterator[tuple[Site, PushService]]:
    with ExitStack() as stack:
        service = stack.enter_context(PushService().running())
        made = stack.enter_context(made_site(address, folder, service.origin))
        service.now = lambda: made.at.timestamp()
        yield made, service


def add_many(site: Site, browser: Browser, count: int, **row: Any) -> None:
    """Fill the tables quickly: so many subscriptions with one row each."""
    with writing(site.store.engine) as connection:
        known = connection.execute(
            insert(subscription).returning(subscription.c.id),
            [
                {
                    "endpoint": f"{browser.endpoint}/{number}",
                    "p256dh": browser.p256dh,
                    "auth": browser.auth,
                    "key_id": site.keys.current().id,
                    "wants_safety": False,
                    "created_on": site.at.date(),
                    "renewed_on": site.at.date(),
                }
                for number in range(count)
            ],
        ).scalars()
        due_at = int(site.at.timestamp())
        rows = [
            {
                "subscription_id": number,
                "kind": "reminder",
                "minute": 480,
                "days": 127,
                "due_at": due_at,
                "try_at": due_at,
                "tries": 0,
                **row,
            }
            for number in known
        ]
        connection.execute(insert(queue), rows)
