"""The commands of whoever runs a server."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pwa import create_app
from pwa.config import Config
from tests.push_service import PushService
from tests.unit.reminders.sending_site import Site, with_service

PATIENCE_S = 30


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Site, PushService]]:
    address = f"sqlite:///{tmp_path / 'carrycard.db'}"
    with with_service(address, tmp_path) as made:
        yield made


def run(site: Site, *words: str, stdin: str = "") -> tuple[int, str]:
    runner = create_app(site.config).test_cli_runner()
    result = runner.invoke(args=["reminders", *words], input=stdin)
    return result.exit_code, result.output


def told(site: Site, *words: str) -> dict[str, Any]:
    code, output = run(site, *words, "--json")
    assert code == 0, output
    found: dict[str, Any] = json.loads(output)
    return found


def test_one_pass_sends_what_is_due_and_tells_how_many(
    both: tuple[Site, PushService],
) -> None:
    site, service = both
    browser = service.subscribe()
    site.add(browser, wants_safety=True)
    site.store.send_test(browser.endpoint, site.at)

    figures = told(site, "send")

    assert figures == {
        **dict.fromkeys(("skipped", "gone", "refused", "retried"), 0),
        **dict.fromkeys(("dropped", "forgotten"), 0),
        "sent": 1,
    }
    assert service.received[0].payload["notification"]["body"] == "This is a test"
    assert told(site, "send")["sent"] == 0


@pytest.mark.parametrize("command", [["send"], ["stats"], ["broadcast", "--yes"]])
def test_a_command_without_a_database_says_so(command: list[str]) -> None:
    broken = Config(database_url="sqlite:////proc/none/carrycard.db")
    runner = create_app(broken).test_cli_runner()

    result = runner.invoke(args=["reminders", *command, "--json"])

    assert result.exit_code == 1
    assert "cannot be written" in result.output


def test_news_go_to_who_asked_for_them_once_an_hour(
    both: tuple[Site, PushService],
) -> None:
    site, service = both
    wanting, other = service.subscribe(), service.subscribe()
    site.add(wanting, wants_safety=True)
    site.add(other)

    first = told(site, "broadcast", "--yes", "--per-second", "10")
    second = told(site, "broadcast", "--yes")
    told(site, "send")

    assert (first, second) == (
        {"queued": 1, "already": False},
        {"queued": 0, "already": True},
    )
    [received] = service.received
    assert received.path in wanting.endpoint
    assert received.payload["notification"]["body"] == (
        "Carrycard has updated information"
    )
    assert 86_000 < int(received.headers["TTL"]) <= 86_400
    assert received.headers["Urgency"] == "normal"


def test_news_are_not_sent_unless_confirmed(both: tuple[Site, PushService]) -> None:
    site, service = both
    site.add(service.subscribe(), wants_safety=True)

    code, _ = run(site, "broadcast", stdin="n\n")

    assert code == 1
    assert site.queue.sizes().get("safety", 0) == 0


def test_stats_count_and_name_nobody(both: tuple[Site, PushService]) -> None:
    site, service = both
    browser = service.subscribe()
    site.add(browser, minutes=(480, 1200))
    site.store.send_test(browser.endpoint, site.at)

    figures = told(site, "stats")

    assert figures["subscriptions"] == 1
    assert (figures["queued_reminder"], figures["queued_test"]) == (2, 1)
    assert figures["sent"] == 0
    assert all(isinstance(each, int) for each in figures.values())


def test_stats_tell_how_late_95_of_100_were_sent(
    both: tuple[Site, PushService],
) -> None:
    site, service = both
    empty = told(site, "stats")["late_p95_s"]

    def after(late_s: int) -> int:
        browser, at = service.subscribe(), int(site.at.timestamp()) - late_s
        site.add(browser)
        site.change(browser, due_at=at, try_at=at)
        site.send()
        return int(told(site, "stats")["late_p95_s"])

    assert empty == 0
    assert [after(late_s) for late_s in (10, 45, 299, 3599)] == [10, 60, 300, 3600]
    assert site.queue.figures()["late_to_60_s"] == 1


def loop(site: Site, *words: str) -> subprocess.Popen[str]:
    settings = {
        "CARRYCARD_INSTANCE": str(site.config.instance),
        "CARRYCARD_ENV": "test",
        "CARRYCARD_PUSH_TEST_ORIGIN": site.config.push_test_origin,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "pwa", "reminders", "run", *words],
        env={**os.environ, **settings},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(is_so: Any) -> None:
    end = time.monotonic() + PATIENCE_S
    while not is_so():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def test_the_loop_sends_and_stops_when_told(both: tuple[Site, PushService]) -> None:
    site, service = both
    browser = service.subscribe()
    site.add(browser)
    site.store.send_test(browser.endpoint, site.at)

    process = loop(site)
    try:
        wait_until(lambda: service.received)
    finally:
        process.send_signal(signal.SIGTERM)
        output, _ = process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 0
    assert output == (
        f"Reminders are sent when they are due, by process {process.pid}.\n"
    )
    assert site.rows(browser, "test") == []


def test_the_loop_ends_with_the_server_it_is_beside(
    both: tuple[Site, PushService],
) -> None:
    site, _ = both
    not_our_parent = 1

    process = loop(site, "--beside", str(not_our_parent))
    process.communicate(timeout=PATIENCE_S)

    assert process.returncode == 0


@pytest.mark.parametrize("where", ["9464", "127.0.0.1:", "127.0.0.1:99999", "a:b"])
def test_a_place_for_figures_that_is_none_is_refused(
    both: tuple[Site, PushService], where: str
) -> None:
    code, output = run(both[0], "run", "--metrics", where)

    assert code == 2
    assert "HOST:PORT" in output


def test_a_server_that_starts_sends_beside_unless_told_not_to(tmp_path: Path) -> None:
    quiet = Config(instance=tmp_path, build_packs="off", run_reminders="off")
    sending = Config(instance=tmp_path, build_packs="off")

    hooks = [
        len(create_app(each).extensions.get("before_serving", []))
        for each in (quiet, sending)
    ]

    assert hooks == [0, 1]
