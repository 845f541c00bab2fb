"""Shares the tests out between processes, a file at a time (`-n 3` in `make test`).

All processes but the last take browser tests: they wait much and compute little. The
last takes the rest.
"""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

BROWSER = "tests/browser/"


def is_of_a_browser(test: str) -> bool:
    """Whether this test, by its id or its file, has a browser open."""
    return test.startswith(BROWSER)


class TwoKinds(LoadScopeScheduling):  # type: ignore[misc]
    """A file is one piece of work, and no process takes pieces of both kinds.

    Playwright keeps an event loop going in a process as long as its browser is open;
    beside it no other can run.
    """

    takes_the_rest: WorkerController | None = None

    def schedule(self) -> None:
        self.takes_the_rest = self.takes_the_rest or self.nodes[-1]
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.split("::")[0]

    def _assign_work_unit(self, node: WorkerController) -> None:
        fitting = [scope for scope in self.workqueue if self._may_take(node, scope)]
        if not fitting:
            node.shutdown()
            return
        self.workqueue.move_to_end(fitting[0], last=False)
        super()._assign_work_unit(node)

    def _may_take(self, node: WorkerController, scope: str) -> bool:
        is_alone = len(self.nodes) == 1
        return is_alone or is_of_a_browser(scope) == (node is not self.takes_the_rest)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> TwoKinds:
    # The order is that of the collection: see below.
    config.option.loadscopereorder = False
    return TwoKinds(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: in one process none of the others can follow them."""
    items.sort(key=lambda item: is_of_a_browser(item.nodeid))
