"""What no page of ours may ever do, noted in every browser test."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

POLICY = re.compile(
    r"Content.Security.Policy|Trusted ?(Type|HTML|Script)|securitypolicyviolation", re.I
)
REPORT_VIOLATIONS = """
addEventListener('securitypolicyviolation', (event) => console.error(
  'securitypolicyviolation', event.violatedDirective, event.blockedURI, event.sample))
"""


class Watch:
    """Follows one browser context from its beginning to its end."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.faults: list[str] = []
        self.origins: set[str] = set()
        self.requests: list[Request] = []
        context.add_init_script(REPORT_VIOLATIONS)
        context.on("console", self._read_console)
        context.on("weberror", self._read_error)
        context.on("request", self._read_request)

    def forget(self) -> None:
        """From here on another test uses the context."""
        self.faults.clear()
        self.requests.clear()

    def check(self) -> None:
        """Raises AssertionError: a page broke a promise that all pages keep."""
        assert not self.faults, "\n".join(self.faults)
        assert len(self.origins) <= 1, "something was asked of another origin"
        assert self.context.cookies() == [], "a cookie was set"

    def _read_console(self, message: ConsoleMessage) -> None:
        if POLICY.search(message.text):
            self.faults.append(message.text)

    def _read_error(self, error: WebError) -> None:
        self.faults.append(str(error.error))

    def _read_request(self, request: Request) -> None:
        self.requests.append(request)
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https"):
            self.origins.add(f"{parts.scheme}://{parts.netloc}")
