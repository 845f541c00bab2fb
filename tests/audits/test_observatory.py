"""The MDN HTTP Observatory's grade for the app as it is served over HTTPS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pwa.shell.release import Release
from tests.audits.over_https import Front, https_front
from tests.audits.tools import npm_package, run_node
from tests.served import Served

PACKAGE = "@mdn/mdn-http-observatory"
BEST = 135
"""All there is without a cookie or a place on browsers' preload list (algorithm 4)."""
SCAN = """
const [folder, place] = process.argv.slice(1);
const { scan } = await import(`${folder}/src/scanner/index.js`);
const told = await scan(place);
const found = Object.entries(told.tests).map(([name, { pass, result }]) =>
  [name, { pass, result }]);
const { grade, score, error } = told.scan;
console.log(JSON.stringify({ grade, score, error, tests: Object.fromEntries(found) }));
"""


@pytest.fixture(scope="module")
def package() -> Path:
    found = npm_package(PACKAGE)
    if not (found / "conf" / "hsts-preload.json").is_file():
        pytest.skip(f"{PACKAGE} lacks its preload list: docs/auditing.md")
    return found


@pytest.fixture(scope="module")
def front(
    package: Path, release: Release, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Front]:
    folder = tmp_path_factory.mktemp("observatory")
    served = Served(folder)
    try:
        served.wait()
        with https_front(folder, served.port) as found:
            yield found
    finally:
        served.end()


@pytest.mark.parametrize(
    "path", ["/", "/card/", "/card/move", "/facts/", "/cy/finder/", "/log/"]
)
def test_a_page_has_the_best_grade_there_is_without_a_cookie(
    package: Path, front: Front, path: str
) -> None:
    told = run_node(
        SCAN,
        package,
        f"localhost:{front.port}{path}",
        NODE_EXTRA_CA_CERTS=str(front.authority),
    )

    assert not [name for name, each in told["tests"].items() if each["pass"] is False]
    assert (told["grade"], told["score"] >= BEST) == ("A+", True), told
