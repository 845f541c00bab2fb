"""A publisher's file is got whole or not at all, and again only if it changed."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from pwa.finder.commands.fetching import FetchError, fetch, kept_in
from tests.unit.finder.commands.loopback import Answer, Asked, publisher

FILE = Answer(200, b"a file", {"ETag": '"1"', "Last-Modified": "yesterday"})


def answering(*answers: Answer) -> Callable[[Asked], Answer]:
    left = list(answers)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


def no_wait(_: float) -> None:
    pass


def test_a_kept_file_is_asked_for_only_if_it_changed(tmp_path: Path) -> None:
    with publisher(answering(FILE, Answer(304))) as here:
        first = fetch(f"{here.url}/f", tmp_path)
        first.keep()
        second = fetch(f"{here.url}/f", tmp_path)

    assert (first.is_new, second.is_new) == (True, False)
    assert here.asked[1].headers["if-none-match"] == '"1"'
    assert here.asked[1].headers["if-modified-since"] == "yesterday"
    assert second.path.read_bytes() == b"a file"


def test_a_file_that_was_never_imported_is_fetched_anew(tmp_path: Path) -> None:
    with publisher(answering(FILE)) as here:
        fetch(f"{here.url}/f", tmp_path)
        second = fetch(f"{here.url}/f", tmp_path)

    assert second.is_new
    assert "if-none-match" not in here.asked[1].headers


def test_another_address_is_not_asked_about_the_old_file(tmp_path: Path) -> None:
    with publisher(answering(FILE)) as here:
        fetch(f"{here.url}/f", tmp_path).keep()
        second = fetch(f"{here.url}/g", tmp_path)

    assert "if-none-match" not in here.asked[1].headers
    assert not second.is_new  # byte for byte the same


def test_a_kept_file_that_was_damaged_is_not_trusted(tmp_path: Path) -> None:
    with publisher(answering(FILE)) as here:
        kept = fetch(f"{here.url}/f", tmp_path).keep()
        kept.write_bytes(b"something else")

        assert kept_in(tmp_path) is None
        assert fetch(f"{here.url}/f", tmp_path).is_new


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(Answer(404), id="not found"),
        pytest.param(Answer(503), id="broken for good"),
        pytest.param(Answer(200, b""), id="empty"),
        pytest.param(Answer(200, b"half", length=400), id="broken off"),
        pytest.param(Answer(200, b"x" * 2000), id="too large"),
        pytest.param(Answer(200, b"x", length=10**9), id="says it is too large"),
        pytest.param(
            Answer(200, gzip.compress(b"x" * 10**6), {"Content-Encoding": "gzip"}),
            id="swells",
        ),
        pytest.param(Answer(302, b"", {"Location": "/f"}), id="goes round"),
        pytest.param(
            Answer(302, b"", {"Location": "http://example.org/"}), id="leaves https"
        ),
        pytest.param(
            Answer(302, b"", {"Location": "file:///etc/passwd"}), id="leaves the web"
        ),
    ],
)
def test_whatever_goes_wrong_the_last_good_file_stays(
    tmp_path: Path, bad: Answer
) -> None:
    with publisher(answering(FILE, bad)) as here:
        fetch(f"{here.url}/f", tmp_path, wait=no_wait).keep()

        with pytest.raises(FetchError):
            fetch(f"{here.url}/f", tmp_path, wait=no_wait, retries=1, max_bytes=1000)

    assert (tmp_path / "kept").read_bytes() == b"a file"
    assert kept_in(tmp_path) is not None
    assert not (tmp_path / "incoming").exists()


def test_a_fault_that_goes_away_is_waited_for(tmp_path: Path) -> None:
    waits: list[float] = []
    faults = [Answer(500), Answer(429, b"", {"Retry-After": "7"}), Answer(502)]

    with publisher(answering(*faults, FILE)) as here:
        found = fetch(f"{here.url}/f", tmp_path, wait=waits.append)

    assert found.path.read_bytes() == b"a file"
    assert waits == [2.0, 7.0, 8.0]


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    with publisher(answering(FILE)) as here:
        url = here.url

    with pytest.raises(FetchError, match=r"127\.0\.0\.1 does not answer"):
        fetch(url, tmp_path, wait=no_wait, retries=1)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/f",
        "ftp://example.org/f",
        "file:///etc/passwd",
        "https://name:word@example.org/f",
        "https://[broken",
        "https://",
    ],
)
def test_only_https_is_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url, tmp_path)


def test_a_redirect_on_the_way_is_followed(tmp_path: Path) -> None:
    moved = Answer(301, b"", {"Location": "/new"})

    with publisher(answering(moved, FILE)) as here:
        found = fetch(f"{here.url}/old", tmp_path)

    assert [each.path for each in here.asked] == ["/old", "/new"]
    assert found.kept.url == f"{here.url}/old"
