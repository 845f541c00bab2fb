"""The tokens that say who sends: one for each push service, for some hours."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pwa.config import Config
from pwa.reminders.keys import Keys
from pwa.reminders.tokens import (
    LIVES_S,
    NEUTRAL_SUBJECT,
    RENEWED_AFTER_S,
    Tokens,
    subject,
)
from tests.push_service import from_text

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ONE, OTHER = "https://fcm.googleapis.com", "https://web.push.apple.com"


def claims(header: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(from_text(header.split(".")[1]))
    return found


def test_each_push_service_has_a_token_of_its_own(tmp_path: Path) -> None:
    key, tokens = Keys(tmp_path / "keys").current(), Tokens(Config())

    headers = [tokens.authorization(key, each, NOW) for each in (ONE, OTHER, ONE)]

    assert [claims(each)["aud"] for each in headers] == [ONE, OTHER, ONE]
    assert headers[0] == headers[2]


def test_each_key_has_a_token_of_its_own(tmp_path: Path) -> None:
    keys, tokens = Keys(tmp_path / "keys"), Tokens(Config())
    before = tokens.authorization(keys.current(), ONE, NOW)

    after = tokens.authorization(keys.rotate(), ONE, NOW)

    assert before.partition(",k=")[2] != after.partition(",k=")[2]


def test_a_token_is_renewed_long_before_it_ends(tmp_path: Path) -> None:
    key, tokens = Keys(tmp_path / "keys").current(), Tokens(Config())
    almost = NOW + timedelta(seconds=RENEWED_AFTER_S - 1)
    first = tokens.authorization(key, ONE, NOW)

    kept = tokens.authorization(key, ONE, almost)
    renewed = tokens.authorization(key, ONE, almost + timedelta(seconds=1))

    assert kept == first
    assert claims(first)["exp"] == NOW.timestamp() + LIVES_S
    assert claims(renewed)["exp"] > claims(first)["exp"]


def test_a_clock_that_was_set_back_gets_a_new_token(tmp_path: Path) -> None:
    key, tokens = Keys(tmp_path / "keys").current(), Tokens(Config())
    tokens.authorization(key, ONE, NOW + timedelta(days=2))

    made = claims(tokens.authorization(key, ONE, NOW))

    assert made["exp"] == NOW.timestamp() + LIVES_S


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        pytest.param(
            {"push_subject": "mailto:a@b.example", "origin": "https://c.example"},
            "mailto:a@b.example",
            id="the setting comes first",
        ),
        pytest.param(
            {"origin": "https://c.example:8443", "contact": "a@b.example"},
            "https://c.example:8443",
            id="then the app's own address",
        ),
        pytest.param(
            {"origin": "http://127.0.0.1:8000", "contact": "a@b.example"},
            "mailto:a@b.example",
            id="then the contact, a mail address",
        ),
        pytest.param(
            {"contact": "https://b.example/write"},
            "https://b.example/write",
            id="or a page",
        ),
        pytest.param({"contact": "ring us"}, NEUTRAL_SUBJECT, id="words are none"),
        pytest.param(
            {"push_subject": "mailto:me"}, NEUTRAL_SUBJECT, id="half an address is none"
        ),
    ],
)
def test_the_subject_is_one_that_every_push_service_reads(
    settings: dict[str, str], says: str
) -> None:
    assert subject(Config(**settings)) == says  # type: ignore[arg-type]
