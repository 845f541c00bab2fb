"""A browser with a profile on disk: it can be closed and started again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Playwright

from tests.browser.watching import Watch
from tools.find_browser import Browser

needs_full_chromium = pytest.mark.usefixtures("full_chromium")


class Profile:
    """One person's browser."""

    def __init__(
        self,
        playwright: Playwright,
        found: Browser,
        folder: Path,
        options: dict[str, Any],
    ) -> None:
        self.playwright = playwright
        self.found = found
        self.folder = folder
        self.options = options
        self.watch: Watch | None = None

    def launch(self) -> BrowserContext:
        """Start the browser on this profile; the one before is closed first."""
        self.close()
        context = self.playwright.chromium.launch_persistent_context(
            self.folder,
            executable_path=self.found.path,
            args=list(self.found.arguments),
            env={**os.environ, **self.found.environment},
            **self.options,
        )
        self.watch = Watch(context)
        return context

    def close(self) -> None:
        """Close it as a person does, and check what its pages did."""
        watch, self.watch = self.watch, None
        if watch is None:
            return
        try:
            watch.check()
        finally:
            watch.context.close()


def browser_session(context: BrowserContext) -> CDPSession:
    """A session with the browser itself, not with one page of it."""
    assert context.browser is not None
    return context.browser.new_browser_cdp_session()
