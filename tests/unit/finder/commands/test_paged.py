"""A paged interface is gathered whole, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pwa.finder.commands import paged
from pwa.finder.commands.fetching import FetchError
from pwa.finder.commands.paged import fetch_pages
from pwa.finder.importers import FORMATS
from pwa.finder.model import Source
from tests.unit.finder.commands.loopback import Answer, Asked, publisher


def service(key: int, is_whole: bool = True) -> dict[str, object]:
    whole: dict[str, object] = {"schedules": []} if is_whole else {}
    return {"id": f"s{key}", "name": f"Service {key}", "status": "active"} | whole


def interface(count: int, per_page: int, are_whole: bool) -> Callable[[Asked], Answer]:
    def decide(asked: Asked) -> Answer:
        parts = urlsplit(asked.path)
        if parts.path != "/o/services":
            key = int(parts.path.rpartition("s")[2])
            return Answer(200, json.dumps(service(key)).encode())
        page = int(parse_qs(parts.query)["page"][0])
        keys = range(count)[(page - 1) * per_page : page * per_page]
        held = {
            "total_pages": -(-count // per_page),
            "contents": [service(key, are_whole) for key in keys],
        }
        return Answer(200, json.dumps(held).encode())

    return decide


def names(path: Path) -> list[str]:
    rows = FORMATS["oruk"](path, Source("s", "S"))
    return [row.listing.name for row in rows if row.listing]


@pytest.mark.parametrize("are_whole", [True, False])
def test_every_page_and_every_summed_up_service_is_got(
    tmp_path: Path, are_whole: bool
) -> None:
    with publisher(interface(5, 2, are_whole)) as here:
        found = fetch_pages(f"{here.url}/o?taxonomy_term_id=t1", tmp_path)

    assert names(found.path) == [f"Service {key}" for key in range(5)]
    assert len(here.asked) == (3 if are_whole else 8)
    assert "taxonomy_term_id=t1" in here.asked[0].path
    assert "schedules" in found.path.read_text(encoding="utf-8")


def test_the_same_pages_again_are_nothing_new(tmp_path: Path) -> None:
    with publisher(interface(3, 2, True)) as here:
        fetch_pages(f"{here.url}/o", tmp_path).keep()
        again = fetch_pages(f"{here.url}/o", tmp_path)

    assert not again.is_new


def test_a_server_that_gives_one_page_for_ever_is_left(tmp_path: Path) -> None:
    held = {"contents": [service(1)]}

    with publisher(lambda asked: Answer(200, json.dumps(held).encode())) as here:
        found = fetch_pages(f"{here.url}/o", tmp_path)

    assert names(found.path) == ["Service 1"]
    assert len(here.asked) == 2


@pytest.mark.parametrize(
    "late",
    [
        pytest.param(Answer(500), id="fails"),
        pytest.param(Answer(200, b"<html>"), id="no JSON"),
        pytest.param(Answer(200, b'{"contents": [{"id"'), id="cut short"),
        pytest.param(Answer(200, b'{"oops": 1}'), id="no page"),
    ],
)
def test_half_of_the_pages_are_never_used(tmp_path: Path, late: Answer) -> None:
    good = interface(4, 2, True)

    with publisher(good) as here:
        kept = fetch_pages(f"{here.url}/o", tmp_path).keep().read_bytes()
        here.decide = lambda asked: late if "page=2" in asked.path else good(asked)
        with pytest.raises(FetchError):
            fetch_pages(f"{here.url}/o", tmp_path, retries=0)

    assert (tmp_path / "kept").read_bytes() == kept


@pytest.mark.parametrize("are_whole", [True, False], ids=["pages", "services"])
def test_more_bytes_than_any_register_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, are_whole: bool
) -> None:
    monkeypatch.setattr(paged, "MAX_BYTES", 600)

    with (
        publisher(interface(1_000, 2, are_whole)) as here,
        pytest.raises(FetchError, match=r"narrow it|larger than"),
    ):
        fetch_pages(f"{here.url}/o", tmp_path)

    assert len(here.asked) < 10
    assert not (tmp_path / "incoming").exists()


def test_a_publisher_that_takes_hours_is_left(tmp_path: Path) -> None:
    seconds = iter(range(0, 10**9, 3_000))

    with (
        publisher(interface(1_000, 2, True)) as here,
        pytest.raises(FetchError, match="over 2 hours: narrow it"),
    ):
        fetch_pages(f"{here.url}/o", tmp_path, passed_s=lambda: float(next(seconds)))

    assert len(here.asked) == 2


def test_more_services_than_anybody_has_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paged, "MAX_SERVICES", 3)

    with (
        publisher(interface(10, 2, True)) as here,
        pytest.raises(FetchError, match="narrow it"),
    ):
        fetch_pages(f"{here.url}/o", tmp_path)
