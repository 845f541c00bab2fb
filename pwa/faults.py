"""A fault as a log may have it: what kind, and where in our code; none of its words.

The words of an error often repeat what it stumbled over: an address, a row, what
somebody typed. Nobody can know beforehand that they are harmless, so none is written.
"""

from __future__ import annotations

import traceback
from types import TracebackType

from flask import Flask, request

from pwa.config import ROOT


class QuietFlask(Flask):
    """Flask, with faults logged by kind and place; neither the address nor a word."""

    def log_exception(
        self,
        exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None],
    ) -> None:
        """Called by Flask for what no handler of ours expected."""
        if exc_info[1] is not None:
            self.logger.error("a fault in %s: %s", request.endpoint, told(exc_info[1]))


def told(error: BaseException) -> str:
    """The kind and the lines of code of an error and of what led to it, on one line."""
    parts: list[str] = []
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        frames = traceback.extract_tb(each.__traceback__)
        places = [f"{short(frame.filename)}:{frame.lineno}" for frame in frames]
        parts.append(" > ".join([*places, type(each).__name__]))
        each = each.__cause__ or each.__context__
    return "; after ".join(parts)


def short(file: str) -> str:
    """A file's place below the project, or in the packages it uses."""
    return file.rpartition("/site-packages/")[2].removeprefix(f"{ROOT}/")
