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
    "pwa/shell/build.py",
    "pwa/finder/store/migrations/versions/0001_the_first_tables_of_the_directory.py",
}


def folders_of_code() -> set[str]:
    found = set()
    for top in ("pwa", "static/js"):
        for folder in (ROOT / top).rglob("*"):
            place = folder.relative_to(ROOT)
            if folder.is_dir() and not HOLDS_FILES_OF_ITS_PARENT & {*place.parts[2:]}:
                found.add(f"{place.as_posix()}/")
    return found


def long_files() -> dict[str, int]:
    files = [
        *(ROOT / "pwa").rglob("*.py"),
        *(ROOT / "static" / "js").rglob("*.js"),
        *(ROOT / "service_worker").glob("*.js"),
    ]
    lines = {each: len(each.read_text(encoding="utf-8").splitlines()) for each in files}
    return {
        file.relative_to(ROOT).as_posix(): count
        for file, count in lines.items()
        if count > LONG
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
    found = long_files()

    assert [each for each in found if f"`{each}`" not in PAGE] == []
    assert {
        each for each, n in found.items() if n > FAR_TOO_LONG
    } <= LONGER_FOR_A_REASON
