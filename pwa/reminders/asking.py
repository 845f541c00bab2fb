"""Ask the database without holding up what is being sent; bear that it refuses."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from pwa.database import StoreError, retried

LONGEST_BACK_OFF_S = 30.0
T = TypeVar("T")


class OutOfOrderError(Exception):
    """The database refuses now; nothing was changed, and it is asked again."""


@dataclass
class Asking:
    """One process's questions.

    Attributes:
        say: Takes one line for the log.
        troubles: How often in a row it refused.
    """

    say: Callable[[str], None]
    troubles: int = 0

    def __post_init__(self) -> None:
        # Two threads: what is done is written down while more is claimed.
        self.threads = ThreadPoolExecutor(2, thread_name_prefix="reminders")

    async def ask(self, work: Callable[[], T]) -> T:
        """One transaction, in a thread; again at once where another undid it.

        Raises:
            OutOfOrderError: it refused. Said in no words of what was to be stored.
        """
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self.threads, retried, work)
        except (SQLAlchemyError, StoreError, OSError) as error:
            self.troubles += 1
            if self.troubles == 1:
                self.say(f"Reminders: no database for now: {type(error).__name__}")
            raise OutOfOrderError from None

    def back_off_s(self) -> float:
        """Longer after each refusal, and not the same for two processes."""
        longest = min(2.0**self.troubles, LONGEST_BACK_OFF_S)
        return longest * (0.5 + random.random() / 2)  # noqa: S311

    def close(self) -> None:
        self.threads.shutdown(wait=False)
