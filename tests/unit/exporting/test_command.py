"""`export` of two kinds: what stands after it tells a folder from a format."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from pwa.exporting.folder import RECORD


@pytest.mark.parametrize("words", [["oruk"], ["--source", "starter", "csv"]])
def test_a_format_gives_the_directory_as_before(
    site_app: Flask, words: list[str]
) -> None:
    run = site_app.test_cli_runner()

    assert run.invoke(args=["export", *words]).output == (
        run.invoke(args=["finder", "export", *words]).output
    )


def test_a_folder_may_have_the_name_of_a_format(
    site_app: Flask, tmp_path: Path
) -> None:
    there = tmp_path / "csv"

    told = site_app.test_cli_runner().invoke(args=["export", "--json", str(there)])

    assert told.exit_code == 0, told.output
    assert (there / RECORD).exists()


def test_help_names_the_folder_and_the_formats(site_app: Flask) -> None:
    told = site_app.test_cli_runner().invoke(args=["export", "--help"])

    assert told.exit_code == 0
    assert "DIR" in told.output
    assert "oruk, geojson or csv" in told.output


def test_without_a_word_it_says_what_is_missing(site_app: Flask) -> None:
    told = site_app.test_cli_runner().invoke(args=["export"])

    assert told.exit_code == 2
    assert "DIR" in told.output
