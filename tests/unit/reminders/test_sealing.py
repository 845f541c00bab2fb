"""What is encrypted is what RFC 8291 says, and only the browser can read it."""

from __future__ import annotations

from os import urandom

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from pwa.reminders.sealing import SealError, seal
from tests.push_service import PushService, from_text
from tests.rfc8291 import OVERHEAD_BYTES, opened

# RFC 8291, section 5 and appendix A.
PLAIN = b"When I grow up, I want to be a watermelon"
RECEIVER_PRIVATE = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94"
RECEIVER = (
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx"
    "aOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
)
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_our_browser_reads_the_example_of_the_rfc() -> None:
    number = int.from_bytes(from_text(RECEIVER_PRIVATE), "big")
    private = ec.derive_private_key(number, ec.SECP256R1())

    assert opened(from_text(SEALED), private, from_text(AUTH)) == PLAIN


@pytest.mark.parametrize("length", [1, 512, 3993])
def test_that_browser_reads_what_was_sealed(length: int) -> None:
    browser, plain = PushService().subscribe(), urandom(length)

    sealed = seal(plain, browser.p256dh, browser.auth)

    assert opened(sealed, browser.private, from_text(browser.auth)) == plain
    assert len(sealed) == length + OVERHEAD_BYTES


def test_another_browser_cannot_read_it() -> None:
    service = PushService()
    browser, other = service.subscribe(), service.subscribe()
    sealed = seal(PLAIN, browser.p256dh, browser.auth)

    with pytest.raises(ValueError, match="not for this browser"):
        opened(sealed, other.private, from_text(other.auth))


def test_the_same_message_is_never_sealed_alike() -> None:
    browser = PushService().subscribe()

    made = {seal(PLAIN, browser.p256dh, browser.auth) for _ in range(20)}

    assert len({each[:16] for each in made}) == 20  # salts
    assert len({each[21:86] for each in made}) == 20  # keys


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        pytest.param("", AUTH, id="no key"),
        pytest.param("BCVx", AUTH, id="a short key"),
        pytest.param("B" + "A" * 86, AUTH, id="no point of the curve"),
        pytest.param(RECEIVER, "BTBZ", id="a short secret"),
        pytest.param("Ü" * 87, AUTH, id="no base64url"),
    ],
)
def test_keys_that_are_none_are_refused(p256dh: str, auth: str) -> None:
    with pytest.raises(SealError):
        seal(PLAIN, p256dh, auth)
