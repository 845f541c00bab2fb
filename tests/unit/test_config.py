"""Settings that cannot be used stop the start-up, by name."""

from __future__ import annotations

import dataclasses

import pytest

from pwa import create_app
from pwa.config import Config
from pwa.errors import ConfigError
from pwa.shell.release import Release


def test_no_setting_is_needed() -> None:
    assert Config.from_env({}) == Config()


def test_every_setting_is_read() -> None:
    config = Config.from_env(
        {
            "HOST": "::1",
            "PORT": "80",
            "CARRYCARD_SERVER_PROCESSES": "4",
            "CARRYCARD_PUBLISHER": " A charity ",
            "CARRYCARD_CONTACT": "write@example.org",
            "CARRYCARD_LANGUAGES": "en",
            "CARRYCARD_WORKER": "off",
            "CARRYCARD_BUILD_PACKS": "off",
            "CARRYCARD_RUN_REMINDERS": "off",
            "CARRYCARD_HOSTS": "card.example.org, example.org",
            "CARRYCARD_ORIGIN": "https://example.org/",
            "CARRYCARD_API": "https://api.example.org/app/",
            "CARRYCARD_PUSH_SUBJECT": "mailto:write@example.org",
            "CARRYCARD_ENV": "test",
            "CARRYCARD_PUSH_TEST_ORIGIN": "http://127.0.0.1:9",
        }
    )

    assert config == Config(
        host="::1",
        port=80,
        server_processes=4,
        publisher="A charity",
        contact="write@example.org",
        languages=("en",),
        worker="off",
        build_packs="off",
        run_reminders="off",
        hosts=("card.example.org", "example.org"),
        origin="https://example.org",
        api="https://api.example.org/app",
        push_subject="mailto:write@example.org",
        environment="test",
        push_test_origin="http://127.0.0.1:9",
    )


@pytest.mark.parametrize(
    "name",
    [
        *("HOST", "PORT", "CARRYCARD_SERVER_PROCESSES", "CARRYCARD_PUBLISHER"),
        *("CARRYCARD_CONTACT", "CARRYCARD_LANGUAGES", "CARRYCARD_WORKER"),
        *("CARRYCARD_BUILD_PACKS", "CARRYCARD_RUN_REMINDERS", "CARRYCARD_ORIGIN"),
        *("CARRYCARD_PUSH_SUBJECT", "CARRYCARD_ENV", "CARRYCARD_PUSH_TEST_ORIGIN"),
        "CARRYCARD_HOSTS",
        "CARRYCARD_API",
    ],
)
def test_an_empty_setting_is_the_default(name: str) -> None:
    assert Config.from_env({name: ""}) == Config()


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        pytest.param(
            "CARRYCARD_HOSTS", "https://a.example", "names, as in", id="an address"
        ),
        pytest.param("PORT", "http", "whole number, not 'http'", id="port in words"),
        pytest.param("PORT", "80.5", "whole number", id="half a port"),
        pytest.param("PORT", "-1", "0 to 65535, not -1", id="port below zero"),
        pytest.param("PORT", "65536", "0 to 65535, not 65536", id="port too high"),
        pytest.param(
            "CARRYCARD_SERVER_PROCESSES", "0", "1 or more, not 0", id="no process"
        ),
        pytest.param(
            "CARRYCARD_SERVER_PROCESSES", "two", "whole number", id="processes in words"
        ),
        pytest.param("CARRYCARD_WORKER", "maybe", "not 'maybe'", id="worker"),
        pytest.param("CARRYCARD_BUILD_PACKS", "no", "not 'no'", id="packs"),
        pytest.param("CARRYCARD_RUN_REMINDERS", "no", "not 'no'", id="reminders"),
        pytest.param("CARRYCARD_ENV", "prod", "not 'prod'", id="environment"),
        pytest.param(
            "CARRYCARD_PUSH_TEST_ORIGIN",
            "http://127.0.0.1:9",
            "tests only",
            id="origin",
        ),
        *(
            pytest.param("CARRYCARD_API", api, f"not '{api}'", id=f"API {api}")
            for api in (
                "http://api.example",
                "https://api.example;x",
                "https://api.example/a b",
                "//api.example",
                "api.example",
                "/../x",
                "https://u:p@api.example",
            )
        ),
        pytest.param("CARRYCARD_WORKER", "OFF", "not 'OFF'", id="worker in capitals"),
        pytest.param("CARRYCARD_LANGUAGES", "cy", "start with en", id="no English"),
        pytest.param("CARRYCARD_LANGUAGES", "cy,en", "start with en", id="order"),
        pytest.param("CARRYCARD_LANGUAGES", "en,fr", "not 'en,fr'", id="French"),
        pytest.param("CARRYCARD_LANGUAGES", "en,cy,cy", "cy", id="Welsh twice"),
        pytest.param("CARRYCARD_LANGUAGES", "en,en", "en", id="English twice"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str, says: str) -> None:
    with pytest.raises(ConfigError) as raised:
        Config.from_env({name: value})

    assert name in str(raised.value)
    assert says in str(raised.value)


def test_the_highest_and_the_free_port_are_taken() -> None:
    assert Config(port=0).port == 0
    assert Config(port=65535).port == 65535


def test_a_setting_cannot_be_changed_later() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Config().port = 1  # type: ignore[misc]


def test_a_copy_in_english_only_has_no_welsh_page() -> None:
    app = create_app(Config(languages=("en",)), release=Release("draft", "0"))

    assert not [rule for rule in app.url_map.iter_rules() if "/cy" in rule.rule]
