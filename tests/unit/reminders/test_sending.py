"""Messages over real connections, to push services that are strict or behave badly."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from pwa.reminders.sending import Lane, Sender
from pwa.reminders.store.claimed import Claimed
from tests.push_service import Browser, PushService, Reply
from tests.unit.reminders.sending_site import Site, add_many, with_service

HOUR_S = 3600
TIMEOUT_S = 0.4
"""In place of ten seconds, so that a test of a service that hangs takes no longer."""


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Site, PushService]]:
    address = f"sqlite:///{tmp_path / 'private' / 'carrycard.db'}"
    with with_service(address, tmp_path) as made:
        yield made


@pytest.fixture
def site(both: tuple[Site, PushService]) -> Site:
    return both[0]


@pytest.fixture
def service(both: tuple[Site, PushService]) -> PushService:
    return both[1]


def add_due(site: Site, browser: Browser, late_s: int = 0) -> None:
    site.add(browser)
    site.go_to(browser, late_s=late_s)


def test_a_reminder_arrives_and_only_the_browser_can_read_it(
    site: Site, service: PushService
) -> None:
    browser = service.subscribe()
    add_due(site, browser)

    counted = site.send()

    [received] = service.to(browser)
    slot = received.payload["slot"]
    assert (service.faults, counted["sent"]) == ([], 1)
    assert received.payload["notification"]["tag"] == slot
    assert slot.endswith("T08:00")
    assert received.headers["TTL"] == str(HOUR_S)
    assert received.headers["Urgency"] == "high"
    assert "User-Agent" not in received.headers
    assert received.claims["sub"] == "https://card.example.org"
    assert received.claims["k"] == site.keys.current().public


def test_the_ttl_is_what_is_left_of_the_hour(site: Site, service: PushService) -> None:
    browser = service.subscribe()
    add_due(site, browser, late_s=600)

    site.send()

    assert service.received[0].headers["TTL"] == "3000"


@pytest.mark.parametrize(
    ("minutes", "sent", "skipped"), [(10, 1, 0), (59, 1, 0), (60, 1, 0), (61, 0, 1)]
)
def test_after_a_stop_of_some_minutes(
    site: Site, service: PushService, minutes: int, sent: int, skipped: int
) -> None:
    browser = service.subscribe()
    add_due(site, browser, late_s=60 * minutes)
    [before] = site.rows(browser)

    counted = site.send()

    [after] = site.rows(browser)
    assert (counted["sent"], counted["skipped"]) == (sent, skipped)
    assert len(service.received) == sent
    assert after["due_at"] == before["due_at"] + 24 * HOUR_S


@pytest.mark.parametrize("status", [404, 410])
def test_who_is_gone_is_deleted_in_the_same_pass(
    site: Site, service: PushService, status: int
) -> None:
    browser = service.subscribe(Reply(status))
    add_due(site, browser)

    counted = site.send()

    assert not site.is_known(browser)
    assert counted["gone"] == 1


@pytest.mark.parametrize(
    ("reply", "waits_s"),
    [
        pytest.param(Reply(429, {"Retry-After": "300"}), (300, 305), id="429"),
        pytest.param(Reply(503, {"Retry-After": "90"}), (90, 95), id="503"),
        pytest.param(Reply(500), (30, 60), id="500"),
        pytest.param(Reply(502, body=b"x" * 100_000), (30, 60), id="a long page"),
        pytest.param(Reply(hangs=True), (30, 60), id="no answer"),
    ],
)
def test_trouble_of_the_service_is_tried_again_later(
    site: Site, service: PushService, reply: Reply, waits_s: tuple[int, int]
) -> None:
    browser = service.subscribe(reply, Reply())
    add_due(site, browser)
    began = site.at

    first = site.send(timeout_s=TIMEOUT_S)
    [row] = site.rows(browser)
    site.go_to(browser)
    second = site.send()

    assert (first["retried"], second["sent"]) == (1, 1)
    assert waits_s[0] <= row["try_at"] - began.timestamp() <= waits_s[1]
    slots = [each.payload["slot"] for each in service.to(browser)]
    topics = {each.headers["Topic"] for each in service.to(browser)}
    assert slots == [slots[0]] * 2
    assert len(topics) == 1


@pytest.mark.parametrize("status", [400, 401, 403, 413])
def test_what_is_refused_is_not_sent_again_that_day(
    site: Site, service: PushService, status: int
) -> None:
    browser = service.subscribe(Reply(status))
    add_due(site, browser)

    counted = site.send()
    again = site.send()

    assert (counted["refused"], again["refused"]) == (1, 0)
    assert site.is_known(browser)
    assert len(service.received) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(
    site: Site, service: PushService, status: int
) -> None:
    inside = service.subscribe()
    browser = service.subscribe(Reply(status, {"Location": inside.endpoint}))
    add_due(site, browser)

    counted = site.send()

    assert service.to(inside) == []
    assert (counted["retried"], counted["sent"]) == (1, 0)


def test_an_endless_body_is_not_read(site: Site, service: PushService) -> None:
    browser = service.subscribe(Reply(201, trickles=True))
    add_due(site, browser)

    counted = site.send(timeout_s=5)

    assert counted["sent"] == 1
    assert len(service.connections) == 1


def test_a_service_that_is_not_there_is_tried_again(
    site: Site, service: PushService
) -> None:
    browser = service.subscribe()
    add_due(site, browser)
    service.loop.call_soon_threadsafe(service.stop.set)
    while service.loop.is_running():
        pass

    assert site.send()["retried"] == 1


def test_a_push_service_we_do_not_know_is_never_spoken_to(
    site: Site, service: PushService
) -> None:
    browser = service.subscribe()
    with PushService().running() as other:
        other.now = service.now
        stranger = other.subscribe()
        site.add(browser)
        site.add(stranger)
        site.go_to(stranger)

        counted = site.send()

    assert (counted["sent"], counted["refused"]) == (1, 1)
    assert other.asked == {}


def test_a_key_that_is_retired_signs_nothing(site: Site, service: PushService) -> None:
    browser = service.subscribe()
    add_due(site, browser)
    old = site.keys.current().id
    site.keys.rotate()
    site.keys.retire(old)

    counted = site.send()

    assert (counted["refused"], service.received) == (1, [])


def test_two_push_services_each_get_their_own_token(
    site: Site, service: PushService
) -> None:
    """The trap of a claims dictionary that is used twice: the first one's `aud`."""
    with PushService().running() as other:
        other.now = service.now
        near, far = service.subscribe(), other.subscribe()
        for each in (near, far):
            site.add(each)
        site.go_to(near)
        rows = site.queue.claim(site.at, 10, 120)

        async def both_at_once() -> list[str]:
            async with site.sender() as sender:
                known_too(sender, far, other)
                found = [await sender.send(row) for row in rows]
            return [each.what for each in found]

        outcomes = asyncio.run(both_at_once())

    assert outcomes == ["sent", "sent"]
    assert (service.faults, other.faults) == ([], [])
    assert service.received[0].claims["aud"] != other.received[0].claims["aud"]


