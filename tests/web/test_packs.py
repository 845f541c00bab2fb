"""Packs are plain files: hashed ones for ever, the lists asked for anew."""

from __future__ import annotations

from pathlib import Path

import brotli
import pytest

from pwa import create_app
from pwa.config import Config
from tests.web.checked_client import CheckedClient, checked_client, unpacked

HASHED = "core.0123456789abcdef.bin"
AREA = "pc/ZE.0123456789abcdef.bin"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "packs"
    (folder / "pc").mkdir(parents=True)
    for name in ("manifest.json", "postcodes.json", HASHED, AREA):
        (folder / name).write_bytes(name.encode())
    (tmp_path / "carrycard.db").write_bytes(b"secret")
    (folder / ".lock").write_bytes(b"secret")
    return folder


@pytest.fixture
def client(packs: Path) -> CheckedClient:
    return checked_client(create_app(Config(instance=packs.parent)))


@pytest.mark.parametrize("name", [HASHED, AREA])
def test_a_file_with_its_hash_is_kept_for_ever(
    client: CheckedClient, name: str
) -> None:
    answer = client.get(f"/packs/{name}")

    assert answer.data == name.encode()
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content_type == "application/octet-stream"
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("name", ["manifest.json", "postcodes.json"])
def test_a_list_is_asked_for_anew_each_time(client: CheckedClient, name: str) -> None:
    answer = client.get(f"/packs/{name}")

    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.content_type == "application/json"
    again = client.get(
        f"/packs/{name}", headers={"If-None-Match": answer.headers["ETag"]}, status=304
    )
    assert again.data == b""


def test_each_client_gets_the_smallest_form_it_takes(
    client: CheckedClient, packs: Path
) -> None:
    packed = brotli.compress(HASHED.encode())
    (packs / f"{HASHED}.br").write_bytes(packed)

    small = client.get(f"/packs/{HASHED}", headers={"Accept-Encoding": "gzip, br"})
    plain = client.get(f"/packs/{HASHED}", headers={"Accept-Encoding": "br;q=0"})

    assert (small.headers["Content-Encoding"], small.data) == ("br", packed)
    assert "Content-Encoding" not in plain.headers
    assert unpacked(small) == plain.data
    assert small.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "name",
    [
        *("", ".lock", "core.bin", "core.0123456789abcdef.bin.br", "manifest.json.br"),
        *("../carrycard.db", "..%2fcarrycard.db", "pc/../../carrycard.db"),
        *(
            "%2e%2e/carrycard.db",
            "/etc/passwd",
            "pc/",
            "pc",
            "core.fedcba9876543210.bin",
        ),
    ],
)
def test_anything_else_is_not_there_and_no_page_is_in_its_place(
    client: CheckedClient, name: str
) -> None:
    answer = client.get(f"/packs/{name}", status=404)

    assert b"secret" not in answer.data


def test_no_packs_at_all_is_a_plain_404(tmp_path: Path) -> None:
    empty = checked_client(create_app(Config(instance=tmp_path)))

    answer = empty.get("/packs/manifest.json", status=404)

    assert answer.data == b"404 Not Found\n"
    assert answer.headers["Cache-Control"] == "no-store"
