"""A fault in a log says its kind and place, and not one of its words."""

from __future__ import annotations

import logging

import pytest
from flask import Flask

from pwa import create_app
from pwa.config import Config
from pwa.faults import told
from pwa.shell.release import Release


def raised() -> BaseException:
    try:
        try:
            int("07700 900123")
        except ValueError as error:
            raise KeyError("Sam Example") from error
    except KeyError as error:
        found = error
    return found


def test_what_is_told_has_kinds_and_places_and_no_words() -> None:
    found = told(raised())

    assert found.startswith("tests/unit/test_faults.py:")
    assert "KeyError; after tests/unit/test_faults.py:" in found
    assert found.endswith("ValueError")
    assert "Sam" not in found
    assert "07700" not in found


def test_an_error_that_led_to_itself_is_told_once() -> None:
    error = ValueError("x")
    error.__cause__ = error

    assert told(error) == "ValueError"


def test_a_page_that_fails_logs_neither_its_address_nor_a_word(
    caplog: pytest.LogCaptureFixture,
) -> None:
    app: Flask = create_app(Config(), release=Release("draft", "0"))

    @app.get("/api/fails/<name>")
    def fails(name: str) -> str:
        raise RuntimeError(f"secret words of {name}")

    with caplog.at_level(logging.DEBUG):
        answer = app.test_client().get("/api/fails/Sam?q=naltrexone")

    assert answer.status_code == 500
    assert "a fault in fails: " in caplog.text
    assert "RuntimeError" in caplog.text
    for word in ("Sam", "secret", "naltrexone", "/api/"):
        assert word not in caplog.text
