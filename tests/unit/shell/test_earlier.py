"""Files of the three releases before stay on the server, and no older ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pwa.shell.earlier import LIST, carry_over, hashed_files, kept_in


def made(folder: Path, *names: str) -> Path:
    """A finished build with those files."""
    static = folder / "site" / "static"
    static.mkdir(parents=True)
    for name in names:
        (static / name).write_text(f"{folder.name} {name}")
    return folder


def script(number: int) -> str:
    return f"main.{number:08x}.js"


def built_in_turn(folder: Path, releases: list[tuple[str, list[str]]]) -> Path:
    """One build over the other; the last of them."""
    dist = folder / "none"
    for place, (name, files) in enumerate(releases):
        out = made(folder / f"{place}", *files)
        carry_over(dist, out, name)
        dist = out
    return dist


def static_files(dist: Path) -> set[str]:
    return {file.name for file in (dist / "site" / "static").iterdir()}


@pytest.mark.hazard("HZ7-c")
def test_the_files_of_three_releases_before_are_kept_and_those_of_a_fourth_are_not(
    tmp_path: Path,
) -> None:
    releases = [(f"r{number}", [script(number)]) for number in range(5)]

    dist = built_in_turn(tmp_path, releases)

    assert static_files(dist) == {script(number) for number in (1, 2, 3, 4)}
    assert [past.release for past in kept_in(dist)] == ["r4", "r3", "r2", "r1"]


def test_a_file_of_several_releases_stays_until_the_last_of_them_goes(
    tmp_path: Path,
) -> None:
    old = "app.aaaaaaaa.css"
    releases = [
        ("r0", [script(0), old]),
        ("r1", [script(1), old]),
        *((f"r{number}", [script(number)]) for number in (2, 3, 4)),
    ]

    dist = built_in_turn(tmp_path, releases)

    assert old in static_files(dist)
    assert script(0) not in static_files(dist)
    dist = built_in_turn(tmp_path / "more", [*releases, ("r5", [script(5)])])
    assert old not in static_files(dist)


def test_a_release_that_is_built_again_pushes_none_out(tmp_path: Path) -> None:
    releases = [(f"r{number}", [script(number)]) for number in range(4)]

    dist = built_in_turn(tmp_path, [*releases, releases[-1], releases[-1]])

    assert static_files(dist) == {script(number) for number in range(4)}


def test_a_roll_back_keeps_the_files_of_the_release_it_came_from(
    tmp_path: Path,
) -> None:
    releases = [(f"r{number}", [script(number)]) for number in range(4)]

    dist = built_in_turn(tmp_path, [*releases, releases[2]])

    assert static_files(dist) == {script(number) for number in range(4)}
    assert [past.release for past in kept_in(dist)] == ["r2", "r3", "r1", "r0"]


def test_a_file_is_kept_with_its_packed_twins_and_with_its_own_bytes(
    tmp_path: Path,
) -> None:
    name = "pages.aaaaaaaa.json"
    old = made(tmp_path / "old", name, f"{name}.gz", f"{name}.br", "pages.json.br")
    new = made(tmp_path / "new", script(1))

    carry_over(old, new, "new")

    assert static_files(new) == {script(1), name, f"{name}.gz", f"{name}.br"}
    assert (new / "site/static" / name).read_text() == f"old {name}"


def test_a_file_that_the_new_release_has_too_is_the_new_one(tmp_path: Path) -> None:
    old, new = made(tmp_path / "old", script(1)), made(tmp_path / "new", script(1))

    carry_over(old, new, "new")

    assert (new / "site/static" / script(1)).read_text() == f"new {script(1)}"


@pytest.mark.parametrize("text", ["", "{}", "[7]", '[{"release": "x"}]', "nonsense"])
def test_a_list_that_cannot_be_read_costs_no_file_of_the_build_before(
    tmp_path: Path, text: str
) -> None:
    old, new = made(tmp_path / "old", script(1)), made(tmp_path / "new", script(2))
    (old / LIST).write_text(text)

    carry_over(old, new, "new")

    assert static_files(new) == {script(1), script(2)}


def test_a_build_of_before_there_was_a_list_counts_as_one_release(
    tmp_path: Path,
) -> None:
    old, new = made(tmp_path / "old", script(1)), made(tmp_path / "new", script(2))
    (old / "release.json").write_text(json.dumps({"name": "old"}))

    carry_over(old, new, "new")

    assert [past.release for past in kept_in(new)] == ["new", "old"]
    assert hashed_files(new / "site" / "static") == [script(1), script(2)]
