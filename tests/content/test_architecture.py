"""The page on how it is built names every folder and only files that are there."""

from __future__ import annotations

import re
from pathlib import Path

from pwa.config import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FOLDERS = set(re.findall(r"^\| `([\w/]+/)` \|", PAGE, re.M))
HOLDS_FILES_OF_ITS_PARENT = {
    *("templates", "content", "data", "migrations", "versions", "LC_MESSAGES"),
    *("en", "cy", "__pycache__"),
}
CODE = ("pwa", "static/js", "service_worker")
LONG = 250
FAR_TOO_LONG = 350
LONGER_FOR_A_REASON = {
    "pwa/finder/store/migrations/versions/0001_the_first_tables_of_the_directory.py",
}


def folders_of_code() -> set[str]:
    found = set()
    for top in ("pwa", "static/js"):
        for folder in (ROOT / top).rglob("*"):
            place = folder.relative_to(ROOT)
            is_code = folder.is_dir() and folder.name != "__pycache__"
            if is_code and not HOLDS_FILES_OF_ITS_PARENT & {*place.parts[2:]}:
                found.add(f"{place.as_posix()}/")
    return found


def files_longer_than(most: int, *tops: str) -> set[str]:
    files = [
        file
        for top in tops
        for kind in ("*.py", "*.js")
        for file in (ROOT / top).rglob(kind)
    ]
    return {
        file.relative_to(ROOT).as_posix()
        for file in files
        if len(file.read_text(encoding="utf-8").splitlines()) > most
    }


def test_every_folder_of_code_has_its_line() -> None:
    wanted = folders_of_code() - {"pwa/translations/cy/"}

    assert wanted - FOLDERS - {"pwa/templates/"} == set()


def test_every_folder_with_a_line_is_there() -> None:
    assert [each for each in FOLDERS if not (ROOT / each).is_dir()] == []


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:pwa|static|service_worker)/[\w./-]+\.\w+)`", PAGE))

    bare = set(re.findall(r"`([a-z][\w-]*\.(?:py|js))`", PAGE))
    known = {each.name for top in CODE for each in (ROOT / top).rglob("*.*")}

    assert len(named) > 15
    assert [each for each in named if not Path(ROOT, each).is_file()] == []
    assert bare - known == set()


def test_a_long_file_says_why_and_none_is_far_too_long() -> None:
    long = files_longer_than(LONG, *CODE)
    far_too_long = files_longer_than(FAR_TOO_LONG, *CODE, "tests", "bench")

    assert [each for each in long if f"`{each}`" not in PAGE] == []
    assert far_too_long <= LONGER_FOR_A_REASON