def test_a_service_that_hangs_holds_up_no_other(
    site: Site, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pwa.reminders.sending.SILENT_AFTER", 4)
    with PushService(Reply(hangs=True)).running() as silent:
        nobody, somebody = silent.subscribe(), service.subscribe()
        for index in range(40):
            path = f"/push/{index}"
            silent.browsers[path], service.browsers[path] = nobody, somebody
        add_many(site, Browser(f"{silent.origin}/push", *keys_of(nobody)), 40)
        add_many(site, Browser(f"{service.origin}/push", *keys_of(somebody)), 40)
        site.at += timedelta(seconds=1)
        rows = site.queue.claim(site.at, 80, 120)
        ended: list[str] = []

        async def all_at_once() -> None:
            async with site.sender(most=4, timeout_s=3) as sender:
                known_too(sender, nobody, silent)
                await asyncio.gather(*(noted(sender, row) for row in rows))

        async def noted(sender: Sender, row: Claimed) -> None:
            answer = await sender.send(row)
            ended.append(answer.what)

        asyncio.run(all_at_once())

    assert ended[:40] == ["sent"] * 40
    assert sorted(set(ended[40:])) == ["again", "rest"]
    assert ended.count("again") <= 4 + 3  # begun before the fourth had no answer
    assert service.most_at_once <= 4


def test_connections_are_used_again(site: Site, service: PushService) -> None:
    browser = service.subscribe()
    for index in range(60):
        service.browsers[f"/push/{index}"] = browser
    add_many(site, Browser(f"{service.origin}/push", *keys_of(browser)), 60)

    counted = site.send(most=5)

    assert counted["sent"] == 60
    assert len(service.connections) <= 5


def keys_of(browser: Browser) -> tuple[str, str, EllipticCurvePrivateKey]:
    return browser.p256dh, browser.auth, browser.private


def known_too(sender: Sender, browser: Browser, other: PushService) -> None:
    """Let the sender speak to a second service on loopback, as `check` never does."""
    sender.lanes[other.origin] = Lane(asyncio.Semaphore(sender.most))
    assert browser.endpoint.startswith(other.origin)
