"""Saying that an entry is wrong: from our own pages, read strictly, kept as text."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pwa.finder.reports import LONGEST_KEY, LONGEST_WORDS, MOST_BYTES, plain
from pwa.finder.store import Store
from tests.unit.finder.oruk.made_up import COPYLEFT, LINE, TREATMENT
from tests.web.api.reporting import GOOD, PATH
from tests.web.checked_client import CheckedClient


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
