"""Nobody can flood the reports, and for that nobody who sends one is written down."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from pwa.callers import Callers
from pwa.finder.reports import (
    CALLER_BURST,
    MOST_A_DAY_OF_ONE,
    MOST_WAITING,
    ReportBox,
)
from pwa.finder.store import Report, Store, StoreError
from tests.unit.finder.oruk.made_up import LINE, TREATMENT
from tests.web.api.reporting import GOOD, PATH
from tests.web.checked_client import CheckedClient

ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


def test_nothing_about_the_sender_is_logged_or_written(
    client: CheckedClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"User-Agent": "SecretPhone/1", "Cookie": "name=Sam"}

    with caplog.at_level(logging.DEBUG):
        client.post(
            PATH,
            json=GOOD,
            headers=headers,
            environ_overrides=ELSEWHERE,
            status=202,
        )

    written = "\n".join(sqlite3.connect(tmp_path / "carrycard.db").iterdump())
    assert GOOD["words"] in written
    for telling in ("SecretPhone", "Sam", "198.51.100.7", "locked"):
        assert telling not in caplog.text
        assert telling == "locked" or telling not in written


def test_the_database_knows_no_time_finer_than_the_day(
    client: CheckedClient, tmp_path: Path
) -> None:
    client.post(PATH, json=GOOD, status=202)

    database = sqlite3.connect(tmp_path / "carrycard.db")
    stamps = [row[0] for row in database.execute("SELECT filled_at FROM rate_token")]
    assert stamps
    assert [stamp % 86_400 for stamp in stamps] == [0] * len(stamps)


def test_one_caller_is_held_back_and_others_are_not(client: CheckedClient) -> None:
    for number in range(CALLER_BURST):
        said = {**GOOD, "key": (TREATMENT, LINE)[number % 2].key}
        client.post(PATH, json=said, environ_overrides=ELSEWHERE, status=202)

    refusal = client.post(PATH, json=GOOD, environ_overrides=ELSEWHERE, status=429)

    assert int(refusal.headers["Retry-After"]) > 0
    client.post(
        PATH, json=GOOD, environ_overrides={"REMOTE_ADDR": "198.51.100.8"}, status=202
    )


def test_one_entry_cannot_be_flooded_by_many_callers(
    client: CheckedClient, store: Store
) -> None:
    for number in range(MOST_A_DAY_OF_ONE):
        sender = {"REMOTE_ADDR": f"198.51.100.{number}"}
        said = {**GOOD, "words": str(number)}
        client.post(PATH, json=said, environ_overrides=sender, status=202)

    client.post(PATH, json=GOOD, environ_overrides=ELSEWHERE, status=429)

    assert len(store.reports()) == MOST_A_DAY_OF_ONE
    client.post(PATH, json={**GOOD, "key": LINE.key}, status=202)


class FullStore:
    """As many reports as may wait."""

    def add_report(self, report: Report) -> bool:
        raise AssertionError("one too many")

    def reports(self) -> list[Report]:
        return [Report("x", "a/b", "closed", "", date(2026, 1, 1))] * MOST_WAITING

    def take_token(
        self, bucket: str, *, burst: int, per_hour: float, now: datetime
    ) -> bool:
        return True


def broken() -> Store:
    raise StoreError("secret words")


@pytest.mark.parametrize("open_store", [FullStore, broken])
def test_a_report_that_cannot_be_kept_is_to_be_sent_later(
    client: CheckedClient,
    reporting_app: Flask,
    open_store: Callable[[], Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    reporting_app.extensions["reports"] = ReportBox(open_store)

    refusal = client.post(PATH, json=GOOD, status=503)

    assert int(refusal.headers["Retry-After"]) > 0
    assert "secret" not in refusal.text + caplog.text


def test_a_caller_may_send_again_after_a_while() -> None:
    now = [0.0]
    callers = Callers(2, 2, 10, lambda: now[0])

    first = [callers.may("198.51.100.7") for _ in range(3)]
    now[0] = 1800.0
    later = [callers.may("198.51.100.7") for _ in range(2)]

    assert first == [True, True, False]
    assert later == [True, False]


def test_a_whole_network_in_ipv6_is_one_caller() -> None:
    callers = Callers(1, 1, 10)

    assert callers.may("2001:db8:1:2::3")
    assert not callers.may("2001:db8:1:2:ffff::4")
    assert callers.may("2001:db8:1:3::3")


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.1.2.3", "::1", "fd00::1", "", None]
)
def test_what_comes_through_a_proxy_is_limited_as_a_whole(address: str | None) -> None:
    callers = Callers(1, 1, 3)

    assert [callers.may(address) for _ in range(4)] == [True, True, True, False]


def test_no_address_is_kept_in_memory_and_no_two_processes_agree_on_one() -> None:
    one, other = Callers(1, 1, 3), Callers(1, 1, 3)

    one.may("198.51.100.7")
    other.may("198.51.100.7")

    kept = next(iter(one.buckets))
    assert len(kept) == 16
    assert kept not in other.buckets


def test_memory_for_callers_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pwa.callers.MOST_CALLERS", 3)
    callers = Callers(1, 1, 100)

    for number in range(9):
        callers.may(f"198.51.100.{number}")

    assert len(callers.buckets) == 3
