"""One key at first need, however many ask; live until retired; read by us alone."""

from __future__ import annotations

import multiprocessing
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from py_vapid import Vapid02

from pwa.reminders.key import id_of
from pwa.reminders.keys import Keys, KeysError, UnknownKeyError

PROCESSES = 6


def id_of_current(folder: Path) -> str:
    """Asked in a process of its own."""
    return Keys(folder).current().id


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "instance" / "keys")


def test_the_first_key_is_made_when_it_is_needed_for_this_user_alone(
    keys: Keys,
) -> None:
    assert not keys.folder.exists()

    key = keys.current()

    assert key.id == id_of(key.public)
    assert len(urlsafe_b64decode(f"{key.public}=")) == 65
    assert keys.folder.stat().st_mode & 0o777 == 0o700
    for file in keys.folder.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600, file.name
    assert Keys(keys.folder).current() == key


def test_many_processes_at_once_make_one_key(keys: Keys) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pwa.reminders.keys"])

    with context.Pool(PROCESSES) as pool:
        told = pool.map(id_of_current, [keys.folder] * (4 * PROCESSES), chunksize=1)

    assert set(told) == {keys.current().id}
    assert keys.ids() == [keys.current().id]


def test_a_token_signed_with_a_key_is_held_true_by_its_public_half(keys: Keys) -> None:
    key = keys.current()
    claims = {"aud": "https://push.example", "sub": "mailto:a@b.example", "exp": 9**9}

    signed = key.vapid().sign(claims)["Authorization"]

    assert signed.endswith(f"k={key.public}")
    assert Vapid02.verify(signed)


def test_after_a_rotation_both_keys_are_live(keys: Keys) -> None:
    old = keys.current()
    another_process = Keys(keys.folder)
    assert another_process.current() == old

    new = keys.rotate()

    assert new.id != old.id
    assert another_process.current() == new
    assert another_process.by_id(old.id) == old
    assert {each.id for each in keys.live()} == {old.id, new.id}


def test_a_key_in_use_is_retired_only_by_force(keys: Keys) -> None:
    old, new = keys.current(), keys.rotate()

    with pytest.raises(KeysError, match=r"3 subscriptions .* --force"):
        keys.retire(old.id, used_by=3)
    assert keys.by_id(old.id) == old
    keys.retire(old.id, used_by=3, is_forced=True)

    assert [each.id for each in keys.live()] == [new.id]


def test_a_retired_key_is_gone_for_every_process(keys: Keys) -> None:
    old, another_process = keys.current(), Keys(keys.folder)
    another_process.by_id(old.id)
    keys.rotate()

    keys.retire(old.id)

    assert not (keys.folder / f"{old.id}.pem").exists()
    for each in (keys, another_process):
        with pytest.raises(UnknownKeyError):
            each.by_id(old.id)


def test_the_current_key_is_not_retired(keys: Keys) -> None:
    with pytest.raises(KeysError, match="keys rotate"):
        keys.retire(keys.current().id, is_forced=True)

    assert keys.current()


@pytest.mark.parametrize(
    "name", ["", "k", "../current", "k00000000000g", "k000000000000", "k0\n"]
)
def test_an_id_that_is_none_is_unknown(keys: Keys, name: str) -> None:
    keys.current()

    with pytest.raises(UnknownKeyError):
        keys.by_id(name)
    with pytest.raises(UnknownKeyError):
        keys.retire(name, is_forced=True)


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o620, 0o604])
def test_a_key_that_others_may_read_is_not_used(keys: Keys, mode: int) -> None:
    key = keys.current()
    (keys.folder / f"{key.id}.pem").chmod(mode)

    for each in (keys, Keys(keys.folder)):
        with pytest.raises(KeysError, match=r"chmod 600 .*keys rotate"):
            each.current()


def pem(private: ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey) -> bytes:
    return private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"-----BEGIN PRIVATE KEY-----\nMIG", id="cut short"),
        pytest.param(b"\xff" * 300, id="no text"),
        pytest.param(pem(ec.generate_private_key(ec.SECP256R1())), id="another key"),
        pytest.param(pem(ec.generate_private_key(ec.SECP384R1())), id="another curve"),
        pytest.param(pem(ed25519.Ed25519PrivateKey.generate()), id="another kind"),
    ],
)
def test_a_damaged_key_is_said_and_rotation_cures_it(
    keys: Keys, content: bytes
) -> None:
    lost = keys.current()
    (keys.folder / f"{lost.id}.pem").write_bytes(content)
    fresh = Keys(keys.folder)

    with pytest.raises(KeysError, match=r"damaged: put it back .* keys rotate") as told:
        fresh.current()
    new = fresh.rotate()

    assert "PRIVATE" not in str(told.value)
    assert fresh.current() == new


@pytest.mark.parametrize("content", [b"", b"../../etc/passwd", b"\xff\xfe", b"knone"])
def test_a_damaged_name_of_the_current_key_is_said_and_no_key_is_made(
    keys: Keys, content: bytes
) -> None:
    key = keys.current()
    (keys.folder / "current").write_bytes(content)

    with pytest.raises(KeysError, match="keys rotate"):
        keys.current()

    assert keys.ids() == [key.id]


def test_a_first_start_that_was_stopped_half_way_is_taken_up(keys: Keys) -> None:
    key = keys.current()
    (keys.folder / "current").unlink()

    assert keys.current() == key


def test_with_several_keys_and_none_named_nobody_guesses(keys: Keys) -> None:
    keys.current()
    keys.rotate()
    (keys.folder / "current").unlink()

    with pytest.raises(KeysError, match="write the id of the key in use"):
        keys.current()


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "instance").write_text("a file")

    with pytest.raises(KeysError, match="CARRYCARD_INSTANCE"):
        Keys(tmp_path / "instance" / "keys").current()


def test_what_is_hidden_by_one_key_tells_nothing_to_another(keys: Keys) -> None:
    key, other = keys.current(), keys.rotate()

    assert key.hide("https://a.example/1") == key.hide("https://a.example/1")
    assert key.hide("https://a.example/1") != key.hide("https://a.example/2")
    assert key.hide("https://a.example/1") != other.hide("https://a.example/1")


def test_a_key_shows_its_private_half_nowhere(keys: Keys) -> None:
    key = keys.current()
    number = key.private.private_numbers().private_value

    assert "private" not in repr(key)
    assert str(number) not in repr(key)
