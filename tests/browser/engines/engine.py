"""What the smoke test asks of a browser that Playwright does not drive."""

from __future__ import annotations

from typing import Any, Protocol

PATIENCE_S = 20
PHONE_SIZE = (390, 844)


class Element(Protocol):
    """One element of the page, as Marionette and Selenium both give it."""

    @property
    def text(self) -> str: ...
    def click(self) -> None: ...
    def clear(self) -> None: ...
    def send_keys(self, *keys: str) -> None: ...
    def is_displayed(self) -> bool: ...


class Engine(Protocol):
    """One browser with one person's profile. It is running once it is made."""

    def open(self, address: str) -> None:
        """Go there; returns once the page has loaded."""

    def find(self, path: str) -> Element:
        """What that XPath leads to; waited for, then the driver's own error."""

    def evaluate(self, expression: str) -> Any:
        """What a JavaScript expression comes to in the page; a promise is awaited."""

    def press_shift(self, times: int) -> None: ...

    def start_again(self) -> None:
        """Close all that is open and open the browser anew, with what it has kept."""

    def screenshot(self) -> bytes:
        """A PNG of the page."""

    def faults(self) -> list[str]:
        """Each error that no script caught, and each breach of the content policy."""

    def close(self) -> None: ...
