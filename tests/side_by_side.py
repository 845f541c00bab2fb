"""Shares the tests out when pytest has two processes (`-n 2`, as `make test` has).

One takes the browser tests, in turn: they wait much and compute little. The other takes
the rest, a file at a time.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

IN_TURN = ("tests/browser/",)


def is_in_turn(test: str) -> bool:
    """Whether this test, by its id, is of those that share one process."""
    return test.startswith(IN_TURN)


class TwoKinds(LoadScopeScheduling):  # type: ignore[misc]
    """All that goes in turn is one piece of work; so is each other file."""

    def _split_scope(self, nodeid: str) -> str:
        return "in turn" if is_in_turn(nodeid) else nodeid.split("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> TwoKinds:
    # The order is that of the collection: see below.
    config.option.loadscopereorder = False
    return TwoKinds(config, log)


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """What goes in turn comes last; with two processes first, as it takes longest.

    Playwright keeps an event loop going in this thread as long as a browser is open;
    beside it no other can run.
    """
    is_shared_out = hasattr(config, "workerinput")
    items.sort(key=lambda item: is_in_turn(item.nodeid) is not is_shared_out)
