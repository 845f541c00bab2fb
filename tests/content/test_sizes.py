"""What a phone has to fetch stays small."""

from __future__ import annotations

import pytest

from pwa.config import Config
from pwa.shell.release import Release
from tests.web.addresses import PAGES
from tests.web.checked_client import CheckedClient
from tests.web.page_rules import parse, rel_of

CSS_LIMIT = 8 * 1024
WORKER_LIMIT = 10 * 1024
"""Of this the list of what is kept is 2 KB; what reminders need is 4 KB: they are
shown, answered and looked after with no page open."""


@pytest.mark.parametrize("path", PAGES)
def test_the_styles_of_a_page_are_small(client: CheckedClient, path: str) -> None:
    root = parse(client.get(path).text)
    styles = [link for link in root.iter("link") if "stylesheet" in rel_of(link)]

    total = sum(gzipped_size(client, each.get("href", "")) for each in styles)

    assert total <= CSS_LIMIT


def test_the_worker_is_small(client: CheckedClient) -> None:
    assert gzipped_size(client, "/service-worker.js") <= WORKER_LIMIT


def test_a_file_is_packed_before_it_is_weighed(release: Release) -> None:
    for asset in release.assets.values():
        file = Config().dist / "site" / asset.url[1:]

        assert file.with_name(f"{file.name}.gz").exists()


def gzipped_size(client: CheckedClient, address: str) -> int:
    return len(client.get(address, headers={"Accept-Encoding": "gzip"}).data)
