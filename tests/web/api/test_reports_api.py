"""Saying that an entry is wrong: from our own pages, read strictly, kept namelessly."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from pwa.callers import Callers
from pwa.finder import reports
from pwa.finder.reports import (
    CALLER_BURST,
    LONGEST_KEY,
    LONGEST_WORDS,
    MOST_A_DAY_OF_ONE,
    MOST_BYTES,
    MOST_WAITING,
    ReportBox,
    plain,
)
from pwa.finder.store import Report, Store, StoreError
from tests.unit.finder.oruk.made_up import COPYLEFT, LINE, TREATMENT
from tests.web.api.conftest import app_with
from tests.web.checked_client import CheckedClient, checked_client

PATH = "/api/finder/reports"
GOOD = {"key": TREATMENT.key, "what": "closed", "words": "The door is locked."}
ELSEWHERE = {"REMOTE_ADDR": "198.51.100.7"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'carrycard.db'}")


@pytest.fixture(scope="module")
def reporting_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    listings = [TREATMENT, LINE, COPYLEFT]
    return app_with(tmp_path_factory.mktemp("instance"), listings)


@pytest.fixture
def client(
    reporting_app: Flask, store: Store, monkeypatch: pytest.MonkeyPatch
) -> CheckedClient:
    monkeypatch.setattr(reports, "today", lambda: date(2026, 11, 22))
    reporting_app.extensions["reports"] = ReportBox(lambda: store)
    return checked_client(reporting_app)


def test_a_report_is_kept_with_the_day_and_nothing_else(
    client: CheckedClient, store: Store
) -> None:
    answer = client.post(PATH, json=GOOD, status=202)

    assert answer.json == {}
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers
    [kept] = store.reports()
    assert (kept.listing, kept.fault) == (TREATMENT.key, "closed")
    assert kept.words == "The door is locked."
    assert kept.received_on == date(2026, 11, 22)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"key": LINE.key, "what": "number"}, id="no words"),
        pytest.param({"key": COPYLEFT.key, "what": "other"}, id="of a pack of its own"),
        pytest.param({**GOOD, "words": "\U0001f6aa" * LONGEST_WORDS}, id="most words"),
        pytest.param({**GOOD, "words": "\\" * LONGEST_WORDS}, id="all to be escaped"),
        pytest.param({**GOOD, "words": "<script>'\"; --\x00\x1b[2J"}, id="hostile"),
    ],
)
def test_a_report_may_be_of_anything_listed_in_any_words(
    client: CheckedClient, store: Store, body: dict[str, str]
) -> None:
    sent = json.dumps(body, ensure_ascii=False).encode()

    client.post(PATH, data=sent, content_type="application/json", status=202)

    [kept] = store.reports()
    assert kept.words == plain(body.get("words", ""))


def test_the_longest_report_fits_however_a_client_writes_its_letters() -> None:
    letters = "\U0001f6aa"
    report = {**GOOD, "key": letters * LONGEST_KEY, "words": letters * LONGEST_WORDS}

    assert len(json.dumps(report)) < MOST_BYTES


def test_the_same_report_sent_again_is_kept_once(
    client: CheckedClient, store: Store
) -> None:
    client.post(PATH, json=GOOD, status=202)
    client.post(PATH, json=GOOD, status=202)
    client.post(PATH, json={**GOOD, "words": "Gone."}, status=202)

    assert len(store.reports()) == 2


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 202, id="a program says neither"),
        pytest.param({"Sec-Fetch-Site": "same-origin"}, 202, id="our page"),
        pytest.param({"Origin": "http://localhost"}, 202, id="our page, older browser"),
        pytest.param(
            {"Sec-Fetch-Site": "same-origin", "Origin": "https://our.example"},
            202,
            id="our page behind a proxy",
        ),
        pytest.param({"Sec-Fetch-Site": "same-site"}, 403, id="a neighbour's page"),
        pytest.param({"Sec-Fetch-Site": "cross-site"}, 403, id="another's page"),
        pytest.param({"Sec-Fetch-Site": "none"}, 403, id="typed by hand"),
        pytest.param({"Sec-Fetch-Site": ""}, 403, id="an empty word"),
        pytest.param({"Origin": "https://evil.example"}, 403, id="another's origin"),
        pytest.param({"Origin": "null"}, 403, id="an origin that hides"),
        pytest.param({"Origin": "http://localhost:81"}, 403, id="another port"),
        pytest.param({"Origin": "http://localhost.evil.example"}, 403, id="look-alike"),
        pytest.param(
            {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
            403,
            id="they differ",
        ),
    ],
)
def test_only_our_own_pages_may_send_a_report(
    client: CheckedClient, store: Store, headers: dict[str, str], status: int
) -> None:
    answer = client.post(PATH, json=GOOD, headers=headers, status=status)

    assert len(store.reports()) == (1 if status == 202 else 0)
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    "kind",
    [
        *("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""),
        *("application/jsonx", "text/json", "application/problem+json"),
    ],
)
def test_what_does_not_say_that_it_is_json_is_not_read(
    client: CheckedClient, store: Store, kind: str
) -> None:
    client.post(PATH, data=json.dumps(GOOD), content_type=kind, status=415)

    assert store.reports() == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"", 400, id="nothing"),
        pytest.param(b"{", 400, id="cut short"),
        pytest.param(b"[]", 400, id="a list"),
        pytest.param(b"null", 400, id="null"),
        pytest.param(b'"words"', 400, id="a text"),
        pytest.param(b"\xff\xfe{\x00}\x00", 400, id="UTF-16"),
        pytest.param(b"\xef\xbb\xbf{}", 400, id="a mark before it"),
        pytest.param(b'{"key": "\xc3\x28"}', 400, id="broken UTF-8"),
        pytest.param(b"\x00" * 100, 400, id="NUL bytes"),
        pytest.param(b'{"key":\x00}', 400, id="a NUL inside"),
        pytest.param(b"[" * 4000, 400, id="deep lists"),
        pytest.param(b'{"a":' * 800, 400, id="deep objects"),
        pytest.param(b'{"a":' * 600 + b"1" + b"}" * 600, 400, id="deep and whole"),
        pytest.param(b'{"key": NaN, "what": "closed"}', 400, id="no JSON number"),
        pytest.param(b"1" * 4090, 400, id="a huge number"),
        pytest.param(
            b'{"key":"made-up/T1","what":"closed","what":"other"}', 400, id="a twin"
        ),
        pytest.param(b"x" * (MOST_BYTES + 1), 413, id="too long"),
    ],
)
def test_a_body_that_is_no_report_is_refused(
    client: CheckedClient, store: Store, body: bytes, status: int
) -> None:
    kind = "application/json"

    refusal = client.post(PATH, data=body, content_type=kind, status=status)

    assert refusal.content_type == "application/problem+json"
    assert store.reports() == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"key": None}, 400, id="no key"),
        pytest.param({"key": ""}, 400, id="an empty key"),
        pytest.param({"key": 1}, 400, id="a number for a key"),
        pytest.param({"key": "x" * 251}, 400, id="a long key"),
        pytest.param({"key": "made-up/nothing"}, 404, id="an unknown key"),
        pytest.param({"key": "made-up/T1\x00"}, 404, id="a NUL in the key"),
        pytest.param({"key": "../../etc/passwd"}, 404, id="dots"),
        pytest.param({"what": "fire"}, 400, id="an unknown fault"),
        pytest.param({"what": ["closed"]}, 400, id="a list of faults"),
        pytest.param({"what": None}, 400, id="no fault"),
        pytest.param({"words": "x" * 501}, 400, id="too many words"),
        pytest.param({"words": {"a": 1}}, 400, id="words that are no text"),
        pytest.param({"words": None}, 400, id="null for words"),
        pytest.param({"postcode": "LS1 4AP"}, 400, id="a place nobody asked for"),
    ],
)
def test_a_report_that_says_something_else_is_refused(
    client: CheckedClient, store: Store, change: dict[str, Any], status: int
) -> None:
    refusal = client.post(PATH, json={**GOOD, **change}, status=status)

    assert store.reports() == []
    assert "LS1" not in refusal.text


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_report_can_only_be_posted(client: CheckedClient, method: str) -> None:
    refusal = client.open(PATH, method=method, json=GOOD, status=405)

    assert refusal.headers["Allow"] == "POST"


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


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param("  a \t b\u00a0c  ", "a b c", id="spaces"),
        pytest.param("a\r\nb\n\nc", "a\nb\n\nc", id="lines"),
        pytest.param("a\x00b\x1b[31mc\x7f", "ab[31mc", id="control characters"),
        pytest.param("a\u202egnp.exe\u200b", "agnp.exe", id="marks that reorder"),
        pytest.param("\ud800x", "x", id="half a character"),
        pytest.param("Caf\u00e9 \u0141", "Caf\u00e9 \u0141", id="letters"),
    ],
)
def test_words_are_kept_as_plain_text(words: str, kept: str) -> None:
    assert plain(words) == kept


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
