"""Nothing is sent but to push services we know, however an address is dressed up."""

from __future__ import annotations

import random
import string

import pytest
from yarl import URL

from pwa.config import Config
from pwa.reminders.endpoint import (
    HOSTS,
    HOSTS_BELOW,
    EndpointError,
    as_url,
    check,
    origin,
)
from tests.unit.reminders.tricks import TRICKS

LIVE = Config()
FCM = "https://fcm.googleapis.com/fcm/send/dG9rZW4:APA91b-x_Y"
WNS = "https://db5p.notify.windows.com/w/?token=BQYAAACy%2fAB%2bC%3d%3d"
GOOD = [
    FCM,
    WNS,
    "https://fcm.googleapis.com/wp/dG9rZW4",
    "https://jmt17.google.com/fcm/send/x:y",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk_-=",
    "https://eu-1.push.services.mozilla.com/wpush/v1/x",
    "https://web.push.apple.com/QGuQyavXutnMH",
    "https://api.push.apple.com/3/device/x",
    "https://wns2-bl2p.notify.windows.com/w/?token=a&b=c",
]
FUZZED = 30_000


@pytest.mark.parametrize("endpoint", GOOD)
def test_an_endpoint_of_a_known_push_service_stays_as_it_is(endpoint: str) -> None:
    assert check(endpoint, LIVE) == endpoint
    assert str(as_url(endpoint)) == endpoint


def test_two_ways_of_writing_one_endpoint_become_one() -> None:
    assert check("HTTPS://FCM.GoogleAPIs.com:443/fcm/send/dG", LIVE) == (
        "https://fcm.googleapis.com/fcm/send/dG"
    )


def test_a_token_is_made_for_the_origin_and_no_more() -> None:
    assert origin(WNS) == "https://db5p.notify.windows.com"


@pytest.mark.hazard("HZ24-d")
@pytest.mark.parametrize("endpoint", TRICKS.values(), ids=TRICKS)
def test_a_known_trick_is_refused(endpoint: str) -> None:
    with pytest.raises(EndpointError) as told:
        check(endpoint, LIVE)

    assert "evil" not in str(told.value)
    assert "127" not in str(told.value)


def test_there_are_at_least_sixty_tricks_all_different() -> None:
    assert len(set(TRICKS.values())) == len(TRICKS) >= 60


PIECES = [
    *("@", ":", "/", "\\", "#", "?", "%", ".", "..", "//", "[", "]", "\t", "\n", "\r"),
    *("\x00", " ", "%00", "%2e", "%2f", "%40", "%5c", ":443", ":444", ":0443", "::1"),
    *(
        "127.0.0.1",
        "0x7f000001",
        "2130706433",
        "[::1]",
        "evil.example",
        "xn--",
        "\ud800",
    ),
    *("\uff0e", "\u3002", "\uff0f", "\u2044", "\u017f", "\u212a", "\u00ad", "\u200b"),
    *(".evil.org", "-notify.windows.com", ".push.apple.com", "https://", "HTTPS://"),
    *("user@", "user:pass@", "a" * 64, "fcm.googleapis.com", "http:", "\u0664", "%25"),
    *(string.printable[:94]),
]


def fuzzed(rng: random.Random) -> str:
    """A good endpoint with a few things done to it, most of them near the host."""
    text = rng.choice(GOOD)
    for _ in range(rng.randint(1, 4)):
        near = rng.random() < 0.8
        at = rng.randint(0, min(len(text), 45) if near else len(text))
        length = rng.choice((0, 0, 1, 1, 2, 5))
        change = rng.random()
        if change < 0.6:
            text = text[:at] + rng.choice(PIECES) + text[at + length :]
        elif change < 0.75:
            text = text[:at] + text[at + length :]
        elif change < 0.85:
            text = text[:at] + text[at : at + length].swapcase() + text[at + length :]
        else:
            other = rng.choice(GOOD)
            text = text[:at] + other[rng.randint(0, len(other)) :]
    return text


@pytest.mark.hazard("HZ24-d")
def test_no_fuzzed_address_leads_the_http_client_elsewhere() -> None:
    """Judged by the parser that the client uses; no other error than ours comes out."""
    rng = random.Random(20261122)
    accepted, refused = 0, 0

    for _ in range(FUZZED):
        endpoint = fuzzed(rng)
        try:
            canonical = check(endpoint, LIVE)
        except EndpointError:
            refused += 1
            continue
        accepted += 1
        for url in (URL(endpoint), URL(canonical), as_url(canonical)):
            assert (url.scheme, url.port) == ("https", 443), endpoint
            assert (url.user, url.password, url.fragment) == (None, None, ""), endpoint
            host = url.raw_host or ""
            assert host in HOSTS or host.endswith(HOSTS_BELOW), endpoint
        assert check(canonical, LIVE) == canonical

    assert accepted > 1_000
    assert refused > 10_000


STAND_IN = "http://127.0.0.1:8123"


def test_in_tests_one_origin_on_this_machine_may_stand_in() -> None:
    config = Config(environment="test", push_test_origin=STAND_IN)

    assert check(f"{STAND_IN}/push/a?b=c", config) == f"{STAND_IN}/push/a?b=c"
    assert origin(f"{STAND_IN}/push/a") == STAND_IN
    assert check(FCM, config) == FCM


@pytest.mark.parametrize(
    "endpoint",
    [
        *("http://127.0.0.1:8124/x", "http://127.0.0.1/x", "http://127.0.0.1:81230/x"),
        *("https://127.0.0.1:8123/x", "http://localhost:8123/x", STAND_IN),
        *(f"{STAND_IN}@evil.example/x", f"{STAND_IN}/../x", f"{STAND_IN}/x#y"),
        *(f"{STAND_IN}\\x", f"{STAND_IN}/x\n", "http://127.1:8123/x"),
    ],
)
def test_nothing_beside_that_origin_stands_in(endpoint: str) -> None:
    config = Config(environment="test", push_test_origin=STAND_IN)

    with pytest.raises(EndpointError):
        check(endpoint, config)


@pytest.mark.parametrize(
    "stand_in", ["http://10.0.0.1:80", "http://evil.example:80", "http://127.0.0.1"]
)
def test_no_other_machine_stands_in_even_in_tests(stand_in: str) -> None:
    config = Config(environment="test", push_test_origin=stand_in)

    with pytest.raises(EndpointError):
        check(f"{stand_in}/x", config)


def test_nothing_stands_in_when_people_use_it() -> None:
    with pytest.raises(EndpointError):
        check(f"{STAND_IN}/x", LIVE)
